import SurveyCore
import SurveyStats

/// What a report says about the drivers of an outcome.
extension ReportWording {
  /// A predictor with its figures.
  struct DriverRow {
    let name: String
    let correlation: String
    let johnson: String
    let interval: String
    let shapley: String
    /// The predictor's part of what all explain together.
    let share: Double?
  }

  var driversTitle: String { self(.drivers, ["outcome": title(of: report.drivers?.outcome ?? "")]) }

  func rows(of analysis: DriverAnalysis) -> [DriverRow] {
    analysis.predictors.enumerated().map { place, predictor in
      let johnson = analysis.johnson.success?.weights[place]
      let whole = analysis.johnson.success?.rSquared.value ?? 0
      return DriverRow(
        name: title(of: predictor),
        correlation: analysis.correlations.success.map { numbers.decimal($0.outcome[place], places: 2) } ?? "–",
        johnson: johnson.map { numbers.decimal($0.value, places: 3) } ?? "–",
        interval: johnson.map {
          numbers.range(numbers.decimal($0.low, places: 3), numbers.decimal($0.high, places: 3))
        } ?? "–",
        shapley: analysis.shapley.success.map { numbers.decimal($0.weights[place], places: 3) } ?? "–",
        share: johnson.flatMap { whole > 0 ? $0.value / whole : nil })
    }
  }

  /// What must be said beside the figures.
  func sentences(of analysis: DriverAnalysis) -> [String] {
    var sentences: [String] = []
    if let johnson = analysis.johnson.success {
      sentences.append(
        self(
          .driversExplain,
          ["share": numbers.share(johnson.rSquared.value), "people": numbers.whole(johnson.rSquared.n)]))
    }
    let errors = [analysis.correlations.failure, analysis.johnson.failure, analysis.shapley.failure]
    if let error = errors.lazy.compactMap(\.self).first {
      sentences.append(explanation(error).capitalisedSentence + ".")
    }
    let own = Set(report.survey.items(of: analysis.outcome))
    let overlapping = analysis.predictors.filter { !own.isDisjoint(with: report.survey.items(of: $0)) }
    if !overlapping.isEmpty {
      sentences.append(
        self(.driversOverlap, ["names": overlapping.map { title(of: $0) }.joined(separator: ", ")]))
    }
    return sentences + [self(.driversCaution)]
  }
}
