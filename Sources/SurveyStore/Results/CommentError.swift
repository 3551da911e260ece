public import SurveyCore

/// Why comments can't be read, reviewed or released.
public enum CommentError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The survey has no such comment item.
  case unknownItem(String, known: [String])
  /// There are no comments with these numbers.
  case unknownNumbers([Int], item: String)
  /// A redaction that leaves no text.
  case emptyRedaction
  /// The privacy policy doesn't allow it.
  case refused(CommentRefusal, item: String)
  /// They were released, so their review can't change any more.
  case released(item: String)

  /// Whether privacy policy stands against it, not a mistake in what was asked for.
  public var isPolicy: Bool {
    switch self {
    case .refused, .released: true
    case .unknownItem, .unknownNumbers, .emptyRedaction: false
    }
  }

  /// What is wrong and what to do.
  public var description: String {
    switch self {
    case .unknownItem(let item, let known):
      "'\(item)' is no comment item of the survey. "
        + (known.isEmpty ? "It has none." : "Its comment items are \(known.joined(separator: ", ")).")
    case .unknownNumbers(let numbers, let item):
      "'\(item)' has no comments numbered \(numbers.map(String.init).joined(separator: ", ")). 'survey-cli comments list' shows the numbers."
    case .emptyRedaction:
      "The redacted text is empty. Withhold the comment with 'survey-cli comments withhold' instead."
    case .refused(let refusal, let item): "\(item): \(refusal)"
    case .released(let item):
      "\(item): its comments were released, so their review is final: a second version would show what was taken out of the first."
    }
  }
}
