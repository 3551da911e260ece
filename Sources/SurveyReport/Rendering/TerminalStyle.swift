/// How text looks in a terminal.
public struct TerminalStyle: Sendable, Hashable {
  /// Whether escape codes for bold and colour are written; false where `NO_COLOR` is set or nobody looks.
  public var colour: Bool
  /// The number of columns.
  public var width: Int

  /// Makes a style.
  public init(colour: Bool, width: Int = 80) {
    self.colour = colour
    self.width = max(width, 40)
  }

  func bold(_ text: String) -> String { colour ? "\u{1B}[1m\(text)\u{1B}[0m" : text }

  func warning(_ text: String) -> String { colour ? "\u{1B}[33m\(text)\u{1B}[0m" : text }

  /// A bar of unfavourable, neutral and favourable percent, told apart without colour too.
  func bar(unfavourable: Int, neutral: Int, width: Int = 20) -> String {
    let left = (unfavourable * width + 50) / 100
    let middle = ((unfavourable + neutral) * width + 50) / 100 - left
    return String(repeating: "▒", count: left) + String(repeating: "·", count: middle)
      + String(repeating: "█", count: width - left - middle)
  }
}
