/// What may be shown of a wave: for each family of variables a verdict on every group that was declared or asked for, and for each
/// variable what is replaced because it would show a group as nearly unanimous.
struct WaveDecisions: Sendable {
  /// The families, in the order of their first item.
  let families: [VariableFamily]
  /// What is decided here for the first time; nil where everything was decided before.
  private(set) var record: DecisionRecord?
  /// What is decided about statistics of how several variables go together.
  let joint: JointDecisions
  /// How many requests were declared rather than asked for later.
  private let declared: Int
  private let privacy: PrivacyRules
  private let places: [String: Int]
  private var universes: [GroupUniverse] = []
  private var verdicts: [[Int: Admission.Verdict]] = []
  private var replacements: [String: [Int: NearUnanimity.Replacement]] = [:]

  /// Looks up what was decided, and decides about the rest.
  ///
  /// - Parameters:
  ///   - records: What was decided before, in that order.
  ///   - requests: What is declared or asked for.
  ///   - joint: The statistics of how several variables go together that are asked for.
  ///   - progress: Told how much of all that is to be decided is done.
  init(
    on responses: ResponseTable, privacy: PrivacyRules, records: [DecisionRecord], requests: [GroupRequest],
    joint: [JointRequest] = [], progress: (_ done: Int, _ all: Int) -> Void = { _, _ in }
  ) {
    let families = VariableFamily.families(of: responses, privacy: privacy)
    self.families = families
    self.privacy = privacy
    places = Dictionary(
      families.enumerated().flatMap { index, family in family.variables.map { ($0, index) } },
      uniquingKeysWith: { first, _ in first })
    self.joint = JointDecisions(joint, records: records, families: families, places: places)
    let known = records.flatMap(\.requests)
    let new = requests.filter { !known.contains($0) }
    let all = known + new
    declared = records.first?.requests.count ?? responses.survey.publication.groupings.count
    var ids: [String] = []
    for id in all.flatMap({ $0.by + $0.values.keys.sorted() }) where !ids.contains(id) { ids.append(id) }
    let dimensions = ids.flatMap { Dimension.dimensions(of: $0, in: responses) }
    var decided: [DecisionRecord.Family] = []
    // The time that a family takes grows with its variables.
    let stepsPerVariable = 100
    let steps = stepsPerVariable * families.reduce(0) { $0 + $1.variables.count }
    var done = 0
    for (place, family) in families.enumerated() {
      let earlier = records.compactMap { $0.families.indices.contains(place) ? $0.families[place] : nil }
      let folding = Self.folding(
        for: family, dimensions, all, frozen: earlier.reduce(into: [:]) { $0.merge($1.folding) { first, _ in first } },
        minimum: { self.minimum(of: family, sensitive: $0) })
      let universe = GroupUniverse(
        dimensions: dimensions, folded: dimensions.map { folding[$0.attribute]?.alone ?? false },
        foldedInCrossings: dimensions.map { folding[$0.attribute]?.crossed ?? folding[$0.attribute]?.alone ?? false },
        requests: all,
        respondents: responses.respondents)
      universes.append(universe)
      let before = earlier.reduce(into: [Int: Admission.Verdict]()) { $0.merge($1.verdicts(in: universe)) { $1 } }
      for variable in family.variables {
        replacements[variable] = earlier.reduce(into: [:]) { known, record in
          known.merge(record.replacements(of: variable, in: universe)) { $1 }
        }
      }
      if records.isEmpty || !new.isEmpty {
        let own = stepsPerVariable * family.variables.count
        decided.append(
          decide(family, universe, before: before, folding: folding, responses) { part in
            progress(done + Int(part * Double(own)), steps)
          })
        done += own
      } else {
        verdicts.append(before)
      }
    }
    if records.isEmpty || !new.isEmpty || !self.joint.new.isEmpty {
      record = DecisionRecord(
        version: DecisionRecord.currentVersion, requests: new, families: decided,
        joint: self.joint.new.isEmpty ? nil : self.joint.new)
    }
  }

  /// Decides about the groups of a family that weren't decided before.
  private mutating func decide(
    _ family: VariableFamily, _ universe: GroupUniverse, before: [Int: Admission.Verdict],
    folding: [String: DecisionRecord.Folding], _ responses: ResponseTable, progress: (_ part: Double) -> Void
  ) -> DecisionRecord.Family {
    let admission = Admission(
      family, nodes: universe.nodes,
      minimums: universe.nodes.map { minimum(of: family, sensitive: $0.isSensitive) }, before: before,
      refused: refusedByGates(of: family, in: universe), progress: { progress($0 / 2) })
    let decided = Set(before.keys)
    for (place, variable) in family.variables.enumerated() {
      let scale = responses.survey.scales.first { $0.id == variable }
      let hiddenForItems = (scale?.items ?? []).reduce(into: Set<Int>()) {
        $0.formUnion((replacements[$1] ?? [:]).keys)
      }
      replacements[variable] =
        NearUnanimity(
          AnswerProfile(of: variable, in: responses), admission: admission, nodes: universe.nodes,
          before: replacements[variable] ?? [:], decided: decided, hiddenForItems: hiddenForItems
        ).replacements
      progress(0.5 + Double(place + 1) / Double(2 * family.variables.count))
    }
    verdicts.append(admission.verdicts)
    return DecisionRecord.Family(
      family, universe: universe, new: universe.nodes.indices.filter { !decided.contains($0) },
      verdicts: admission.verdicts, replacements: replacements, folding: folding, certainty: admission.certainty)
  }

  /// The place of the family of an item or scale; nil where there is none.
  func place(of variable: String) -> Int? { places[variable] }

  /// The family of an item or scale; nil where there is none.
  func family(of variable: String) -> VariableFamily? { places[variable].map { families[$0] } }

  /// The groups as they are laid out for the family at a place.
  func universe(of family: Int) -> GroupUniverse { universes[family] }

  private func minimum(of family: VariableFamily, sensitive: Bool) -> Int {
    sensitive ? max(family.minimum, privacy.minimumSensitive) : family.minimum
  }

  /// The groups that are refused because an item that gates the family is hidden or banded for them.
  private func refusedByGates(of family: VariableFamily, in universe: GroupUniverse) -> [Int: Admission.Verdict] {
    var refused: [Int: Admission.Verdict] = [:]
    for gate in family.gates {
      guard let place = places[gate], place < verdicts.count else { continue }
      let other = universes[place]
      for node in other.nodes.indices {
        guard let same = universe.node(of: other.nodes[node].group) else { continue }
        switch (verdicts[place][node], replacements[gate]?[node]) {
        case (.small?, _): refused[same] = .small
        case (.difference(let because)?, _), (_, .difference(let because)?):
          refused[same] = .difference(because: because.compactMap { universe.node(of: other.nodes[$0].group) })
        case (_, .band?): refused[same] = .difference(because: [])
        default: continue
        }
      }
    }
    return refused
  }

  /// For each attribute whether "not stated" has too few people to stand by itself: alone, and within the groups of a crossing.
  private static func folding(
    for family: VariableFamily, _ dimensions: [Dimension], _ requests: [GroupRequest],
    frozen: [String: DecisionRecord.Folding], minimum: (_ sensitive: Bool) -> Int
  ) -> [String: DecisionRecord.Folding] {
    func isTooSmall(_ rows: RowSet, sensitive: Bool) -> Bool {
      let counts = family.counts(of: rows)
      return counts.contains { $0 > 0 && $0 < minimum(sensitive) } || !counts.contains { $0 > 0 }
    }
    var folding = frozen
    for dimension in dimensions where folding[dimension.attribute]?.crossed == nil {
      let alone =
        folding[dimension.attribute]?.alone ?? isTooSmall(dimension.notStated, sensitive: dimension.isSensitive)
      let crossings = crossings(of: dimension, dimensions, requests)
      folding[dimension.attribute] = DecisionRecord.Folding(
        alone: alone,
        crossed: crossings.map { $0.contains { alone || isTooSmall($0.rows, sensitive: $0.isSensitive) } })
    }
    return folding
  }

  /// The people who didn't state one dimension within each category of those that it is crossed with; nil where it isn't crossed.
  private static func crossings(
    of dimension: Dimension, _ dimensions: [Dimension], _ requests: [GroupRequest]
  ) -> [(rows: RowSet, isSensitive: Bool)]? {
    let crossing = requests.filter { request in
      let attributes = Set(request.by + request.values.keys)
      return attributes.count > 1 && attributes.contains(dimension.attribute)
    }
    if crossing.isEmpty { return nil }
    if dimension.notStated.isEmpty { return [] }
    return crossing.flatMap { request in
      let attributes = request.by + request.values.keys
      return dimensions.filter { $0.attribute != dimension.attribute && attributes.contains($0.attribute) }
        .flatMap { other in
          other.categories(folded: false)
            .filter { request.levels.isEmpty || $0.level.map(request.levels.contains) ?? true }
            .compactMap { category in
              var rows = category.rows
              rows.formIntersection(dimension.notStated)
              return rows.isEmpty ? nil : (rows, other.isSensitive || dimension.isSensitive)
            }
        }
    }
  }
}

extension WaveDecisions {
  /// The band that replaces a group for a variable; nil where none does.
  func band(of node: Int, for variable: String) -> Band? {
    if case .band(let band)? = replacements[variable]?[node] { band } else { nil }
  }

  /// Why a group that wasn't declared or asked for is not shown.
  func refusal(of group: Group, for variable: String, at family: Int) -> Suppression {
    let isNotStated = group.values.values.contains(Group.declined)
    let places = universe(of: family).places(of: group)
    return Suppression(
      reason: isNotStated ? .small : .undeclared, because: [],
      showInstead: nearestShown(places, for: variable, family: family, request: 0))
  }

  /// Whether a group was declared, rather than asked for later.
  func isDeclared(_ node: Int, at family: Int) -> Bool { universe(of: family).nodes[node].request < max(declared, 1) }

  /// Why a group is hidden for a variable; nil where it isn't.
  func suppression(of node: Int, for variable: String, at family: Int) -> Suppression? {
    let universe = universe(of: family)
    let instead = {
      nearestShown(
        universe.nodes[node].places, for: variable, family: family, request: universe.nodes[node].request)
    }
    switch (verdicts[family][node], replacements[variable]?[node]) {
    case (.small?, _): return Suppression(reason: .small, because: [], showInstead: instead())
    case (.difference(let because)?, _), (_, .difference(let because)?):
      let groups = because.map { universe.nodes[$0].group }
      return Suppression(reason: .difference, because: groups, showInstead: instead())
    default: return nil
    }
  }

  /// Why a group is hidden for each of a family's variables; those with the same reason together.
  func suppressions(of node: Int, at family: Int) -> [(variables: [String], suppression: Suppression)] {
    var found: [(variables: [String], suppression: Suppression)] = []
    for variable in families[family].variables {
      guard let suppression = suppression(of: node, for: variable, at: family) else { continue }
      if let same = found.firstIndex(where: { $0.suppression == suppression }) {
        found[same].variables.append(variable)
      } else {
        found.append(([variable], suppression))
      }
    }
    return found
  }

  private func isShown(_ node: Int, for variable: String, family: Int) -> Bool {
    verdicts[family][node] == .shown && replacements[variable]?[node] == nil
  }

  /// The smallest shown group that contains what the places describe, among those declared or asked for no later than a request: what is
  /// said of a group doesn't change by what is asked for after it.
  private func nearestShown(
    _ places: [GroupUniverse.Place], for variable: String, family: Int, request: Int
  ) -> Group? {
    let universe = universe(of: family)
    let nearest = universe.nodes.indices
      .filter {
        (isDeclared($0, at: family) || universe.nodes[$0].request <= request)
          && isShown($0, for: variable, family: family) && universe.isGeneralisation($0, of: places)
      }
      .min { (universe.nodes[$0].size, $0) < (universe.nodes[$1].size, $1) }
    return nearest.map { universe.nodes[$0].group }
  }
}
