import SurveyCore
import SurveyStats

extension VariableStatistics {
  /// The value of an indicator with its interval, in the unit of its measure.
  func estimate(
    of indicator: Indicator, in survey: Survey
  ) throws(StatisticsError) -> (value: Double, low: Double, high: Double) {
    func percent(_ estimate: Estimate?) throws(StatisticsError) -> (value: Double, low: Double, high: Double) {
      guard let estimate = try estimate?.get() else {
        throw .invalid(
          what: "indicator \(indicator.id)", required: "a variable with favourable codes or a favourable threshold",
          given: indicator.of)
      }
      return (estimate.value * 100, estimate.low * 100, estimate.high * 100)
    }
    switch indicator.measure {
    case .favourable: return try percent(favourable)
    case .netScore: return try percent(net)
    case .mean: return try meanWithInterval(of: indicator)
    case .index100:
      let mean = try meanWithInterval(of: indicator)
      let (lowest, highest) = survey.bounds(of: indicator.of)
      guard highest > lowest else { throw .noVariance(of: "the codes of \(indicator.of)") }
      func index(_ value: Double) -> Double { (value - lowest) / (highest - lowest) * 100 }
      return (index(mean.value), index(mean.low), index(mean.high))
    }
  }

  /// The mean with its *t* interval; where all values are equal the interval is the point.
  private func meanWithInterval(
    of indicator: Indicator
  ) throws(StatisticsError) -> (value: Double, low: Double, high: Double) {
    guard let mean = try mean?.get() else {
      throw .invalid(what: "indicator \(indicator.id)", required: "a variable with a mean", given: indicator.of)
    }
    switch meanInterval {
    case .success(let interval): return (interval.value, interval.low, interval.high)
    case .failure(.noVariance), nil: return (mean, mean, mean)
    case .failure(let error): throw error
    }
  }
}
