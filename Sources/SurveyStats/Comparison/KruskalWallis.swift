import CRmath

/// The Kruskal–Wallis test of several groups with its effect size.
public struct KruskalWallisTest: Sendable, Hashable {
  /// *H*, corrected for ties.
  public let h: Double
  /// The degrees of freedom: groups less one.
  public let df: Int
  /// The probability of an *H* at least as large, by chi-square.
  public let p: Double
  /// Epsilon squared, *H* (*N* + 1) / (*N*² − 1): 0 when the groups' mean ranks agree, at most 1.
  public let epsilonSquared: Double
  /// The observations of all groups.
  public let n: Int
  /// The observations of each group.
  public let sizes: [Int]
  /// The name of the test.
  public let method: ComparisonMethod
  /// What must be said beside the numbers, in full sentences.
  public let warnings: [String]
}

/// Tests by ranks whether one of several groups tends to higher values.
///
/// - Parameter groups: The observations of each group.
/// - Returns: *H* divided by 1 − Σ(*t*³ − *t*) / (*N*³ − *N*), and epsilon squared.
/// - Throws: ``StatisticsError`` with fewer than two groups, an empty group, or observations that are all equal.
///
/// Reference: Kruskal & Wallis (1952), *JASA* 47, 583–621; Tomczak & Tomczak (2014), *Trends in Sport Sciences* 1,
/// 19–25; `kruskal.test` of R.
public func kruskalWallis(_ groups: [Distribution]) throws(StatisticsError) -> KruskalWallisTest {
  let pooled = try PooledGroups(groups)
  try pooled.requireVariance()
  let n = Double(pooled.n)
  // Deviations of mean ranks from (N + 1) / 2, which lose no digits when groups are large and alike.
  let between = pooled.sizes.indices.reduce(0.0) { sum, group in
    let size = pooled.sizes[group]
    let excess = Double(pooled.doubledRankSum(of: group) - size * (pooled.n + 1)) / 2
    return sum + excess * excess / Double(size)
  }
  let h = 12 * between / (n * (n + 1)) / (1 - pooled.tieSum / (n * (n * n - 1)))
  let df = groups.count - 1
  let small = pooled.sizes.count { $0 < 5 }
  return KruskalWallisTest(
    h: h, df: df, p: pchisq(h, Double(df), 0, 0), epsilonSquared: h * (n + 1) / (n * n - 1), n: pooled.n,
    sizes: pooled.sizes, method: .kruskalWallis,
    warnings: small == 0
      ? [] : ["\(small) of \(groups.count) groups have fewer than 5 observations: p is a rough approximation."])
}
