/// A comment on a terminal.
enum CommentLines {
  /// The text, every line indented, with whatever could steer a terminal replaced.
  static func indented(_ text: String, by indent: String, mark: String = "") -> String {
    var plain = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      let isSafe = scalar.properties.generalCategory != .control || scalar == "\n" || scalar == "\t"
      plain.append(isSafe ? scalar : "\u{FFFD}")
    }
    let lines = String(plain).split(separator: "\n", omittingEmptySubsequences: false)
    let rest = String(repeating: " ", count: mark.count)
    return lines.enumerated().map { indent + ($0 == 0 ? mark : rest) + $1 }.joined(separator: "\n")
  }
}
