internal import NIOCore

/// The fields of a posted form (`application/x-www-form-urlencoded`), in the order in which they were sent.
struct FormFields: Sendable {
  /// One field.
  struct Field: Sendable, Hashable {
    let name: String
    let value: String
  }

  /// The fields in order; a name can come more than once.
  let fields: [Field]

  /// More fields than any survey has questions and options.
  static let maximumCount = 5_000

  /// Reads a body.
  ///
  /// - Returns: Nil where the body isn't a form: a broken escape, text that isn't UTF-8, or far too many fields.
  init?(_ body: ByteBuffer) {
    var fields: [Field] = []
    for part in body.readableBytesView.split(separator: UInt8(ascii: "&")) {
      let halves = part.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = Self.decode(halves[0]), let value = halves.count > 1 ? Self.decode(halves[1]) : "",
        fields.count < Self.maximumCount
      else { return nil }
      fields.append(Field(name: name, value: value))
    }
    self.fields = fields
  }

  /// The first value of a field.
  subscript(name: String) -> String? {
    fields.first { $0.name == name }?.value
  }

  private static func decode(_ bytes: some Collection<UInt8>) -> String? {
    var decoded: [UInt8] = []
    decoded.reserveCapacity(bytes.count)
    var iterator = bytes.makeIterator()
    while let byte = iterator.next() {
      switch byte {
      case UInt8(ascii: "+"): decoded.append(UInt8(ascii: " "))
      case UInt8(ascii: "%"):
        guard let high = iterator.next().flatMap(hexDigit), let low = iterator.next().flatMap(hexDigit) else {
          return nil
        }
        decoded.append(high << 4 | low)
      default: decoded.append(byte)
      }
    }
    return String(validating: decoded, as: UTF8.self)
  }

  private static func hexDigit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    default: nil
    }
  }
}
