/// Of all pairs of a member of the first and a member of the second group: who is higher, as three shares.
public struct Superiority: Sendable, Hashable {
  /// The share of the pairs in which the first group's member is lower.
  public let lower: Double
  /// The share of the pairs that are tied.
  public let tied: Double
  /// The share of the pairs in which the first group's member is higher.
  public let higher: Double
  /// The observations of both groups.
  public let n: Int
  /// The observations of each group.
  public let sizes: [Int]
  /// The name of the measure.
  public let method: ComparisonMethod
  /// What must be said beside the numbers, in full sentences.
  public let warnings: [String]
}

/// Compares every member of one group with every member of another.
///
/// - Parameters:
///   - first: The observations of the first group.
///   - second: The observations of the second group.
/// - Returns: Three shares that add up to 1; ties are shown, not split.
/// - Throws: ``StatisticsError/tooFew(what:required:given:)`` when a group is empty.
///
/// Reference: Vargha & Delaney (2000), *Journal of Educational and Behavioral Statistics* 25, 101–132.
public func superiority(_ first: Distribution, _ second: Distribution) throws(StatisticsError) -> Superiority {
  let groups = try PooledGroups([first, second])
  let pairs = groups.pairs(0, 1)
  let all = Double(first.n) * Double(second.n)
  return Superiority(
    lower: Double(pairs.lower) / all, tied: Double(pairs.tied) / all, higher: Double(pairs.higher) / all,
    n: groups.n, sizes: groups.sizes, method: .superiority, warnings: [])
}
