import SurveyCore
public import SurveyStats

/// One variable compared between the groups of an attribute.
public struct GroupComparison: Sendable {
  /// One group.
  public struct Member: Sendable {
    /// The option's code or the unit's id; a folded group such as `1+declined`.
    public let key: String
    /// The statistics of the variable in the group.
    public let statistics: Disclosed<Computed<VariableStatistics>>
    /// Wilson's interval of the favourable share among the people of the group's head count; nil without one.
    public let finite: Computed<IntervalEstimate>?
  }

  /// The item or scale.
  public let variable: String
  /// The option of a `many` item that was ticked or not; nil for other variables.
  public let option: Int?
  /// What divides the groups.
  public let breakdown: Breakdown
  /// The groups in declared order, shown or not.
  public let members: [Member]
  /// The tests between the groups that are shown and have answers; nil where these are fewer than two.
  public let tests: GroupTests?
  /// The probability of the test of the family, adjusted by Holm over the family; nil where it has none.
  public internal(set) var adjusted: Double?

  /// The multiplicity family: all variables compared by one attribute, or all options of one `many` item.
  public var family: String { option == nil ? "by:\(breakdown)" : "by:\(breakdown):\(variable)" }

  /// The name of the variable; an option of a `many` item has its code after it.
  public var name: String { option.map { "\(variable) \($0)" } ?? variable }

  /// The groups that the tests compare, in order.
  public var compared: [Member] { members.filter { ($0.statistics.value?.success?.n ?? 0) > 0 } }
}

extension GroupComparison {
  /// Compares all scales, items and options of `many` items by one attribute.
  ///
  /// - Parameter teams: What makes the teams of units, for contrasts of two units that know of them.
  static func all(
    by breakdown: Breakdown, teams: Breakdown?, population: PopulationAnalysis?, in source: AnalysisSource
  ) -> [GroupComparison] {
    let survey = source.table.survey
    var comparisons = survey.scales.map { scale in
      GroupComparison(of: scale.id, kind: nil, by: breakdown, teams: teams, population: population, in: source) {
        statistics(of: scale.id, in: source.table, rows: $0)
      }
    }
    for item in survey.closedItems {
      if case .many(let options) = item.kind {
        comparisons += options.map { option in
          GroupComparison(
            of: item.id, option: option.code, kind: item.kind, by: breakdown, teams: nil, population: population,
            in: source
          ) {
            .success(VariableStatistics(option: option.code, of: item, in: source.table, rows: $0))
          }
        }
      } else {
        comparisons.append(
          GroupComparison(of: item.id, kind: item.kind, by: breakdown, teams: teams, population: population, in: source)
          {
            .success(VariableStatistics(of: item, in: source.table, rows: $0))
          })
      }
    }
    return adjusting(comparisons)
  }

  private init(
    of variable: String, option: Int? = nil, kind: AnswerKind?, by breakdown: Breakdown, teams: Breakdown?,
    population: PopulationAnalysis?, in source: AnalysisSource,
    compute: (RowSelection) -> Computed<VariableStatistics>
  ) {
    let members = source.members(of: breakdown, for: variable)
    self.variable = variable
    self.option = option
    self.breakdown = breakdown
    self.members = members.map { member in
      let statistics = member.rows.map(compute)
      let people = population?.people(in: member.key, of: breakdown)
      return Member(
        key: member.key, statistics: statistics,
        finite: people.flatMap { people in
          statistics.value?.success.flatMap {
            population?.finite(successes: $0.favourableCount, of: $0.n, people: people)
          }
        })
    }
    let compared = zip(members, self.members).filter { ($0.1.statistics.value?.success?.n ?? 0) > 0 }
    let isOrdered = source.table.survey.attributes.contains {
      if case .choice = $0.kind { $0.id == breakdown.attribute } else { false }
    }
    tests =
      compared.count < 2
      ? nil
      : GroupTests(
        of: compared.compactMap { $0.1.statistics.value?.success }, kind: kind, isOption: option != nil,
        areOrdered: isOrdered,
        teams: kind?.isScored ?? true
          ? Self.teams(teams, within: compared.compactMap(\.0.rows.value), of: variable, in: source, compute) : nil)
  }

  /// The scores of each team of two units; nil for other groups, and where a team is hidden.
  private static func teams(
    _ teams: Breakdown?, within units: [RowSelection], of variable: String, in source: AnalysisSource,
    _ compute: (RowSelection) -> Computed<VariableStatistics>
  ) -> [[Distribution]]? {
    guard let teams, units.count == 2, source.showsAll(of: teams, for: variable) else { return nil }
    let members = source.members(of: teams, for: variable).compactMap(\.rows.value)
    return units.map { unit in
      let people = Set(unit.places(of: source.table.respondents))
      return members.filter { team in
        team.places(of: source.table.respondents).first.map(people.contains) ?? false
      }.compactMap { compute($0).success?.distribution }
    }
  }

  /// Adjusts the probabilities of each family.
  private static func adjusting(_ comparisons: [GroupComparison]) -> [GroupComparison] {
    var comparisons = comparisons
    for (_, places) in Dictionary(grouping: comparisons.indices, by: { comparisons[$0].family }) {
      let probabilities = places.map { comparisons[$0].tests?.familyTest.p }
      let adjusted = (try? adjustedProbabilities(probabilities, by: .holm))?.values ?? []
      for (place, value) in zip(places, adjusted) { comparisons[place].adjusted = value }
    }
    return comparisons
  }
}
