/// A value with the interval around it, and what a reader needs to judge both.
public struct IntervalEstimate: Sendable, Hashable {
  /// The point estimate.
  public let value: Double
  /// The lower limit.
  public let low: Double
  /// The upper limit.
  public let high: Double
  /// The confidence level of the interval.
  public let level: Double
  /// The number of observations behind the estimate.
  public let n: Int
  /// The method of the interval.
  public let method: IntervalMethod
  /// What must be said beside the numbers, in full sentences.
  public let warnings: [String]

  init(
    value: Double, low: Double, high: Double, level: Double, n: Int, method: IntervalMethod, warnings: [String] = []
  ) {
    self.value = value
    self.low = low
    self.high = high
    self.level = level
    self.n = n
    self.method = method
    self.warnings = warnings
  }
}

/// Refuses a confidence level outside 0…1 and returns the probability below the upper limit, 0.975 for 0.95.
func upperProbability(level: Double) throws(StatisticsError) -> Double {
  guard level > 0, level < 1 else {
    throw .invalid(what: "confidence level", required: "a number between 0 and 1", given: "\(level)")
  }
  return 0.5 + level / 2
}

/// Refuses a proportion without observations, and counts that no sample of *n* can have.
func requireCounts(_ counts: [Int], of n: Int) throws(StatisticsError) {
  guard n >= 1 else { throw .tooFew(what: "observations", required: 1, given: n) }
  if let negative = counts.first(where: { $0 < 0 }) {
    throw .invalid(what: "count", required: "0…\(n)", given: "\(negative)")
  }
  let sum = counts.reduce(0, +)
  guard sum <= n else { throw .invalid(what: "count", required: "0…\(n)", given: "\(sum)") }
}
