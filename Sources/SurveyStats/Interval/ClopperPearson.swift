import CRmath

/// The exact interval of a proportion by beta quantiles, which never covers less than its level.
///
/// - Parameters:
///   - successes: The number of observations that count, 0…*n*.
///   - n: The number of observations.
///   - level: The confidence level.
/// - Returns: The proportion and its limits: the lower is exactly 0 for no successes, the upper exactly 1 for *n*.
/// - Throws: ``StatisticsError`` without observations, or for a count or level outside its range.
///
/// Reference: Clopper & Pearson (1934), *Biometrika* 26, 404–413; `binom.test` of R.
public func clopperPearsonInterval(
  successes: Int, of n: Int, level: Double = 0.95
) throws(StatisticsError) -> IntervalEstimate {
  let upper = try upperProbability(level: level)
  try requireCounts([successes], of: n)
  let (hits, misses) = (Double(successes), Double(n - successes))
  return IntervalEstimate(
    value: hits / Double(n),
    low: successes == 0 ? 0 : qbeta(1 - upper, hits, misses + 1, 1, 0),
    high: successes == n ? 1 : qbeta(upper, hits + 1, misses, 1, 0),
    level: level, n: n, method: .clopperPearson)
}
