import SurveyReport

extension SurveyAnalysis {
  /// Whether disclosure control hides every item and scale.
  var isNothingShown: Bool {
    func isHidden<Value>(_ statistic: Disclosed<Value>) -> Bool {
      if case .suppressed = statistic { true } else { false }
    }
    let hidden = items.map { isHidden($0.statistics) } + scales.map { isHidden($0.statistics) }
    return !hidden.isEmpty && !hidden.contains(false)
  }
}
