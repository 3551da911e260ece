/// Why the comments on an item stay where they are. None of the sentences tells how many people commented.
public enum CommentRefusal: Error, Sendable, Hashable, CustomStringConvertible {
  /// Fewer people than the minimum commented.
  case tooFewPeople(minimum: Int)
  /// The review isn't finished.
  case unread(Int)
  /// Fewer comments than the minimum would be shown.
  case tooFewShown(minimum: Int)
  /// Only people with certain answers to that item were asked, and what it says of everybody is hidden.
  case hiddenGate(item: String)

  /// Why, and what to do.
  public var description: String {
    switch self {
    case .tooFewPeople(let minimum):
      "fewer than \(minimum) people commented (minimum-comments), so nobody reads what they wrote."
    case .unread(let count):
      "\(count) of the comments are unread. Read them with 'survey-cli comments list', then keep, redact or withhold each."
    case .tooFewShown(let minimum):
      "fewer than \(minimum) comments would be shown (minimum-comments). Redact comments rather than withhold them."
    case .hiddenGate(let item):
      "only people with certain answers to '\(item)' were asked, and what everybody answered to it can't be shown."
    }
  }
}
