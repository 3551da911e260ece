import Crypto

public import struct Foundation.Data

/// An Ed25519 key that signs texts: the box's for what was counted, the desk's for its minutes.
public struct TextSigner: Sendable {
  private let key: Curve25519.Signing.PrivateKey

  /// Makes a new key.
  public init() {
    key = Curve25519.Signing.PrivateKey()
  }

  /// Reads a stored key of 32 bytes.
  public init(rawRepresentation: Data) throws {
    key = try Curve25519.Signing.PrivateKey(rawRepresentation: rawRepresentation)
  }

  /// The key as it is stored.
  public var rawRepresentation: Data { key.rawRepresentation }

  /// The public half, with which anybody can verify.
  public var publicKey: Data { key.publicKey.rawRepresentation }

  /// The Ed25519 signature over the text's bytes, in base64url.
  public func sign(_ text: String) throws -> String {
    Base64URL.encode(try key.signature(for: Data(text.utf8)))
  }

  /// Whether the signature is that of `publicKey` over the text.
  public static func isValid(_ signature: String, of text: String, publicKey: Data) -> Bool {
    guard let bytes = Base64URL.decode(signature),
      let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey)
    else { return false }
    return key.isValidSignature(bytes, for: Data(text.utf8))
  }
}
