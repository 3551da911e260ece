import CRmath

/// The Wilson score interval of a proportion, without continuity correction.
///
/// - Parameters:
///   - successes: The number of observations that count, 0…*n*.
///   - n: The number of observations.
///   - level: The confidence level.
/// - Returns: The proportion and its limits within 0…1: the lower is exactly 0 for no successes, the upper exactly 1
///   for *n*.
/// - Throws: ``StatisticsError`` without observations, or for a count or level outside its range.
///
/// Reference: Wilson (1927), *JASA* 22, 209–212; `prop.test(correct = FALSE)` of R.
public func wilsonInterval(
  successes: Int, of n: Int, level: Double = 0.95
) throws(StatisticsError) -> IntervalEstimate {
  let upper = try upperProbability(level: level)
  try requireCounts([successes], of: n)
  let limits = wilsonLimits(successes: successes, of: n, effective: Double(n), z: qnorm5(upper, 0, 1, 1, 0))
  return IntervalEstimate(
    value: Double(successes) / Double(n), low: limits.low, high: limits.high, level: level, n: n, method: .wilson)
}

/// The limits of Wilson's interval for a proportion, with an effective sample size.
func wilsonLimits(successes: Int, of n: Int, effective: Double, z: Double) -> (low: Double, high: Double) {
  let share = Double(successes) / Double(n)
  let half = z * z / (2 * effective)
  let margin = z * (share * (1 - share) / effective + half / (2 * effective)).squareRoot()
  let scale = 1 + 2 * half
  return (
    low: successes == 0 ? 0 : max(0, (share + half - margin) / scale),
    high: successes == n ? 1 : min(1, (share + half + margin) / scale)
  )
}
