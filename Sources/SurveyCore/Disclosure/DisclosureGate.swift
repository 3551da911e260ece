/// The only door for statistics: decides once which groups may be shown about which variables, and lets nothing else be computed.
///
/// Everything that the survey declares for publication is decided at once, so that the order of reports doesn't matter. The rules
/// today are those within one report: groups below the minimum are refused, and so is whatever would reveal them by subtraction.
public struct DisclosureGate: Sendable {
  /// The answers behind the gate.
  let responses: ResponseTable
  /// The rules that were frozen with the wave.
  public let privacy: PrivacyRules
  private let families: [VariableFamily]
  private let familyOf: [String: Int]
  private let universes: [GroupUniverse]
  private let universeOf: [Int]
  private let verdicts: [[Admission.Verdict]]

  /// Decides about everything that the survey declares.
  ///
  /// - Parameters:
  ///   - responses: The answers.
  ///   - privacy: The rules frozen with the wave; those of the survey where nil.
  /// - Complexity: O(*g*² · *n*) for *g* declared groups and *n* respondents, in steps of 64 respondents.
  public init(responses: ResponseTable, privacy: PrivacyRules? = nil) {
    let privacy = privacy ?? responses.survey.privacy
    let groupings = responses.survey.publication.groupings
    let families = VariableFamily.families(of: responses, privacy: privacy)
    var ids: [String] = []
    for id in groupings.flatMap(\.by) where !ids.contains(id) { ids.append(id) }
    let dimensions = ids.flatMap { Dimension.dimensions(of: $0, in: responses) }

    var universes: [GroupUniverse] = []
    var universeOf: [Int] = []
    var places: [[Bool]: Int] = [:]
    var verdicts: [[Admission.Verdict]] = []
    let familyOf = Dictionary(
      families.enumerated().flatMap { index, family in family.variables.map { ($0, index) } },
      uniquingKeysWith: { first, _ in first })
    func minimum(_ family: VariableFamily, sensitive: Bool) -> Int {
      sensitive ? max(family.minimum, privacy.minimumSensitive) : family.minimum
    }
    for family in families {
      let unsafe = { (rows: RowSet, sensitive: Bool) in
        let counts = family.counts(of: rows)
        let least = minimum(family, sensitive: sensitive)
        return counts.contains { $0 > 0 && $0 < least } || !counts.contains { $0 > 0 }
      }
      let folded = dimensions.map { unsafe($0.notStated, $0.isSensitive) }
      let crossed = dimensions.indices.map { dimension in
        folded[dimension]
          || Self.crossings(of: dimension, dimensions, groupings).contains { unsafe($0.rows, $0.isSensitive) }
      }
      let place = places[folded + crossed] ?? universes.count
      if place == universes.count {
        places[folded + crossed] = place
        universes.append(
          GroupUniverse(
            dimensions: dimensions, folded: folded, foldedInCrossings: crossed, groupings: groupings,
            respondents: responses.respondents))
      }
      let universe = universes[place]
      var refused: [Int: Admission.Verdict] = [:]
      for gate in family.gates.compactMap({ familyOf[$0] }) where gate < verdicts.count {
        let other = universes[universeOf[gate]]
        for (node, verdict) in zip(other.nodes, verdicts[gate]) where node.isPublished {
          if verdict.isRefusal, let same = universe.node(of: node.group) {
            refused[same] = verdict.renumbered { universe.node(of: other.nodes[$0].group) }
          }
        }
      }
      universeOf.append(place)
      verdicts.append(
        Admission(
          family, in: universe, minimums: universe.nodes.map { minimum(family, sensitive: $0.isSensitive) },
          refused: refused
        ).verdicts)
    }
    self.responses = responses
    self.privacy = privacy
    self.families = families
    self.familyOf = familyOf
    self.universes = universes
    self.universeOf = universeOf
    self.verdicts = verdicts
  }

  /// The people who didn't state one dimension within each category of those that it is crossed with.
  private static func crossings(
    of dimension: Int, _ dimensions: [Dimension], _ groupings: [Grouping]
  ) -> [(rows: RowSet, isSensitive: Bool)] {
    let notStated = dimensions[dimension].notStated
    if notStated.isEmpty { return [] }
    return groupings.filter { $0.by.count > 1 && $0.by.contains(dimensions[dimension].attribute) }.flatMap { grouping in
      dimensions.filter { $0.attribute != dimensions[dimension].attribute && grouping.by.contains($0.attribute) }
        .flatMap { other in
          other.categories(folded: false)
            .filter { grouping.levels.isEmpty || $0.level.map(grouping.levels.contains) ?? true }
            .compactMap { category in
              var rows = category.rows
              rows.formIntersection(notStated)
              return rows.isEmpty ? nil : (rows, other.isSensitive || dimensions[dimension].isSensitive)
            }
        }
    }
  }

  /// The smallest group about which anything is published of a variable.
  public func minimumGroup(of variable: String) -> Int {
    familyOf[variable].map { families[$0].minimum } ?? privacy.minimumGroup
  }

  /// The groups of a declared grouping for one variable, in declared order, shown or not.
  ///
  /// Groups differ between variables in one point: whether "not stated" is a group of its own or folded into another.
  public func groups(of grouping: Grouping, for variable: String) -> [Group] {
    guard let family = familyOf[variable], responses.survey.publication.groupings.contains(grouping) else { return [] }
    let universe = universes[universeOf[family]]
    return universe.nodes(of: grouping).map { universe.nodes[$0].group }
  }

  /// The groups of a declared grouping for any of the variables, without regard to folding, in declared order.
  public func groups(of grouping: Grouping, for variables: [String]) -> [Group] {
    var groups: [Group] = []
    var seen = Set<Group>()
    for variable in variables {
      for group in self.groups(of: grouping, for: variable).map(\.unfolded) where seen.insert(group).inserted {
        groups.append(group)
      }
    }
    return groups
  }

  /// Computes the statistics that may be shown.
  ///
  /// - Parameters:
  ///   - keys: The variables (items and scales) and groups that are asked for.
  ///   - compute: Computes one statistic; it is called only for cells that were admitted.
  /// - Returns: One cell per key, in the order of the keys.
  public func release<Value>(
    _ keys: [CellKey], compute: (CellKey, GroupRows) throws -> Value
  ) rethrows -> Released<Value> {
    Released(cells: try keys.map { try cell(of: $0.variable, as: $0.variable, in: $0.group, compute: compute) })
  }

  /// Computes the indicators that may be shown; each shares the fate of the variable that it measures.
  ///
  /// - Returns: One cell per indicator and group; the variable of its key is the indicator's id.
  public func release<Value>(
    indicators: [Indicator], in groups: [Group] = [.total], compute: (Indicator, GroupRows) throws -> Value
  ) rethrows -> Released<Value> {
    Released(
      cells: try indicators.flatMap { indicator in
        try groups.map { group in
          try cell(of: indicator.of, as: indicator.id, in: group) { _, rows in try compute(indicator, rows) }
        }
      })
  }

  /// Computes statistics that describe how several variables go together, such as alpha: only for everybody, and only where at least
  /// `minimum` people answered all that goes into it.
  ///
  /// - Parameter scales: The scales.
  public func releaseForWhole<Value>(
    _ scales: [Scale], minimum: Int = 30, compute: (Scale) throws -> Value
  ) rethrows -> Released<Value> {
    Released(
      cells: try scales.map { scale in
        let key = CellKey(variable: scale.id, group: .total)
        guard let family = familyOf[scale.id] else { return (key, .empty(.notAsked)) }
        var complete = RowSet.everybody(responses.respondents)
        for (variable, answered) in zip(families[family].variables, families[family].answered)
        where scale.items.contains(variable) { complete.formIntersection(answered) }
        guard complete.count >= max(minimum, families[family].minimum) else {
          return (key, .suppressed(Suppression(reason: .small, because: [], showInstead: nil)))
        }
        return try cell(of: scale.id, as: scale.id, in: .total) { _, _ in try compute(scale) }
      })
  }

  /// How many people gave no answer to each item, by kind: for everybody, and only where each kind holds nobody or at least the
  /// minimum.
  public func releaseMissing(of items: [String]) -> Released<MissingCounts> {
    Released(
      cells: items.map { item in
        let (key, cell) = cell(of: item, as: item, in: .total) { _, _ in counts(of: item) }
        guard case .shown(let value, _) = cell else { return (key, cell) }
        let least = minimumGroup(of: item)
        let isSafe = [value.skipped, value.declined, value.notApplicable, value.notShown].allSatisfy {
          $0 == 0 || $0 >= least
        }
        return isSafe ? (key, cell) : (key, .suppressed(Suppression(reason: .small, because: [], showInstead: nil)))
      })
  }

  /// Every group that is hidden, with the variables for which it is and why; in declared order.
  public var hidden: [HiddenGroup] {
    families.indices.flatMap { family in
      let universe = universes[universeOf[family]]
      return universe.nodes.indices.filter { universe.nodes[$0].isPublished }.compactMap { node in
        suppression(of: node, family: family).map {
          HiddenGroup(group: universe.nodes[node].group, variables: families[family].variables, suppression: $0)
        }
      }
    }
  }

  /// How many groups are hidden for at least one variable.
  public var hiddenGroupCount: Int { Set(hidden.map(\.group.unfolded)).count }
}

extension DisclosureGate {
  private func cell<Value>(
    of variable: String, as name: String, in group: Group, compute: (CellKey, GroupRows) throws -> Value
  ) rethrows -> (key: CellKey, cell: Released<Value>.Cell) {
    guard let family = familyOf[variable] else {
      return (CellKey(variable: name, group: group), .empty(.notAsked))
    }
    let universe = universes[universeOf[family]]
    guard let node = universe.node(of: group), universe.nodes[node].isPublished else {
      return (CellKey(variable: name, group: group), .suppressed(refusal(of: group, family: family)))
    }
    let key = CellKey(variable: name, group: universe.nodes[node].group)
    if let suppression = suppression(of: node, family: family) { return (key, .suppressed(suppression)) }
    let member = families[family].variables.firstIndex(of: variable) ?? 0
    let people = universe.nodes[node].rows
    let answered = families[family].answered[member].intersectionCount(people)
    guard answered > 0 else {
      let asked = families[family].asked[member].intersectionCount(people)
      return (key, .empty(people.isEmpty || asked > 0 ? .nobodyAnswered : .notAsked))
    }
    let value = try compute(
      CellKey(variable: variable, group: key.group), people.isEverybody ? .all : .rows(people.rows))
    return (key, .shown(value, respondents: answered))
  }

  /// Why a group that no declared grouping has is not shown.
  private func refusal(of group: Group, family: Int) -> Suppression {
    let isNotStated = group.values.values.contains(Group.declined)
    let places = universes[universeOf[family]].places(of: group)
    return Suppression(
      reason: isNotStated ? .small : .undeclared, because: [], showInstead: nearestShown(places, family: family))
  }

  private func suppression(of node: Int, family: Int) -> Suppression? {
    let universe = universes[universeOf[family]]
    let instead = { nearestShown(universe.nodes[node].places, family: family) }
    switch verdicts[family][node] {
    case .shown, .empty: return nil
    case .small: return Suppression(reason: .small, because: [], showInstead: instead())
    case .difference(let because):
      var groups: [Group] = []
      for cause in because {
        let shown =
          isShown(cause, family: family)
          ? universe.nodes[cause].group : nearestShown(universe.nodes[cause].places, family: family)
        if let shown, !groups.contains(shown) { groups.append(shown) }
      }
      return Suppression(reason: .difference, because: groups, showInstead: instead())
    }
  }

  private func isShown(_ node: Int, family: Int) -> Bool {
    universes[universeOf[family]].nodes[node].isPublished && verdicts[family][node] == .shown
  }

  /// The smallest shown group that contains what the places describe.
  private func nearestShown(_ places: [GroupUniverse.Place], family: Int) -> Group? {
    let universe = universes[universeOf[family]]
    let nearest = universe.nodes.indices
      .filter {
        isShown($0, family: family) && universe.isGeneralisation($0, of: places)
      }
      .min { (universe.nodes[$0].size, $0) < (universe.nodes[$1].size, $1) }
    return nearest.map { universe.nodes[$0].group }
  }

  private func counts(of item: String) -> MissingCounts {
    let column = responses.layout.columns.firstIndex { $0.variable == item && $0.width == 1 }
    let bytes = column.map { responses.columns[$0] } ?? []
    func count(_ byte: UInt8) -> Int { bytes.count { $0 == byte } }
    return MissingCounts(
      skipped: count(AnswerByte.skipped), declined: count(AnswerByte.declined),
      notApplicable: count(AnswerByte.notApplicable), notShown: count(AnswerByte.notShown))
  }
}
