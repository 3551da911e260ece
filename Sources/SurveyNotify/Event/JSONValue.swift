import Foundation

/// A JSON value whose bytes depend on nothing but the value: keys are sorted, and a number that isn't finite is null.
enum JSONValue: Sendable, Hashable {
  case object([String: JSONValue])
  case array([JSONValue])
  case string(String)
  case integer(Int)
  case number(Double)
  case null

  /// The encoded bytes.
  var bytes: Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do {
      return try encoder.encode(self)
    } catch {
      preconditionFailure("A JSON value of finite numbers and strings always encodes")
    }
  }
}

extension JSONValue: Encodable {
  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .object(let members): try container.encode(members)
    case .array(let elements): try container.encode(elements)
    case .string(let text): try container.encode(text)
    case .integer(let number): try container.encode(number)
    case .number(let number) where number.isFinite: try container.encode(number)
    case .number, .null: try container.encodeNil()
    }
  }
}

extension JSONValue {
  /// A time in UTC, to the second.
  static func time(_ date: Date) -> JSONValue {
    .string(date.formatted(.iso8601))
  }
}
