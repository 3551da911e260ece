import Crypto

public import struct Foundation.Data

/// The office's Ed25519 key that signs ledger entries.
public struct LedgerKey: Sendable {
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

  func sign(_ hash: Data) throws -> Data { try key.signature(for: hash) }

  func isValid(_ signature: Data, of hash: Data) -> Bool { key.publicKey.isValidSignature(signature, for: hash) }
}
