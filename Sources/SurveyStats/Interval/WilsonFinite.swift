import CRmath

/// The Wilson interval of a proportion in a finite population of known size.
///
/// The sample size is replaced by *n*(*N* − 1) / (*N* − *n*), which makes the variance that of sampling without
/// replacement. When everybody answered, the interval is the point.
///
/// - Parameters:
///   - successes: The number of answers that count, 0…*n*.
///   - n: The number of answers.
///   - population: The number of people who could have answered, at least *n*.
///   - level: The confidence level.
/// - Returns: The proportion and its limits. A warning says what the interval assumes about those who stayed away.
/// - Throws: ``StatisticsError`` without answers, for more answers than people, or for a count or level outside its
///   range.
///
/// Reference: Cochran (1977), *Sampling Techniques*, 3rd ed., 2.6 and 3.2, for the variance; Wilson (1927) for the
/// interval.
public func wilsonInterval(
  successes: Int, of n: Int, population: Int, level: Double = 0.95
) throws(StatisticsError) -> IntervalEstimate {
  let upper = try upperProbability(level: level)
  try requireCounts([successes], of: n)
  guard population >= n else {
    throw .invalid(what: "population", required: "at least the \(n) who answered", given: "\(population)")
  }
  let value = Double(successes) / Double(n)
  guard population > n else {
    return IntervalEstimate(
      value: value, low: value, high: value, level: level, n: n, method: .wilsonFinite,
      warnings: ["Everybody answered: the share describes these people and has no sampling error."])
  }
  let effective = Double(n) * Double(population - 1) / Double(population - n)
  let limits = wilsonLimits(successes: successes, of: n, effective: effective, z: qnorm5(upper, 0, 1, 1, 0))
  return IntervalEstimate(
    value: value, low: limits.low, high: limits.high, level: level, n: n, method: .wilsonFinite,
    warnings: [
      "The interval describes these \(population) people and assumes that those who stayed away resemble those who "
        + "answered."
    ])
}
