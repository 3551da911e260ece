/// How much wider intervals of means become because people come in groups.
public struct ClusterDesignEffect: Sendable, Hashable {
  /// The factor on the variance of a mean: 1 + (*m* − 1) *ICC*(1).
  public let value: Double
  /// The number of people that would carry as much information if they were independent.
  public let effectiveN: Double
  /// The number of people.
  public let n: Int
  /// The number of groups.
  public let groups: Int
  /// Which group size *m* it uses.
  public let method: DesignEffectMethod
}

/// Which group size a design effect uses; the raw value is its name in every output.
public enum DesignEffectMethod: String, Sendable, Hashable, CaseIterable {
  /// The arithmetic mean; exact for groups of one size.
  case meanSize = "kish-mean-size"
  /// The mean weighted by size, Σ*n*² / *N*; for unequal groups, and never smaller.
  case weightedSize = "kish-weighted-size"
}

/// The design effect of clustering on the mean of everybody, from an intraclass correlation and group sizes.
///
/// - Parameters:
///   - icc1: The intraclass correlation ICC(1).
///   - groupSizes: The number of people in each group.
///   - method: Which group size to use.
/// - Returns: The factor on the variance, and the effective number of people.
/// - Throws: ``StatisticsError`` without groups, for a group without people, for a correlation outside −1…1, or for one
///   so negative that no variance would be left.
///
/// Reference: Kish (1965), *Survey Sampling*, section 5.4; Kish (1987), *Statistical Design for Research*, for unequal
/// groups.
public func clusterDesignEffect(
  icc1: Double, groupSizes: [Int], method: DesignEffectMethod = .weightedSize
) throws(StatisticsError) -> ClusterDesignEffect {
  guard !groupSizes.isEmpty else { throw .tooFew(what: "groups", required: 1, given: 0) }
  if let empty = groupSizes.first(where: { $0 < 1 }) {
    throw .tooFew(what: "people in a group", required: 1, given: empty)
  }
  guard icc1 >= -1, icc1 <= 1 else {
    throw .invalid(what: "intraclass correlation", required: "a number from -1 to 1", given: rounded(icc1))
  }
  let n = groupSizes.reduce(0, +)
  let size =
    switch method {
    case .meanSize: Double(n) / Double(groupSizes.count)
    case .weightedSize: Double(groupSizes.reduce(0) { $0 + $1 * $1 }) / Double(n)
    }
  let effect = 1 + (size - 1) * icc1
  guard effect > 0 else {
    throw .invalid(
      what: "intraclass correlation", required: "above \(rounded(-1 / (size - 1))) for groups of this size",
      given: rounded(icc1))
  }
  return ClusterDesignEffect(
    value: effect, effectiveN: Double(n) / effect, n: n, groups: groupSizes.count, method: method)
}
