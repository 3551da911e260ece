import CRmath

/// Welch's analysis of variance of means that don't share a variance.
public struct WelchAnova: Sendable, Hashable {
  /// The variance ratio.
  public let f: Double
  /// The degrees of freedom of the numerator: groups less one.
  public let df1: Double
  /// The degrees of freedom of the denominator, as a rule not whole.
  public let df2: Double
  /// The probability of a ratio at least as large.
  public let p: Double
  /// The observations of all groups.
  public let n: Int
  /// The observations of each group.
  public let sizes: [Int]
  /// The name of the test.
  public let method: ComparisonMethod
  /// What must be said beside the numbers, in full sentences.
  public let warnings: [String]
}

/// Tests whether groups have the same mean, without assuming the same variance.
///
/// - Parameter groups: The observations of each group.
/// - Returns: *F* with its degrees of freedom; for two groups it is the square of Welch's *t*.
/// - Throws: ``StatisticsError`` with fewer than two groups, fewer than two observations in one, or a group whose
///   observations are all equal.
///
/// Reference: Welch (1951), *Biometrika* 38, 330–336; `oneway.test` of R.
public func welchAnova(_ groups: [Distribution]) throws(StatisticsError) -> WelchAnova {
  guard groups.count >= 2 else { throw .tooFew(what: "groups", required: 2, given: groups.count) }
  var moments: [GroupMoments] = []
  for (place, group) in groups.enumerated() {
    let entry = try GroupMoments(of: group, group: place + 1)
    guard entry.variance > 0 else { throw .noVariance(of: "the observations of group \(place + 1)") }
    moments.append(entry)
  }
  let k = Double(groups.count)
  let weights = moments.map { $0.n / $0.variance }
  let sum = weights.reduce(0, +)
  let center = zip(weights, moments).reduce(0) { $0 + $1.0 * $1.1.mean } / sum
  let between = zip(weights, moments).reduce(0) { total, entry in
    let deviation = entry.1.mean - center
    return total + entry.0 * deviation * deviation
  }
  let imbalance =
    zip(weights, moments).reduce(0) { total, entry in
      let rest = 1 - entry.0 / sum
      return total + rest * rest / (entry.1.n - 1)
    } / (k * k - 1)
  let f = between / (k - 1) / (1 + 2 * (k - 2) * imbalance)
  let (df1, df2) = (k - 1, 1 / (3 * imbalance))
  return WelchAnova(
    f: f, df1: df1, df2: df2, p: pf(f, df1, df2, 0, 0), n: groups.reduce(0) { $0 + $1.n }, sizes: groups.map(\.n),
    method: .welchAnova, warnings: [])
}
