import SurveyCore

extension IndicatorFigure.Change {
  /// The difference of two independent estimates, its interval made of theirs.
  ///
  /// Reference: Zou & Donner (2008), *Statistics in Medicine* 27, 1693–1702; for shares it is Newcombe's method 10 (1998).
  init(from before: IndicatorFigure, to now: (value: Double, low: Double, high: Double)) {
    func distance(_ left: Double, _ right: Double) -> Double { (left * left + right * right).squareRoot() }
    let value = now.value - before.value
    self.init(
      value: value, low: value - distance(now.value - now.low, before.high - before.value),
      high: value + distance(now.high - now.value, before.value - before.low))
  }
}
