import Crypto
import CryptoExtras

public import struct Foundation.Data

/// A wave's signing key, which the desk holds until the wave closes: signs blinded values, of which it learns nothing.
public struct PassSigningKey: Sendable {
  /// The public half.
  public let publicKey: PassPublicKey
  private let key: PassPublicKey.Blind.PrivateKey<SHA384>

  /// Makes a new key of 2048 bits. Takes about a tenth of a second, sometimes several.
  public init() throws {
    try self.init(.init(keySize: .bits2048, parameters: .RSABSSA_SHA384_PSS_Deterministic))
  }

  /// Reads a stored key.
  ///
  /// - Throws: ``PassKeyError/notAPassKey``.
  public init(derRepresentation: Data) throws {
    guard
      let key = try? PassPublicKey.Blind.PrivateKey<SHA384>(
        derRepresentation: derRepresentation, parameters: .RSABSSA_SHA384_PSS_Deterministic)
    else { throw PassKeyError.notAPassKey }
    try self.init(key)
  }

  private init(_ key: PassPublicKey.Blind.PrivateKey<SHA384>) throws {
    self.key = key
    publicKey = try PassPublicKey(derRepresentation: key.publicKey.derRepresentation)
  }

  /// The key as it is stored.
  public var derRepresentation: Data { key.derRepresentation }

  /// Signs a blinded value.
  ///
  /// - Returns: The blind signature, 256 bytes: the same for the same value.
  /// - Throws: ``PassKeyError/notABlindedValue`` where the value can't be one.
  /// - Complexity: About a millisecond of one core.
  public func sign(_ blinded: Data) throws -> Data {
    guard publicKey.canBeBlinded(blinded) else { throw PassKeyError.notABlindedValue }
    return try key.blindSignature(for: blinded).rawRepresentation
  }
}
