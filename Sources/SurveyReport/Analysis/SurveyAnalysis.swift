public import SurveyCore
public import SurveyStats

/// The statistics of a whole survey: every item, every scale with its reliability, and what was asked for beside.
///
/// Of a wave it holds what the disclosure gate lets through; of a file that the analyst owns it holds everything, and says so.
public struct SurveyAnalysis: Sendable {
  /// The statistics of one item.
  public struct ItemAnalysis: Sendable {
    /// The item.
    public let item: Item
    /// Whether the item or its section is marked sensitive.
    public let isSensitive: Bool
    /// Counts and what follows from them.
    public let statistics: Disclosed<Computed<VariableStatistics>>
    /// How many people gave no answer, by kind.
    public let missing: Disclosed<MissingCounts>
    /// What was asked for beside.
    public let additions: VariableAdditions
  }

  /// The statistics of one scale.
  public struct ScaleAnalysis: Sendable {
    /// The scale.
    public let scale: Scale
    /// The scores.
    public let statistics: Disclosed<Computed<VariableStatistics>>
    /// Its internal consistency.
    public let reliability: Disclosed<ScaleReliability>
    /// What was asked for beside.
    public let additions: VariableAdditions
  }

  /// What is told of an item or scale where the request asks for it.
  public struct VariableAdditions: Sendable {
    /// Agreement within teams, and their means.
    public let teams: Disclosed<TeamAnalysis>?
    /// Wilson's interval of the favourable share in the population that was asked.
    public let finite: Computed<IntervalEstimate>?
    /// Mean and favourable share by raking weights.
    public let weighted: WeightedStatistics?
  }

  /// The survey that was answered.
  public let survey: Survey
  /// What was asked for.
  public let request: AnalysisRequest
  /// How many people answered.
  public let respondents: Int
  /// The questions that the file of answers has no column for.
  public let missingColumns: [String]
  /// Whether the statistics passed disclosure control.
  public let isGated: Bool
  /// The items in the order in which they are asked, comments left out.
  public let items: [ItemAnalysis]
  /// The scales in declared order.
  public let scales: [ScaleAnalysis]
  /// The variables compared by each breakdown of the request.
  public let comparisons: [GroupComparison]
  /// The drivers of the outcome of the request; nil without one.
  public let drivers: Disclosed<DriverAnalysis>?
  /// The respondents against head counts; nil without them.
  public let population: PopulationAnalysis?

  /// Analyses a file that the analyst owns, without disclosure control, or a wave behind its gate, of which only what the gate admits is
  /// computed.
  ///
  /// - Parameters:
  ///   - table: The answers; those that the gate was made for.
  ///   - gate: The gate of a wave, asked for the request's ``AnalysisRequest/jointRequests(in:)``; nil for a file.
  ///   - request: What is asked for beside items and scales; its names must be those of the survey.
  public init(of table: ResponseTable, gate: DisclosureGate? = nil, request: AnalysisRequest = AnalysisRequest()) {
    let source = AnalysisSource(
      table: table, gate: gate, breakdowns: request.breakdowns + [request.teams].compactMap(\.self))
    let population = request.population.map { PopulationAnalysis($0, in: source) }
    survey = table.survey
    self.request = request
    respondents = table.respondents
    missingColumns = table.gaps.questions
    isGated = gate != nil
    self.population = population
    let sensitive = Set(table.survey.questions.filter(\.sensitive).map(\.id))
    items = table.survey.closedItems.map { item in
      let statistics = source.total(item.id) { Computed.success(VariableStatistics(of: item, in: table)) }
      return ItemAnalysis(
        item: item, isSensitive: sensitive.contains(item.id), statistics: statistics, missing: source.missing(item),
        additions: VariableAdditions(of: item.id, statistics, population, request, in: source))
    }
    scales = table.survey.scales.map { scale in
      let scores = source.total(scale.id) { statistics(of: scale.id, in: table) }
      return ScaleAnalysis(
        scale: scale, statistics: scores,
        reliability: source.whole(scale.items) { ScaleReliability(of: scale.columns(in: table), ids: scale.items) },
        additions: VariableAdditions(of: scale.id, scores, population, request, in: source))
    }
    comparisons = request.breakdowns.flatMap { breakdown in
      let areUnitsOfTeams = request.teams?.attribute == breakdown.attribute && request.teams != breakdown
      return GroupComparison.all(
        by: breakdown, teams: areUnitsOfTeams ? request.teams : nil, population: population, in: source)
    }
    drivers = request.outcome.map { outcome in
      source.whole([outcome] + request.predictors(in: table.survey)) {
        DriverAnalysis(request, outcome: outcome, in: table)
      }
    }
  }

  /// What an analyst must know about the numbers: statistics that can't be computed, and what estimators warn of.
  public var warnings: [String] {
    var remarks = RemarkCollector()
    if !missingColumns.isEmpty {
      let names = missingColumns.joined(separator: ", ")
      remarks.note("answers", [Remark("", "The file has no column that is read for \(names): nobody was asked there.")])
    }
    // Why nobody knows how many people there are is told once, not for every item.
    let unsized = population?.size.failure.map { Remark("population", $0.description) }
    for entry in items {
      remarks.note(entry.item.id, entry.statistics.remarks + entry.additions.remarks.filter { $0 != unsized })
    }
    for entry in scales {
      let reliability = entry.reliability.value?.remarks(items: entry.scale.items) ?? []
      remarks.note(
        entry.scale.id, entry.statistics.remarks + reliability + entry.additions.remarks.filter { $0 != unsized })
    }
    for comparison in comparisons {
      let keys = comparison.compared.map(\.key)
      remarks.note("\(comparison.name) by \(comparison.breakdown)", comparison.tests?.remarks(keys: keys) ?? [])
    }
    if let drivers = drivers?.value { remarks.note(drivers.outcome, drivers.remarks) }
    remarks.note("population", population?.remarks ?? [])
    return remarks.texts
  }
}

extension SurveyAnalysis.VariableAdditions {
  init(
    of variable: String, _ statistics: Disclosed<Computed<VariableStatistics>>, _ population: PopulationAnalysis?,
    _ request: AnalysisRequest, in source: AnalysisSource
  ) {
    let shown = statistics.value?.success
    teams = request.teams.flatMap { teams in
      TeamAnalysis.disclosed(of: variable, by: teams, seed: request.seed, in: source)
    }
    finite = shown.flatMap { shown in population?.finite(successes: shown.favourableCount, of: shown.n) }
    if shown != nil, let weights = population?.weights.value?.success {
      weighted = WeightedStatistics(of: variable, weights: weights, in: source.table)
    } else {
      weighted = nil
    }
  }

  /// Why parts of it can't be computed, and what estimators warn of.
  var remarks: [Remark] {
    var remarks = teams?.value?.remarks ?? []
    for result in [finite, weighted?.favourable].compactMap(\.self) {
      if let error = result.failure { remarks.append(Remark("population", error.description)) }
    }
    if let error = weighted?.mean?.failure { remarks.append(Remark("weighted mean", error.description)) }
    return remarks
  }
}

extension Disclosed<Computed<VariableStatistics>> {
  /// Why the statistics, or parts of them, can't be computed.
  fileprivate var remarks: [Remark] {
    switch value {
    case .success(let statistics): statistics.errors.map { Remark("", $0.description) }
    case .failure(let error): [Remark("", error.description)]
    case nil: []
    }
  }
}
