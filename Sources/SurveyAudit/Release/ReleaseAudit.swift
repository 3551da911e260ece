public import SurveyCore

/// Tests all that was ever published of a wave, from the published documents and the wave's answers.
///
/// It shares no code with the admission that decided what to publish: groups are rebuilt from their names, figures are counted
/// anew, and an ``Attacker`` combines everything.
public struct ReleaseAudit: Sendable {
  private let table: ResponseTable
  private let attacker: Attacker

  /// Makes an audit of one wave.
  ///
  /// - Parameters:
  ///   - responses: The wave's answers, with the survey and privacy rules frozen with it.
  ///   - attacker: Who attacks.
  public init(responses: ResponseTable, attacker: Attacker = Attacker()) {
    table = responses
    self.attacker = attacker
  }

  /// Audits releases; all of them must be about the wave.
  ///
  /// - Complexity: Per variable, the attack on its groups; variables answered by the same people share most of it.
  public func audit(_ documents: [ReleaseDocument]) -> WaveAudit {
    var collection = Collection(table)
    for document in documents { collection.add(document) }
    var findings: [AuditFinding] = []
    var memory = Attacker.Memory()
    var missChance = 0.0
    var groups = 0
    for id in collection.variables {
      guard let published = collection.published[id], let reading = collection.readings[id] else { continue }
      groups += published.shown.count + published.banded.count
      let result = attacker.attack(
        AuditedVariable(
          id, answers: reading.answers, favourable: reading.favourable, shown: published.shown,
          banded: published.banded), remembering: &memory)
      findings += result.findings
      missChance = max(missChance, result.missChance)
    }
    return WaveAudit(
      releases: documents.count, variables: collection.published.count, groups: groups, isExhaustive: missChance == 0,
      missChance: missChance,
      findings: collection.findings + findings + collection.itemsAgainstScales
        + JointAudit(table, minimums: MinimumReading(table.survey)).findings(documents.flatMap(\.joint)))
  }
}

/// Everything published of a wave, by variable.
private struct Collection {
  /// The groups of one variable.
  struct Published {
    var shown: [AuditedGroup] = []
    var banded: [AuditedGroup] = []
  }

  private(set) var variables: [String] = []
  private(set) var published: [String: Published] = [:]
  private(set) var readings: [String: AnswerReading] = [:]
  private(set) var findings: [AuditFinding] = []
  private let table: ResponseTable
  private let groups: GroupReading
  private let minimums: MinimumReading
  private var people: [Group: PeopleSet] = [:]

  init(_ table: ResponseTable) {
    self.table = table
    groups = GroupReading(table)
    minimums = MinimumReading(table.survey)
  }

  mutating func add(_ document: ReleaseDocument) {
    for cell in document.cells { add(cell) }
  }

  private mutating func add(_ cell: ReleaseDocument.Cell) {
    let indicator = cell.isIndicator ? table.survey.indicators.first { $0.id == cell.variable } : nil
    let id = indicator?.of ?? cell.variable
    func report(_ kind: AuditFinding.Kind, people: Int = 0, _ detail: String) {
      let finding = AuditFinding(
        kind: kind, variable: cell.variable, groups: [cell.group], people: people, detail: detail)
      if !findings.contains(finding) { findings.append(finding) }
    }
    if cell.content == .suppressed || cell.content == .nothing { return }
    guard !cell.isIndicator || indicator != nil, let reading = readings[id] ?? AnswerReading(of: id, in: table) else {
      return report(.unreadable, "the survey has no such variable")
    }
    readings[id] = reading
    guard let people = people[cell.group] ?? groups.people(of: cell.group) else {
      return report(.unreadable, "the survey has no such group")
    }
    self.people[cell.group] = people
    if published[id] == nil {
      variables.append(id)
      published[id] = Published()
    }
    let group = AuditedGroup(
      cell.group, people: people,
      minimum: minimums.minimum(of: id, isSensitiveGroup: groups.isSensitive(cell.group)))
    if case .shown(let figures) = cell.content {
      if published[id]?.shown.contains(where: { $0.group == cell.group }) == false {
        published[id]?.shown.append(group)
      }
      for difference in reading.differences(from: figures, people: people) {
        report(.numberDiffers, people: people.count, difference)
      }
      if let indicator, let value = figures.value, !reading.agrees(value, with: indicator.measure, people: people) {
        report(.numberDiffers, people: people.count, "value")
      }
    } else if published[id]?.banded.contains(where: { $0.group == cell.group }) == false {
      published[id]?.banded.append(group)
    }
  }

  /// The banded items of which a scale and its other items, shown for the same people, tell the numbers.
  var itemsAgainstScales: [AuditFinding] {
    variables.flatMap { scale -> [AuditFinding] in
      let items = readings[scale]?.items ?? []
      return items.isEmpty ? [] : (published[scale]?.shown ?? []).flatMap { hidden(items, of: scale, for: $0) }
    }
  }

  private func hidden(_ items: [String], of scale: String, for group: AuditedGroup) -> [AuditFinding] {
    func isThere(_ groups: [AuditedGroup]?) -> Bool { groups?.contains { $0.people == group.people } == true }
    let hidden = items.filter { !isThere(published[$0]?.shown) }
    guard hidden.count == 1, let item = hidden.first, isThere(published[item]?.banded) else { return [] }
    return [
      AuditFinding(
        kind: .itemAgainstScale, variable: item, groups: [group.group], people: group.people.count, detail: scale)
    ]
  }
}
