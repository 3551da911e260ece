import CRmath

/// The Mann–Whitney (Wilcoxon rank sum) test of two groups.
public struct MannWhitneyTest: Sendable, Hashable {
  /// *U* of the first group: the pairs in which its member is higher, plus half of the tied pairs.
  public let u: Double
  /// The standardised *U*, with the variance corrected for ties; positive when the first group is higher.
  public let z: Double
  /// The two-sided probability by the normal approximation.
  public let p: Double
  /// The two-sided probability of all permutations of the mid-ranks; none for more than
  /// ``MannWhitneyTest/maximumExact`` observations.
  public let exactP: Double?
  /// The observations of both groups.
  public let n: Int
  /// The observations of each group.
  public let sizes: [Int]
  /// The approximation behind ``z`` and ``p``.
  public let method: ComparisonMethod
  /// What must be said beside the numbers, in full sentences.
  public let warnings: [String]

  /// The largest number of observations that all permutations are counted for.
  public static let maximumExact = 30
}

/// Tests by ranks whether one of two groups tends to higher values.
///
/// - Parameters:
///   - first: The observations of the first group.
///   - second: The observations of the second group.
///   - continuity: Whether *U* is moved by one half towards its expectation before the normal approximation.
/// - Returns: *U*, *z* and *p*, and for at most 30 observations the exact *p* too.
/// - Throws: ``StatisticsError`` when a group is empty or all observations are equal.
/// - Complexity: O(*v* log *v*) for *v* distinct values, whatever the number of respondents above 30.
///
/// Reference: Mann & Whitney (1947), *Annals of Mathematical Statistics* 18, 50–60; `wilcox.test(exact = FALSE)` and
/// `coin::wilcox_test(distribution = "exact")` of R.
public func mannWhitney(
  _ first: Distribution, _ second: Distribution, continuity: Bool = false
) throws(StatisticsError) -> MannWhitneyTest {
  let groups = try PooledGroups([first, second])
  try groups.requireVariance()
  let pairs = groups.pairs(0, 1)
  let (n1, n2, n) = (Double(first.n), Double(second.n), Double(groups.n))
  // Counted in whole pairs: U − n1 n2 / 2 is half the difference of pairs won and pairs lost.
  var distance = Double(pairs.higher - pairs.lower) / 2
  if continuity { distance = distance > 0 ? max(0, distance - 0.5) : min(0, distance + 0.5) }
  let variance = n1 * n2 / 12 * (n + 1 - groups.tieSum / (n * (n - 1)))
  let z = distance / variance.squareRoot()
  let isSmall = groups.n <= MannWhitneyTest.maximumExact
  return MannWhitneyTest(
    u: Double(pairs.higher) + Double(pairs.tied) / 2, z: z, p: twoSidedNormal(z),
    exactP: isSmall ? exactRankSumProbability(of: groups) : nil, n: groups.n, sizes: groups.sizes,
    method: continuity ? .mannWhitneyContinuity : .mannWhitney,
    warnings: isSmall ? ["With \(groups.n) observations the exact probability is the one to report."] : [])
}

/// The upper tail of the standard normal distribution.
func normalUpperTail(_ z: Double) -> Double { pnorm5(z, 0, 1, 0, 0) }

/// The share of all choices of the first group whose rank sum lies at least as far from its expectation.
private func exactRankSumProbability(of groups: PooledGroups) -> Double {
  let (chosen, n) = (groups.sizes[0], groups.n)
  let ranks = groups.doubledRanks
  let width = n * (n + 1) + 1
  // ways[k][s]: how many choices of k of the observations so far have the doubled rank sum s.
  var ways = [[Double]](repeating: [Double](repeating: 0, count: width), count: chosen + 1)
  ways[0][0] = 1
  for (rank, ties) in zip(ranks, groups.totals) {
    for _ in 0..<ties {
      for k in stride(from: chosen, through: 1, by: -1) {
        for sum in rank..<width { ways[k][sum] += ways[k - 1][sum - rank] }
      }
    }
  }
  let expected = chosen * (n + 1)
  let distance = abs(groups.doubledRankSum(of: 0) - expected)
  var (extreme, all) = (0.0, 0.0)
  for (sum, count) in ways[chosen].enumerated() {
    all += count
    if abs(sum - expected) >= distance { extreme += count }
  }
  return extreme / all
}
