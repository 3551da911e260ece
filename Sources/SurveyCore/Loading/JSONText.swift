import Foundation

/// JSON with sorted keys, so that the same value is always the same bytes.
struct JSONText {
  /// A JSON value; members that are nil are left out.
  enum Value {
    case string(String), integer(Int), number(Double), truth(Bool)
    case array([Value])
    case object([String: Value?])
  }

  /// The text as UTF-8.
  let data: Data

  init(_ value: Value) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do { data = try encoder.encode(value) } catch {
      preconditionFailure("a finite value of strings, numbers, lists and objects encodes: \(error)")
    }
  }
}

extension JSONText.Value: Encodable {
  private struct Key: CodingKey {
    let stringValue: String
    let intValue: Int? = nil
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  func encode(to encoder: any Encoder) throws {
    switch self {
    case .array(let values):
      var container = encoder.unkeyedContainer()
      for value in values { try container.encode(value) }
    case .object(let members):
      var container = encoder.container(keyedBy: Key.self)
      for case (let key, let value?) in members { try container.encode(value, forKey: Key(stringValue: key)) }
    case .string(let string):
      var container = encoder.singleValueContainer()
      try container.encode(string)
    case .integer(let integer):
      var container = encoder.singleValueContainer()
      try container.encode(integer)
    case .number(let number):
      var container = encoder.singleValueContainer()
      if let whole = Int(exactly: number) { try container.encode(whole) } else { try container.encode(number) }
    case .truth(let truth):
      var container = encoder.singleValueContainer()
      try container.encode(truth)
    }
  }
}
