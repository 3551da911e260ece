public import struct Foundation.Data

/// A comment as it is sealed: its length, its unit where the survey keeps one, its text, and zeros up to a fixed size.
///
/// Layout: unit code (2 bytes, little-endian, 0 for none), length of the text in bytes (4 bytes), UTF-8 text, zeros.
public struct CommentRecord: Sendable, Hashable {
  /// The code of the unit sealed with the comment; 0 for none.
  public let unit: UInt16
  /// The text; empty where the person wrote nothing.
  public let text: String

  private static let headerSize = 6

  /// Makes a record.
  public init(unit: UInt16 = UnitCode.notShown, text: String) {
    self.unit = unit
    self.text = text
  }

  /// The size of every record of a comment item: room for `maximumLength` characters of four bytes.
  public static func size(maximumLength: Int) -> Int { headerSize + 4 * maximumLength }

  /// The padded bytes.
  ///
  /// - Returns: Nil where the text doesn't fit.
  public func padded(maximumLength: Int) -> Data? {
    let text = Array(text.utf8)
    let size = Self.size(maximumLength: maximumLength)
    guard text.count <= size - Self.headerSize else { return nil }
    var bytes = Data(capacity: size)
    bytes.append(UInt8(truncatingIfNeeded: unit))
    bytes.append(UInt8(truncatingIfNeeded: unit >> 8))
    for shift in stride(from: 0, to: 32, by: 8) { bytes.append(UInt8(truncatingIfNeeded: text.count >> shift)) }
    bytes.append(contentsOf: text)
    bytes.append(Data(count: size - bytes.count))
    return bytes
  }

  /// Reads a padded record.
  ///
  /// - Returns: Nil where the bytes are no comment record.
  public init?(padded: Data) {
    let bytes = [UInt8](padded)
    guard bytes.count >= Self.headerSize else { return nil }
    let length = (2..<6).reduce(0) { $0 | Int(bytes[$1]) << (8 * ($1 - 2)) }
    guard length <= bytes.count - Self.headerSize,
      let text = String(validating: bytes[Self.headerSize..<Self.headerSize + length], as: UTF8.self)
    else { return nil }
    self.unit = UInt16(bytes[0]) | UInt16(bytes[1]) << 8
    self.text = text
  }
}
