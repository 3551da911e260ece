internal import Yams

/// How a text is written into a YAML file, in the style of what stood there where that is possible.
enum WrittenScalar {
  /// How long the lines of a folded text become.
  private static let width = 112

  /// The text as a YAML scalar.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - style: How the text before it was written.
  ///   - indentation: The indentation of a text of several lines; nil where there can't be any.
  static func source(of text: String, like style: Node.Scalar.Style, indentation: String?) -> String {
    switch style {
    case .plain, .any: return isPlain(text) ? text : quoted(text)
    case .singleQuoted:
      return text.unicodeScalars.allSatisfy { $0.value >= 0x20 && !mustEscape($0) }
        ? "'" + text.replacing("'", with: "''") + "'" : quoted(text)
    case .folded, .literal: return indentation.flatMap { block(text, $0) } ?? quoted(text)
    case .doubleQuoted: return quoted(text)
    }
  }

  /// The text in double quotes.
  static func quoted(_ text: String) -> String {
    var quoted = String.UnicodeScalarView()
    quoted.append("\"")
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": quoted.append(contentsOf: ["\\", scalar])
      case "\n": quoted.append(contentsOf: "\\n".unicodeScalars)
      case "\t": quoted.append(contentsOf: "\\t".unicodeScalars)
      case _ where mustEscape(scalar):
        let digits = String(scalar.value, radix: 16, uppercase: true)
        quoted.append(
          contentsOf: ("\\u" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits).unicodeScalars)
      default: quoted.append(scalar)
      }
    }
    quoted.append("\"")
    return String(quoted)
  }

  /// A text that no reader could take for anything else, in any place.
  private static func isPlain(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, first.properties.isAlphabetic, text.last != " ",
      !["true", "false", "null"].contains(text.lowercased())
    else { return false }
    return text.unicodeScalars.allSatisfy { scalar in
      scalar == " " || scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        || ".?!’'()-".unicodeScalars.contains(scalar)
    }
  }

  /// A folded text where it is one paragraph, a literal one where it has lines; nil where either would change it.
  private static func block(_ text: String, _ indentation: String) -> String? {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let isClean = lines.allSatisfy { line in
      !line.isEmpty && line.first != " " && line.last != " "
        && line.unicodeScalars.allSatisfy { $0.value >= 0x20 && !mustEscape($0) }
    }
    guard isClean, !indentation.isEmpty else { return nil }
    if lines.count > 1 { return "|-" + lines.map { "\n" + indentation + $0 }.joined() }
    guard !text.contains("  ") else { return nil }
    var folded: [String] = []
    for word in text.split(separator: " ") {
      if let last = folded.last, last.count + word.count < width {
        folded[folded.count - 1] += " " + word
      } else {
        folded.append(String(word))
      }
    }
    return ">-" + folded.map { "\n" + indentation + $0 }.joined()
  }

  /// Controls, and what a parser takes for a line break or doesn't allow.
  private static func mustEscape(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F...0x9F, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF: true
    default: false
    }
  }
}
