import Crypto
import CryptoExtras

public import struct Foundation.Data

/// The public half of a wave's signing key: with it anybody can tell whether a pass is valid, and that all people see the same key.
///
/// Passes are blind signatures of RFC 9474, variant RSABSSA-SHA384-PSS-Deterministic, over the message
/// `"survey-pass/v1" ‖ key id ‖ nonce`, with one RSA-2048 key pair per wave and the exponent 65537.
public struct PassPublicKey: Sendable, Hashable {
  typealias Blind = _RSA.BlindSigning

  /// How many bytes the modulus and so a signature and a blinded value have.
  public static let modulusSize = 256

  /// The key as an X.509 SubjectPublicKeyInfo in DER, as `/w/{wave}/key.der` gives it.
  public let derRepresentation: Data
  /// SHA-256 of ``derRepresentation``.
  public let id: Data
  let key: Blind.PublicKey<SHA384>
  private let modulus: Data

  /// Reads a key.
  ///
  /// - Throws: ``PassKeyError/notAPassKey`` where the bytes are no RSA key of 2048 bits with the exponent 65537.
  public init(derRepresentation: Data) throws(PassKeyError) {
    guard
      let key = try? Blind.PublicKey<SHA384>(
        derRepresentation: derRepresentation, parameters: .RSABSSA_SHA384_PSS_Deterministic),
      let primitives = try? key.getKeyPrimitives(), primitives.modulus.count == Self.modulusSize,
      Array(primitives.publicExponent) == [1, 0, 1]
    else { throw .notAPassKey }
    self.key = key
    self.derRepresentation = derRepresentation
    modulus = primitives.modulus
    id = Data(SHA256.hash(data: derRepresentation))
  }

  /// What people compare on poster, letter and page: the first 26 base32 characters of ``id``, 130 bits.
  public var fingerprint: String { String(Crockford.encode(id).prefix(26)) }

  /// ``fingerprint`` in groups, as it is printed.
  public var printedFingerprint: String { Crockford.grouped(fingerprint, by: 5, separator: " ") }

  /// Whether the pass carries a valid signature of this wave's key.
  public func isValid(_ pass: Pass) -> Bool {
    key.isValidSignature(
      _RSA.Signing.RSASignature(rawRepresentation: pass.signature), for: key.prepare(message(of: pass.nonce)))
  }

  /// Whether bytes can be a blinded value: a number below the modulus, of its size, and neither 0 nor 1.
  public func canBeBlinded(_ value: Data) -> Bool {
    guard value.count == Self.modulusSize, value.lexicographicallyPrecedes(modulus) else { return false }
    return value.dropLast().contains { $0 != 0 } || value[value.endIndex - 1] > 1
  }

  /// What is signed.
  func message(of nonce: Data) -> Data {
    Data("survey-pass/v1".utf8) + id + nonce
  }

  public static func == (one: PassPublicKey, other: PassPublicKey) -> Bool {
    one.derRepresentation == other.derRepresentation
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(derRepresentation) }
}

/// Why a key for passes can't be used.
public enum PassKeyError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The bytes are no RSA key of 2048 bits with the exponent 65537.
  case notAPassKey
  /// The value to be signed is no number below the modulus.
  case notABlindedValue

  /// What is wrong.
  public var description: String {
    switch self {
    case .notAPassKey: "These bytes are no RSA key of 2048 bits with the exponent 65537."
    case .notABlindedValue: "A blinded value has 256 bytes and is a number below the key's modulus."
    }
  }
}
