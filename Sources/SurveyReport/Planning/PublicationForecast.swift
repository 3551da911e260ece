public import SurveyCore

/// Which groups a survey could ever show, told from head counts before anybody answers.
///
/// People are made up from the head counts of units and of attribute values, as if attributes were independent of each other and as many
/// answered in each; the disclosure gate then decides about them. Opinions are not made up: what is banded can't be foretold.
public struct PublicationForecast: Sendable {
  /// One declared grouping.
  public struct Table: Sendable {
    /// The grouping.
    public let grouping: Grouping
    /// Its groups that are shown.
    public let shown: [Group]
    /// Its groups that are hidden, with why.
    public let hidden: [HiddenGroup]
  }

  /// A small unit that could be reported together with another.
  public struct Merge: Sendable, Hashable {
    /// The ids of the units.
    public let units: [String]
    /// The people that they have together.
    public let headcount: Int
  }

  /// How many people are expected to answer.
  public let people: Int
  /// The groupings about which something is known.
  public let tables: [Table]
  /// The groupings with an attribute whose head counts are unknown.
  public let unknown: [Grouping]
  /// Units that are too small to be shown, each with the smallest neighbour below the same unit that makes them large enough.
  public let merges: [Merge]
  /// Of all combinations of the attributes with known head counts: how many hold somebody, and how many fewer people than the minimum.
  public let combinations: (all: Int, small: Int)
  private let privacy: PrivacyRules

  /// Makes people and lets the gate decide about them.
  ///
  /// - Parameters:
  ///   - survey: The survey.
  ///   - organisation: The units with their head counts.
  ///   - population: Head counts of attribute values.
  ///   - response: The share of people who are expected to answer, above 0 and at most 1.
  ///   - progress: Told how much of all that is to be decided is done.
  public init(
    survey: Survey, organisation: Organisation?, population: PopulationTable?, response: Double = 1,
    progress: (_ done: Int, _ all: Int) -> Void = { _, _ in }
  ) {
    let staff = MadeUpStaff(survey: survey, organisation: organisation, population: population, response: response)
    people = staff.table.respondents
    privacy = survey.privacy
    let known = Set(staff.table.survey.attributes.map(\.id))
    let gate = DisclosureGate(responses: staff.table, progress: progress)
    tables = survey.publication.groupings.filter { Set($0.by).isSubset(of: known) }.map { grouping in
      let groups = gate.groups(of: grouping, for: MadeUpStaff.opinion)
      let hidden = gate.hidden(of: GroupRequest(grouping))
      let names = Set(hidden.map(\.group))
      return Table(grouping: grouping, shown: groups.filter { !names.contains($0) }, hidden: hidden)
    }
    unknown = survey.publication.groupings.filter { !Set($0.by).isSubset(of: known) }
    merges = organisation.map { Self.merges(in: $0, survey: survey, response: response) } ?? []
    let sizes = staff.combinationSizes
    combinations = (sizes.count, sizes.count { $0 < survey.privacy.minimumGroup })
  }

  /// The groupings to declare: those of which at least three in four groups are shown; a crossing with units that shows fewer, at the
  /// levels above the lowest.
  public func draft(levels: [String]) -> [Grouping] {
    tables.compactMap { table in
      let all = table.shown.count + table.hidden.count
      if all == 0 { return nil }
      if 4 * table.shown.count >= 3 * all { return table.grouping }
      let upper = (table.grouping.levels.isEmpty ? levels : table.grouping.levels).dropLast()
      guard table.grouping.by.count > 1, !upper.isEmpty, table.shown.count > 0 else { return nil }
      return Grouping(by: table.grouping.by, weight: table.grouping.weight, levels: Array(upper))
    } + unknown
  }

  private static func merges(in organisation: Organisation, survey: Survey, response: Double) -> [Merge] {
    guard let attribute = survey.attributes.first(where: { if case .unit = $0.kind { true } else { false } }),
      case .unit(let level) = attribute.kind
    else { return [] }
    let minimum = attribute.sensitive ? survey.privacy.minimumSensitive : survey.privacy.minimumGroup
    func expected(_ unit: Int) -> Int { Int(Double(organisation.units[unit].headcount ?? 0) * response) }
    let choices = organisation.choices(at: level).filter { organisation.units[$0].headcount != nil }
    var merged = Set<Int>()
    var merges: [Merge] = []
    for unit in choices where expected(unit) < minimum && !merged.contains(unit) {
      let siblings = choices.filter {
        $0 != unit && organisation.units[$0].parent == organisation.units[unit].parent && !merged.contains($0)
      }
      var (units, total) = ([unit], expected(unit))
      for sibling in siblings.sorted(by: { (expected($0), $0) < (expected($1), $1) }) where total < minimum {
        units.append(sibling)
        total += expected(sibling)
      }
      guard units.count > 1, total >= minimum else { continue }
      merged.formUnion(units)
      merges.append(
        Merge(
          units: units.map { organisation.units[$0].id },
          headcount: units.reduce(0) { $0 + (organisation.units[$1].headcount ?? 0) }))
    }
    return merges
  }
}

/// People made from head counts: attributes independent of each other, opinions going round.
private struct MadeUpStaff {
  static let opinion = "opinion"

  let table: ResponseTable
  /// How many people each combination of attribute values has, the empty ones left out.
  let combinationSizes: [Int]

  init(survey: Survey, organisation: Organisation?, population: PopulationTable?, response: Double) {
    var units: [Int] = []
    var attributes: [Attribute] = []
    var shares: [String: [Double]] = [:]
    for attribute in survey.attributes {
      if case .unit(let level) = attribute.kind, let organisation {
        for unit in organisation.choices(at: level) {
          units += [Int](repeating: unit, count: Int(Double(organisation.units[unit].headcount ?? 0) * response))
        }
        if !units.isEmpty { attributes.append(attribute) }
      } else if let margin = population?.margins.first(where: { $0.attribute == attribute.id }), margin.total > 0 {
        let counts = Dictionary(uniqueKeysWithValues: margin.counts.map { ($0.code, $0.people) })
        shares[attribute.id] = attribute.kind.codes.map { Double(counts[String($0)] ?? 0) / Double(margin.total) }
        attributes.append(attribute)
      }
    }
    let largest = population?.margins.map(\.total).max() ?? 0
    let people = units.isEmpty ? Int(Double(largest) * response) : units.count
    var records: [UInt8] = []
    var sizes: [[Int]: Int] = [:]
    for person in 0..<people {
      records.append(UInt8(person % 5) + 1)
      var combination: [Int] = []
      for (place, attribute) in attributes.enumerated() {
        if let own = shares[attribute.id] {
          let value = Self.value(of: person, along: place, shares: own)
          combination.append(value)
          records.append(UInt8(value + 1))
        } else {
          combination.append(units[person])
          let code = UInt16(units[person] + 1)
          records += [UInt8(code & 255), UInt8(code >> 8)]
        }
      }
      sizes[combination, default: 0] += 1
    }
    combinationSizes = Array(sizes.values)
    var reduced = survey
    let known = Set(attributes.map(\.id))
    reduced.attributes = attributes
    reduced.sections = [
      Section(
        id: "opinions", title: survey.title,
        items: [
          Item(
            id: Self.opinion, text: survey.title,
            kind: .choice(
              AnswerSet(id: "five", options: (1...5).map { AnswerOption(code: $0, label: survey.title) })))
        ])
    ]
    (reduced.scales, reduced.indicators) = ([], [])
    reduced.publication.groupings = survey.publication.groupings.filter { Set($0.by).isSubset(of: known) }
    table = ResponseTable(survey: reduced, organisation: organisation, records: records)
  }

  /// The value that a person gets, spread evenly over people and independent of other attributes (an additive recurrence).
  private static func value(of person: Int, along dimension: Int, shares: [Double]) -> Int {
    let steps = [0.618033988749895, 0.754877666246693, 0.819172513396164, 0.856674883854503, 0.881271491305446]
    let point = (Double(person) + 0.5) * steps[dimension % steps.count] + 0.37 * Double(dimension / steps.count)
    var rest = point - point.rounded(.down)
    for (place, share) in shares.enumerated() {
      rest -= share
      if rest < 0 { return place }
    }
    return shares.lastIndex { $0 > 0 } ?? 0
  }
}
