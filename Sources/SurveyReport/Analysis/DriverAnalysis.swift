public import SurveyStats
import SurveyCore

/// Which scales or items go together with an outcome, and how much each contributes.
public struct DriverAnalysis: Sendable {
  /// The outcome.
  public let outcome: String
  /// The predictors, in order.
  public let predictors: [String]
  /// The correlations, with the number of people who have all scores.
  public let correlations: Computed<DriverCorrelations>
  /// Johnson's relative weights with bootstrap intervals.
  public let johnson: Computed<DriverIntervals>
  /// Shapley values (LMG).
  public let shapley: Computed<DriverWeights>
  /// How many people miss a score.
  public let incomplete: Int
  /// What must be said beside the numbers.
  public let warnings: [String]

  /// Above this number of people a bootstrap takes fewer samples, as each takes longer and tells more.
  private static let manyPeople = 20_000

  init(_ request: AnalysisRequest, outcome: String, in table: ResponseTable) {
    let survey = table.survey
    let predictors = request.predictors(in: survey)
    func figure<Value>(_ compute: () throws(StatisticsError) -> Value) -> Computed<Value> {
      do { return .success(try compute()) } catch { return .failure(error.naming("predictor", predictors)) }
    }
    let scores = figure { () throws(StatisticsError) -> DriverScores in
      var columns: [[Double?]] = []
      for variable in predictors { columns.append(try table.scores(of: variable)) }
      return try DriverScores(outcome: try table.scores(of: outcome), predictors: columns)
    }
    let correlations = figure { () throws(StatisticsError) in try (try scores.get()).correlations() }
    let replicates = (scores.success?.n ?? 0) > Self.manyPeople ? 200 : 1000
    self.outcome = outcome
    self.predictors = predictors
    self.correlations = correlations
    johnson = figure { () throws(StatisticsError) in
      try driverIntervals(
        of: try scores.get(), method: .johnson, replicates: replicates, seed: request.seed, threads: request.threads)
    }
    shapley = figure { () throws(StatisticsError) in try shapleyWeights(of: try correlations.get()) }
    incomplete = scores.success?.incomplete ?? 0
    let ownItems = Set(survey.items(of: outcome))
    warnings = predictors.filter { !ownItems.isDisjoint(with: survey.items(of: $0)) }.map {
      "'\($0)' and '\(outcome)' have items in common: they go together by construction."
    }
  }

  /// Why parts of it can't be computed, and what estimators warn of; each reason once.
  var remarks: [Remark] {
    var remarks = warnings.map { Remark("drivers", $0) }
    for (name, error) in [
      ("drivers", correlations.failure), ("Johnson's weights", johnson.failure), ("Shapley values", shapley.failure),
    ] {
      if let text = error?.description, !remarks.contains(where: { $0.text == text }) {
        remarks.append(Remark(name, text))
      }
    }
    return remarks.map { $0.naming("predictor", predictors) }
  }
}

extension Survey {
  /// The ids of the items of a scale, or of an item itself.
  func items(of variable: String) -> [String] {
    scales.first { $0.id == variable }?.items ?? [variable]
  }
}

extension ResponseTable {
  /// The score of each person on a scale or item; nil where it is missing.
  func scores(of variable: String) throws(StatisticsError) -> [Double?] {
    if let scale = survey.scales.first(where: { $0.id == variable }) {
      return try personScores(
        of: scale.columns(in: self), scoring: scale.scoring, minimumAnswered: scale.minimumAnswered)
    }
    guard let item = survey.items.first(where: { $0.id == variable }), item.kind.isScored,
      let bytes = bytes(of: variable)
    else { throw .invalid(what: "variable", required: "a scale or scored item", given: variable) }
    let column = ScoredColumn(bytes: bytes, values: item.kind.codes, reversed: false)
    return try personScores(of: [column], scoring: .mean, minimumAnswered: 1)
  }
}
