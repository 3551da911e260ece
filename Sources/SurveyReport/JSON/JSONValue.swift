/// A JSON value whose objects keep the order in which their members were written.
public enum JSONValue: Sendable, Hashable {
  case null
  case bool(Bool)
  case integer(Int)
  /// A finite number, written with the fewest digits that give the same value back.
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object([Member])

  /// A name and value of an object.
  public struct Member: Sendable, Hashable {
    /// The name.
    public let name: String
    /// The value.
    public let value: JSONValue

    /// Makes a member.
    public init(_ name: String, _ value: JSONValue) {
      self.name = name
      self.value = value
    }
  }

  /// The value of an object's member, or nil where there is none.
  public subscript(name: String) -> JSONValue? {
    if case .object(let members) = self { members.first { $0.name == name }?.value } else { nil }
  }

  /// The text of the value.
  ///
  /// - Parameter pretty: Whether to break lines and indent by two spaces; objects and arrays of plain values stay on one line.
  public func text(pretty: Bool = false) -> String {
    var text = ""
    write(to: &text, indentation: pretty ? 0 : nil)
    return text
  }

  private var isPlain: Bool {
    switch self {
    case .array(let values): values.allSatisfy(\.isScalar)
    case .object(let members): members.allSatisfy(\.value.isScalar)
    default: true
    }
  }

  private var isScalar: Bool {
    switch self {
    case .array(let values): values.isEmpty
    case .object(let members): members.isEmpty
    default: true
    }
  }

  private func write(to text: inout String, indentation: Int?) {
    switch self {
    case .null: text += "null"
    case .bool(let value): text += value ? "true" : "false"
    case .integer(let value): text += String(value)
    case .number(let value):
      precondition(value.isFinite, "JSON has no way to write a number that isn't finite.")
      text += value.description
    case .string(let value): Self.write(value, to: &text)
    case .array(let values):
      write(values.map { (nil, $0) }, between: ("[", "]"), to: &text, indentation: isPlain ? nil : indentation)
    case .object(let members):
      write(
        members.map { ($0.name, $0.value) }, between: ("{", "}"), to: &text, indentation: isPlain ? nil : indentation)
    }
  }

  private func write(
    _ parts: [(name: String?, value: JSONValue)], between brackets: (String, String), to text: inout String,
    indentation: Int?
  ) {
    text += brackets.0
    for (index, part) in parts.enumerated() {
      if index > 0 { text += "," }
      if let indentation {
        text += "\n" + String(repeating: "  ", count: indentation + 1)
      } else if index > 0 {
        text += " "
      }
      if let name = part.name {
        Self.write(name, to: &text)
        text += ": "
      }
      part.value.write(to: &text, indentation: indentation.map { $0 + 1 })
    }
    if let indentation, !parts.isEmpty { text += "\n" + String(repeating: "  ", count: indentation) }
    text += brackets.1
  }

  private static func write(_ string: String, to text: inout String) {
    text += "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case "\u{0}"..."\u{1F}", "\u{7F}", "\u{2028}", "\u{2029}":
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  public init(stringLiteral value: String) { self = .string(value) }
  public init(integerLiteral value: Int) { self = .integer(value) }
  public init(floatLiteral value: Double) { self = .number(value) }
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  public init(dictionaryLiteral elements: (String, JSONValue)...) { self = .object(elements.map { Member($0, $1) }) }
}
