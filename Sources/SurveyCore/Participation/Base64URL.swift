public import struct Foundation.Data

/// Base64 with the URL alphabet and without padding (RFC 4648, section 5).
public enum Base64URL {
  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

  /// The text of bytes.
  public static func encode(_ bytes: some Sequence<UInt8>) -> String {
    var text: [UInt8] = []
    var buffer: UInt32 = 0
    var bits: UInt32 = 0
    for byte in bytes {
      buffer = buffer << 8 | UInt32(byte)
      bits += 8
      while bits >= 6 {
        bits -= 6
        text.append(alphabet[Int(buffer >> bits) & 63])
      }
    }
    if bits > 0 { text.append(alphabet[Int(buffer << (6 - bits)) & 63]) }
    return String(decoding: text, as: UTF8.self)
  }

  /// The bytes of a text, or nil where it isn't base64url.
  public static func decode(_ text: String) -> Data? {
    guard !text.utf8.contains(where: "+/=".utf8.contains) else { return nil }
    let padded = text.replacing("-", with: "+").replacing("_", with: "/")
    return Data(base64Encoded: padded + String(repeating: "=", count: (4 - padded.utf8.count % 4) % 4))
  }
}
