/// Dunn's comparison of every pair of groups.
public struct DunnPairs: Sendable, Hashable {
  /// One pair of groups.
  public struct Pair: Sendable, Hashable {
    /// The place (from 0) of the first group.
    public let first: Int
    /// The place of the second group, larger than the first's.
    public let second: Int
    /// The difference of the mean ranks in standard errors; positive when the first group ranks higher.
    public let z: Double
    /// The two-sided probability of this pair alone.
    public let p: Double
    /// The probability adjusted by Holm over all pairs.
    public let holm: Double
  }

  /// Every pair, ordered by its first and then by its second group.
  public let pairs: [Pair]
  /// The observations of all groups.
  public let n: Int
  /// The observations of each group.
  public let sizes: [Int]
  /// The name of the test.
  public let method: ComparisonMethod
  /// What must be said beside the numbers, in full sentences.
  public let warnings: [String]
}

/// Compares every pair of groups by their mean ranks among all observations.
///
/// - Parameter groups: The observations of each group.
/// - Returns: *z* and the two-sided *p* of each pair with the pooled variance corrected for ties, and Holm's adjustment.
/// - Throws: ``StatisticsError`` with fewer than two groups, an empty group, or observations that are all equal.
///
/// Reference: Dunn (1964), *Technometrics* 6, 241–252; `scikit_posthocs.posthoc_dunn` of Python.
public func dunnPairs(_ groups: [Distribution]) throws(StatisticsError) -> DunnPairs {
  let pooled = try PooledGroups(groups)
  try pooled.requireVariance()
  let n = Double(pooled.n)
  let variance = n * (n + 1) / 12 - pooled.tieSum / (12 * (n - 1))
  let means = pooled.sizes.indices.map { Double(pooled.doubledRankSum(of: $0)) / 2 / Double(pooled.sizes[$0]) }
  var places: [(first: Int, second: Int, z: Double)] = []
  for first in groups.indices {
    for second in groups.indices.dropFirst(first + 1) {
      let error = variance * (1 / Double(pooled.sizes[first]) + 1 / Double(pooled.sizes[second]))
      places.append((first, second, (means[first] - means[second]) / error.squareRoot()))
    }
  }
  let p = places.map { twoSidedNormal($0.z) }
  let holm = try adjustedProbabilities(p, by: .holm)
  let pairs = places.indices.map { place in
    DunnPairs.Pair(
      first: places[place].first, second: places[place].second, z: places[place].z, p: p[place],
      holm: holm.values[place] ?? p[place])
  }
  return DunnPairs(pairs: pairs, n: pooled.n, sizes: pooled.sizes, method: .dunnHolm, warnings: [])
}
