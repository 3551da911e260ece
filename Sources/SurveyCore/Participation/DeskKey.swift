import Crypto

public import struct Foundation.Data

/// The desk's Ed25519 key, with which it signs its minutes.
public struct DeskKey: Sendable {
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

  /// The signature over the text's bytes.
  func sign(_ text: String) throws -> Data { try key.signature(for: Data(text.utf8)) }

  /// Whether the signature is that of `publicKey` over the text.
  static func isValid(_ signature: Data, of text: String, publicKey: Data) -> Bool {
    guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey) else { return false }
    return key.isValidSignature(signature, for: Data(text.utf8))
  }
}
