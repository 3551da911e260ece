import Foundation

/// Lays JSON text out in lines, without touching its numbers, texts or order as reading and writing it would.
enum JSONLayout {
  /// The text with one member or element a line, indented by two spaces.
  ///
  /// - Parameter text: Valid JSON.
  static func pretty(_ text: String) -> String {
    var output: [UInt8] = []
    var depth = 0
    var isInText = false
    var isEscaped = false
    func newLine() { output += [UInt8(ascii: "\n")] + Array(repeating: UInt8(ascii: " "), count: 2 * depth) }
    for byte in text.utf8 {
      if isInText {
        output.append(byte)
        if !isEscaped, byte == UInt8(ascii: "\"") { isInText = false }
        isEscaped = !isEscaped && byte == UInt8(ascii: "\\")
        continue
      }
      let isFirst = output.last == UInt8(ascii: "{") || output.last == UInt8(ascii: "[")
      switch byte {
      case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\t"): continue
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        if !isFirst { newLine() }
        output.append(byte)
        continue
      default: break
      }
      if isFirst { newLine() }
      output.append(byte)
      switch byte {
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: ","): newLine()
      case UInt8(ascii: ":"): output.append(UInt8(ascii: " "))
      case UInt8(ascii: "\""): isInText = true
      default: break
      }
    }
    return String(decoding: output, as: UTF8.self)
  }

  /// A text as a JSON string, control characters escaped.
  static func string(_ text: String) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    return String(decoding: try encoder.encode(text), as: UTF8.self)
  }
}
