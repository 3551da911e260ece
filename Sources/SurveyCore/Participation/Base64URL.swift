public import struct Foundation.Data

/// Base64 with the URL alphabet and without padding (RFC 4648, section 5).
public enum Base64URL {
  /// The text of bytes.
  public static func encode(_ bytes: Data) -> String {
    bytes.base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
  }

  /// The bytes of a text, or nil where it isn't base64url.
  public static func decode(_ text: String) -> Data? {
    guard !text.utf8.contains(where: { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "/") }) else { return nil }
    let padded = text.replacing("-", with: "+").replacing("_", with: "/")
    return Data(base64Encoded: padded + String(repeating: "=", count: (4 - padded.utf8.count % 4) % 4))
  }
}
