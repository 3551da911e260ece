/// What ids may look like.
enum IDPattern: Sendable {
  /// Surveys, waves and plans: `[a-z0-9][a-z0-9-]*`.
  case document
  /// Items, attributes, scales, indicators and other named parts: `[A-Za-z][A-Za-z0-9_-]*`.
  case part
  /// Units: as ``part``, but a digit may come first.
  case unit

  /// Whether the text is an id.
  func matches(_ text: String) -> Bool {
    guard let first = text.utf8.first, text.utf8.count <= 100 else { return false }
    switch self {
    case .document:
      return Self.isLower(first) || Self.isDigit(first)
        ? text.utf8.allSatisfy { Self.isLower($0) || Self.isDigit($0) || $0 == UInt8(ascii: "-") } : false
    case .part: return Self.isLetter(first) && text.utf8.allSatisfy(Self.isPart)
    case .unit: return (Self.isLetter(first) || Self.isDigit(first)) && text.utf8.allSatisfy(Self.isPart)
    }
  }

  /// How to write an id.
  var advice: String {
    switch self {
    case .document: "Use small letters, digits and hyphens, beginning with a letter or digit (at most 100)."
    case .part: "Use letters, digits, hyphens and underscores, beginning with a letter (at most 100)."
    case .unit: "Use letters, digits, hyphens and underscores, beginning with a letter or digit (at most 100)."
    }
  }

  private static func isLower(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) }
  private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
  private static func isLetter(_ byte: UInt8) -> Bool { isLower(byte | 0x20) }
  private static func isPart(_ byte: UInt8) -> Bool {
    isLetter(byte) || isDigit(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
  }
}
