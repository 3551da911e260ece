/// Cronbach's alpha of a scale with everything that belongs beside it.
public struct AlphaEstimate: Sendable, Hashable {
  /// Raw alpha, from covariances, with its interval.
  public let estimate: IntervalEstimate
  /// The number of people who answered every item; the others are left out (listwise).
  public let cases: Int
  /// The number of people left out because an answer is missing.
  public let incomplete: Int
  /// Standardised alpha, from correlations.
  public let standardised: Double
  /// The mean correlation between two different items.
  public let averageInterItem: Double
  /// One entry per item, in the order given.
  public let items: [ItemReliability]
  /// What must be said beside the numbers, in full sentences.
  public let warnings: [String]
}

/// How one item stands to the rest of its scale.
public struct ItemReliability: Sendable, Hashable {
  /// The correlation of the keyed item with the sum of the others.
  public let itemRest: Double
  /// Raw alpha of the other items; none when only one other is left.
  public let alphaIfDropped: Double?
}
