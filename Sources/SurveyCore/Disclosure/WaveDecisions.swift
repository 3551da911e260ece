/// What may be shown of a wave: for each family of variables a verdict on every group that the survey declares.
struct WaveDecisions: Sendable {
  /// The families, in the order of their first item.
  let families: [VariableFamily]
  private let privacy: PrivacyRules
  private let places: [String: Int]
  /// Laid-out groups; families that fold "not stated" alike share one.
  private var universes: [GroupUniverse] = []
  private var universeOf: [Int] = []
  private var verdicts: [[Admission.Verdict]] = []

  /// Decides about everything that the survey declares.
  init(on responses: ResponseTable, privacy: PrivacyRules) {
    let groupings = responses.survey.publication.groupings
    let families = VariableFamily.families(of: responses, privacy: privacy)
    self.families = families
    self.privacy = privacy
    places = Dictionary(
      families.enumerated().flatMap { index, family in family.variables.map { ($0, index) } },
      uniquingKeysWith: { first, _ in first })
    var ids: [String] = []
    for id in groupings.flatMap(\.by) where !ids.contains(id) { ids.append(id) }
    let dimensions = ids.flatMap { Dimension.dimensions(of: $0, in: responses) }
    var known: [[Bool]: Int] = [:]
    var spaces: [[[Int]: RowSpace]] = []
    for family in families {
      let folding = folding(for: family, dimensions, groupings)
      let place = known[folding.alone + folding.crossed] ?? universes.count
      if place == universes.count {
        known[folding.alone + folding.crossed] = place
        spaces.append([:])
        universes.append(
          GroupUniverse(
            dimensions: dimensions, folded: folding.alone, foldedInCrossings: folding.crossed, groupings: groupings,
            respondents: responses.respondents))
      }
      let minimums = universes[place].nodes.map { minimum(of: family, sensitive: $0.isSensitive) }
      let admission = Admission(
        family, in: universes[place], minimums: minimums, refused: refusedByGates(of: family, in: universes[place]),
        spaces: &spaces[place])
      universeOf.append(place)
      verdicts.append(admission.verdicts)
    }
  }

  /// The place of the family of an item or scale; nil where there is none.
  func place(of variable: String) -> Int? { places[variable] }

  /// The family of an item or scale; nil where there is none.
  func family(of variable: String) -> VariableFamily? { places[variable].map { families[$0] } }

  /// The groups as they are laid out for the family at a place.
  func universe(of family: Int) -> GroupUniverse { universes[universeOf[family]] }

  private func minimum(of family: VariableFamily, sensitive: Bool) -> Int {
    sensitive ? max(family.minimum, privacy.minimumSensitive) : family.minimum
  }

  /// The groups that are refused because an item that gates the family is hidden for them.
  private func refusedByGates(of family: VariableFamily, in universe: GroupUniverse) -> [Int: Admission.Verdict] {
    var refused: [Int: Admission.Verdict] = [:]
    for gate in family.gates.compactMap({ places[$0] }) where gate < verdicts.count {
      let other = self.universe(of: gate)
      for (node, verdict) in zip(other.nodes, verdicts[gate]) where node.isPublished && verdict.isRefusal {
        if let same = universe.node(of: node.group) {
          refused[same] = verdict.renumbered { universe.node(of: other.nodes[$0].group) }
        }
      }
    }
    return refused
  }

  /// For each dimension whether "not stated" has too few people to stand by itself: alone, and within the groups of a crossing.
  private func folding(
    for family: VariableFamily, _ dimensions: [Dimension], _ groupings: [Grouping]
  ) -> (alone: [Bool], crossed: [Bool]) {
    func isTooSmall(_ rows: RowSet, sensitive: Bool) -> Bool {
      let counts = family.counts(of: rows)
      let least = minimum(of: family, sensitive: sensitive)
      return counts.contains { $0 > 0 && $0 < least } || !counts.contains { $0 > 0 }
    }
    let alone = dimensions.map { isTooSmall($0.notStated, sensitive: $0.isSensitive) }
    let crossed = dimensions.indices.map { dimension in
      alone[dimension]
        || Self.crossings(of: dimension, dimensions, groupings).contains {
          isTooSmall($0.rows, sensitive: $0.isSensitive)
        }
    }
    return (alone, crossed)
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
}

extension WaveDecisions {
  /// Why a group that no declared grouping has is not shown.
  func refusal(of group: Group, at family: Int) -> Suppression {
    let isNotStated = group.values.values.contains(Group.declined)
    let places = universe(of: family).places(of: group)
    return Suppression(
      reason: isNotStated ? .small : .undeclared, because: [], showInstead: nearestShown(places, family: family))
  }

  func suppression(of node: Int, at family: Int) -> Suppression? {
    let universe = universe(of: family)
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
    universe(of: family).nodes[node].isPublished && verdicts[family][node] == .shown
  }

  /// The smallest shown group that contains what the places describe.
  private func nearestShown(_ places: [GroupUniverse.Place], family: Int) -> Group? {
    let universe = universe(of: family)
    let nearest = universe.nodes.indices
      .filter {
        isShown($0, family: family) && universe.isGeneralisation($0, of: places)
      }
      .min { (universe.nodes[$0].size, $0) < (universe.nodes[$1].size, $1) }
    return nearest.map { universe.nodes[$0].group }
  }
}
