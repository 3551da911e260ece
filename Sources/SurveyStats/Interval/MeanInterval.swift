import CRmath

/// Student's *t* interval of a mean.
///
/// - Parameters:
///   - distribution: The observations.
///   - level: The confidence level.
/// - Returns: The mean and its limits, which lie symmetrically around it and can leave the range of the values.
/// - Throws: ``StatisticsError`` with fewer than two observations, when all are equal, or for a level outside 0…1.
///
/// Reference: Student (1908), *Biometrika* 6, 1–25; `t.test` of R.
public func meanInterval(
  of distribution: Distribution, level: Double = 0.95
) throws(StatisticsError) -> IntervalEstimate {
  let upper = try upperProbability(level: level)
  let deviation = try distribution.standardDeviation()
  guard distribution.values.count > 1 else { throw .noVariance(of: "the observations") }
  let n = Double(distribution.n)
  let mean = try distribution.mean()
  let margin = qt(upper, n - 1, 1, 0) * deviation / n.squareRoot()
  return IntervalEstimate(
    value: mean, low: mean - margin, high: mean + margin, level: level, n: distribution.n, method: .studentT)
}
