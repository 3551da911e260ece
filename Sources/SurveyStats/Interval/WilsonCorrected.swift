import CRmath

/// The Wilson score interval of a proportion with continuity correction, which is wider than ``wilsonInterval(successes:of:level:)``.
///
/// The limits belong to the share half a person above and below the observed one. Where R's `prop.test` shrinks the
/// correction for a count within half a person of *n*/2, this interval keeps it, as published.
///
/// - Parameters:
///   - successes: The number of observations that count, 0…*n*.
///   - n: The number of observations.
///   - level: The confidence level.
/// - Returns: The proportion and its limits within 0…1: the lower is exactly 0 for no successes, the upper exactly 1
///   for *n*.
/// - Throws: ``StatisticsError`` without observations, or for a count or level outside its range.
///
/// Reference: Newcombe (1998), *Statistics in Medicine* 17, 857–872, method 4; `prop.test(correct = TRUE)` of R.
public func wilsonCorrectedInterval(
  successes: Int, of n: Int, level: Double = 0.95
) throws(StatisticsError) -> IntervalEstimate {
  let upper = try upperProbability(level: level)
  try requireCounts([successes], of: n)
  let z = qnorm5(upper, 0, 1, 1, 0)
  return IntervalEstimate(
    value: Double(successes) / Double(n),
    low: successes == 0 ? 0 : max(0, correctedLimit(Double(successes) - 0.5, of: Double(n), z: -z)),
    high: successes == n ? 1 : min(1, correctedLimit(Double(successes) + 0.5, of: Double(n), z: z)),
    level: level, n: n, method: .wilsonCorrected)
}

/// Wilson's limit for a count that half a person was added to or taken from; the sign of *z* says which limit.
private func correctedLimit(_ count: Double, of n: Double, z: Double) -> Double {
  let share = count / n
  let half = z * z / (2 * n)
  return (share + half + z * (share * (1 - share) / n + half / (2 * n)).squareRoot()) / (1 + 2 * half)
}
