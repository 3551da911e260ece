/// The Jonckheere–Terpstra test of groups in an order given beforehand.
public struct JonckheereTest: Sendable, Hashable {
  /// The pairs of members of two groups in which the later group's is higher, plus half of the tied ones.
  public let j: Double
  /// The standardised *J*, with the variance for all ties; positive when later groups are higher.
  public let z: Double
  /// The two-sided probability by the normal approximation.
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

/// Tests whether values rise or fall over groups that have an order.
///
/// - Parameter groups: The observations of each group, in the order of the groups.
/// - Returns: *J* with its *z* and *p*.
/// - Throws: ``StatisticsError`` with fewer than two groups, an empty group, or observations that are all equal.
///
/// Reference: Jonckheere (1954), *Biometrika* 41, 133–145; Hollander, Wolfe & Chicken (2014), *Nonparametric Statistical
/// Methods*, 6.2, for ties.
public func jonckheere(_ groups: [Distribution]) throws(StatisticsError) -> JonckheereTest {
  let pooled = try PooledGroups(groups)
  try pooled.requireVariance()
  let concordance = try Concordance(ContingencyTable(pooled.counts))
  let z = concordance.excess / concordance.variance.squareRoot()
  // The pairs of members of different groups: half of them is what J is expected to be.
  let between = concordance.pairs - concordance.rowTies
  return JonckheereTest(
    j: (between + concordance.excess) / 2, z: z, p: twoSidedNormal(z), n: pooled.n, sizes: pooled.sizes,
    method: .jonckheere,
    warnings: pooled.n < 10 ? ["With \(pooled.n) observations p is a rough approximation."] : [])
}
