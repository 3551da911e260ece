/// How many of the whole organisation gave no answer to an item, by kind.
public struct MissingCounts: Sendable, Hashable {
  /// Shown and left open.
  public let skipped: Int
  /// "I'd rather not say."
  public let declined: Int
  /// "Doesn't apply to me."
  public let notApplicable: Int
  /// Not shown.
  public let notShown: Int

  /// Makes counts.
  public init(skipped: Int, declined: Int, notApplicable: Int, notShown: Int) {
    self.skipped = skipped
    self.declined = declined
    self.notApplicable = notApplicable
    self.notShown = notShown
  }
}
