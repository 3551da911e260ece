/// A comment with what the office decided about it.
public struct ReviewedComment: Sendable, Hashable {
  /// What the review came to.
  public enum Standing: Sendable, Hashable {
    /// Nobody decided yet.
    case unread
    /// It is released as it was written.
    case kept
    /// This text is released in its place.
    case redacted(String)
    /// It is not released.
    case withheld

    /// The name in files and output.
    public var name: String {
      switch self {
      case .unread: "unread"
      case .kept: "kept"
      case .redacted: "redacted"
      case .withheld: "withheld"
      }
    }
  }

  /// The code of the unit sealed with it; ``UnitCode/notShown`` for none.
  public let unit: UInt16
  /// What the person wrote.
  public let text: String
  /// What the review came to.
  public let standing: Standing

  /// Makes a reviewed comment.
  public init(unit: UInt16 = UnitCode.notShown, text: String, standing: Standing) {
    self.unit = unit
    self.text = text
    self.standing = standing
  }

  /// The text that readers get; nil where they get none.
  var released: String? {
    switch standing {
    case .unread, .withheld: nil
    case .kept: text
    case .redacted(let text): text
    }
  }
}
