import SurveyCore

extension AnalysisRequest {
  /// What the request needs of a file of answers that has no column for it: one sentence, with a way out, per option.
  ///
  /// A scale needs as many of its items as make a score.
  func missingColumns(in table: ResponseTable, ignoring ignored: [String]) -> [String] {
    let missing = Set(table.gaps.questions)
    var problems: [String] = []
    func need(_ columns: [String], for option: String, otherwise: String? = nil) {
      let absent = columns.filter(missing.contains)
      guard !absent.isEmpty else { return }
      let names = absent.map { "'\($0)'" }.joined(separator: ", ")
      let noun = absent.count == 1 ? "column \(names)" : "columns \(names)"
      let otherwise = otherwise ?? "leave out \(option)"
      let passedOver = absent.filter(ignored.contains)
      if passedOver.isEmpty {
        let pronoun = absent.count == 1 ? "it" : "them"
        problems.append("The file has no \(noun) for \(option). Add \(pronoun), or \(otherwise).")
      } else {
        let options = passedOver.map { "--ignore \($0)" }.joined(separator: " ")
        problems.append("No \(noun) can be read for \(option). Leave out \(options), or \(otherwise).")
      }
    }
    func columns(of variable: String) -> [String] {
      guard let scale = table.survey.scales.first(where: { $0.id == variable }) else { return [variable] }
      let present = scale.items.count { !missing.contains($0) }
      return present < scale.minimumAnswered ? scale.items : []
    }
    for breakdown in breakdowns { need([breakdown.attribute], for: "--by \(breakdown)") }
    if let teams { need([teams.attribute], for: "--unit \(teams)") }
    guard let outcome else { return problems }
    need(columns(of: outcome), for: "--outcome \(outcome)")
    for predictor in predictors { need(columns(of: predictor), for: "--predictor \(predictor)") }
    if predictors.isEmpty {
      for scale in self.predictors(in: table.survey) {
        need(
          columns(of: scale), for: "'\(scale)' as a driver of '\(outcome)'",
          otherwise: "name other drivers with --predictor")
      }
    }
    return problems
  }
}
