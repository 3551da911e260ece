import CRmath

/// Welch's *t* test of two means that don't share a variance.
public struct WelchTTest: Sendable, Hashable {
  /// The first group's mean less the second's, with its interval.
  public let difference: IntervalEstimate
  /// The difference in units of its standard error.
  public let t: Double
  /// The degrees of freedom, as a rule not whole.
  public let df: Double
  /// The two-sided probability.
  public let p: Double
  /// The observations of both groups.
  public let n: Int
  /// The observations of each group.
  public let sizes: [Int]
  /// The name of the test.
  public let method: ComparisonMethod
  /// What must be said beside the numbers, in full sentences.
  public let warnings: [String]
}

/// Tests whether two groups have the same mean, without assuming the same variance.
///
/// - Parameters:
///   - first: The observations of the first group.
///   - second: The observations of the second group.
///   - level: The confidence level of the interval of the difference.
/// - Returns: *t* with Satterthwaite's degrees of freedom; *t* is positive when the first group's mean is higher.
/// - Throws: ``StatisticsError`` with fewer than two observations in a group, when neither group has any variance, or
///   for a level outside 0…1.
///
/// Reference: Welch (1947), *Biometrika* 34, 28–35; `t.test` of R.
public func welchT(
  _ first: Distribution, _ second: Distribution, level: Double = 0.95
) throws(StatisticsError) -> WelchTTest {
  let upper = try upperProbability(level: level)
  let (a, b) = (try GroupMoments(of: first, group: 1), try GroupMoments(of: second, group: 2))
  let (errorA, errorB) = (a.variance / a.n, b.variance / b.n)
  let squaredError = errorA + errorB
  guard squaredError > 0 else { throw .noVariance(of: "the observations of both groups") }
  let difference = a.mean - b.mean
  let error = squaredError.squareRoot()
  let df = squaredError * squaredError / (errorA * errorA / (a.n - 1) + errorB * errorB / (b.n - 1))
  let margin = qt(upper, df, 1, 0) * error
  let t = difference / error
  return WelchTTest(
    difference: IntervalEstimate(
      value: difference, low: difference - margin, high: difference + margin, level: level, n: first.n + second.n,
      method: .welchT),
    t: t, df: df, p: min(1, 2 * pt(abs(t), df, 0, 0)), n: first.n + second.n, sizes: [first.n, second.n],
    method: .welchT, warnings: [])
}

/// Size, mean and variance of a group.
struct GroupMoments {
  let n: Double
  let mean: Double
  let variance: Double

  /// - Parameter group: The number of the group in messages.
  init(of distribution: Distribution, group: Int) throws(StatisticsError) {
    guard distribution.n >= 2 else {
      throw .tooFew(what: "observations in group \(group)", required: 2, given: distribution.n)
    }
    n = Double(distribution.n)
    mean = try distribution.mean()
    let deviation = try distribution.standardDeviation()
    variance = deviation * deviation
  }
}
