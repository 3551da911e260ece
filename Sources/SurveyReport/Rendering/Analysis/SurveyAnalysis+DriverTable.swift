import SurveyCore
import SurveyStats

extension SurveyAnalysis {
  /// The predictors of the outcome with their shares of the explained variance.
  var driverBlock: AnalysisBlock? {
    guard let drivers else { return nil }
    let title = "Drivers of \(request.outcome ?? "")"
    guard let analysis = drivers.value else { return AnalysisBlock(title, notes: [AnalysisFormat.mark(drivers) + "."]) }
    var table = TextTable([.left, .right, .right, .right, .right])
    table.add(["", "r", "Johnson", "95% bootstrap", "Shapley (LMG)"])
    for (place, predictor) in analysis.predictors.enumerated() {
      let johnson = analysis.johnson.success?.weights[place]
      table.add([
        predictor, analysis.correlations.success.map { AnalysisFormat.decimal($0.outcome[place]) } ?? "–",
        johnson.map { AnalysisFormat.decimal($0.value, 3) } ?? "–", johnson.map { AnalysisFormat.range($0, 3) } ?? "",
        analysis.shapley.success.map { AnalysisFormat.decimal($0.weights[place], 3) } ?? "–",
      ])
    }
    var notes: [String] = []
    if let johnson = analysis.johnson.success {
      notes.append(
        "R² \(AnalysisFormat.decimal(johnson.rSquared.value, 3)) of \(johnson.rSquared.n) people with all scores; "
          + "\(johnson.replicates) bootstrap samples, seed \(johnson.seed).")
    }
    notes += analysis.shapley.success?.warnings ?? []
    return AnalysisBlock(title, table.lines, notes: notes)
  }
}
