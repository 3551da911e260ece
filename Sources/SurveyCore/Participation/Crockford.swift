/// Crockford's base32: the alphabet of codes, receipts and fingerprints, without letters that people mix up.
///
/// Reference: Crockford, *Base 32*, https://www.crockford.com/base32.html
public enum Crockford {
  private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)
  private static let checkAlphabet = alphabet + Array("*~$=U".utf8)

  /// The base32 text of bytes, most significant bits first, the last character padded with zero bits.
  public static func encode(_ bytes: some Sequence<UInt8>) -> String {
    var text: [UInt8] = []
    var buffer: UInt32 = 0
    var bits = 0
    for byte in bytes {
      buffer = buffer << 8 | UInt32(byte)
      bits += 8
      while bits >= 5 {
        bits -= 5
        text.append(alphabet[Int(buffer >> UInt32(bits)) & 31])
      }
    }
    if bits > 0 { text.append(alphabet[Int(buffer << UInt32(5 - bits)) & 31]) }
    return String(decoding: text, as: UTF8.self)
  }

  /// The bytes of a base32 text, or nil where a character is not of the alphabet.
  ///
  /// Case is ignored, and `O`, `I` and `L` are read as 0 and 1. Bits that don't fill a byte are dropped.
  public static func decode(_ text: some StringProtocol) -> [UInt8]? {
    var bytes: [UInt8] = []
    var buffer: UInt32 = 0
    var bits = 0
    for character in text.utf8 {
      guard let value = value(of: character) else { return nil }
      buffer = buffer << 5 | UInt32(value)
      bits += 5
      if bits >= 8 {
        bits -= 8
        bytes.append(UInt8(truncatingIfNeeded: buffer >> UInt32(bits)))
      }
    }
    return bytes
  }

  /// The text as people may type it, put into the alphabet: upper case, without spaces and dashes, `O`, `I` and `L` as digits.
  ///
  /// - Returns: Nil where a character is not of the alphabet.
  public static func normalise(_ text: some StringProtocol) -> String? {
    var result: [UInt8] = []
    for character in text.utf8 where character != UInt8(ascii: "-") && character != UInt8(ascii: " ") {
      guard let value = value(of: character) else { return nil }
      result.append(alphabet[value])
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// A code of `length` characters as people type it: case, spaces and dashes don't matter.
  ///
  /// - Returns: The characters, or nil where the text is no such code.
  static func typed(_ text: some StringProtocol, length: Int) -> String? {
    guard text.utf8.count <= 4 * length, let characters = normalise(text), characters.utf8.count == length else {
      return nil
    }
    return characters
  }

  /// The characters in groups, as they are printed.
  static func grouped(_ characters: String, by size: Int, separator: String) -> String {
    let all = Array(characters)
    return stride(from: 0, to: all.count, by: size).map { String(all[$0..<min($0 + size, all.count)]) }
      .joined(separator: separator)
  }

  /// Crockford's check character: the number modulo 37.
  public static func checkCharacter(of bytes: some Sequence<UInt8>) -> Character {
    let remainder = bytes.reduce(0) { ($0 * 256 + Int($1)) % 37 }
    return Character(UnicodeScalar(checkAlphabet[remainder]))
  }

  private static func value(of character: UInt8) -> Int? {
    let upper = character >= 97 && character <= 122 ? character - 32 : character
    switch upper {
    case UInt8(ascii: "O"): return 0
    case UInt8(ascii: "I"), UInt8(ascii: "L"): return 1
    default: return alphabet.firstIndex(of: upper)
    }
  }
}
