import Crypto

public import struct Foundation.Data

/// One answer as the box keeps it: a ciphertext for the ratings and one for each comment item, each with its own unrelated key, all of a
/// size that doesn't depend on what was answered.
public struct SealedAnswer: Sendable, Hashable {
  /// The sealed ratings.
  public let ratings: Data
  /// The sealed comments, exactly one per comment item of the survey, empty ones too.
  public let comments: [Data]
}

/// Seals records to a keeper's public key: HPKE (RFC 9180) with X25519, HKDF-SHA256 and ChaCha20-Poly1305, the wave's id as info.
///
/// A sealed record is the encapsulated key (32 bytes), then the ciphertext with its tag (16 bytes more than the record).
public struct Sealer: Sendable {
  private let key: Curve25519.KeyAgreement.PublicKey
  private let info: Data

  static let suite = HPKE.Ciphersuite.Curve25519_SHA256_ChachaPoly
  static let encapsulatedSize = 32

  /// How many bytes sealing adds to a record.
  public static let overhead = encapsulatedSize + 16

  /// - Parameters:
  ///   - publicKey: The keeper's public key, 32 bytes.
  ///   - wave: The wave's id; a record sealed for one wave can't be opened as one of another.
  public init(publicKey: Data, wave: String) throws {
    key = try Curve25519.KeyAgreement.PublicKey(rawRepresentation: publicKey)
    info = Data(wave.utf8)
  }

  /// Seals one record.
  public func seal(_ record: Data) throws -> Data {
    var sender = try HPKE.Sender(recipientKey: key, ciphersuite: Self.suite, info: info)
    return sender.encapsulatedKey + (try sender.seal(record))
  }

  /// Seals a validated answer: the ratings, and each comment padded to its item's size.
  ///
  /// - Parameters:
  ///   - record: The ratings, whose size is that of the survey's layout.
  ///   - comments: The padded comments.
  public func seal(record: Data, comments: [Data]) throws -> SealedAnswer {
    SealedAnswer(ratings: try seal(record), comments: try comments.map(seal))
  }
}

/// Opens what was sealed to a keeper's key.
public struct Unsealer: Sendable {
  private let key: Curve25519.KeyAgreement.PrivateKey
  private let info: Data

  /// - Parameters:
  ///   - key: The keeper's key.
  ///   - wave: The wave's id.
  public init(key: KeeperKey, wave: String) {
    self.key = key.privateKey
    self.info = Data(wave.utf8)
  }

  /// Opens one record.
  ///
  /// - Throws: When the record was sealed to another key or for another wave, or was changed.
  public func open(_ sealed: Data) throws -> Data {
    guard sealed.count >= Sealer.overhead else { throw CryptoKitError.incorrectParameterSize }
    var recipient = try HPKE.Recipient(
      privateKey: key, ciphersuite: Sealer.suite, info: info,
      encapsulatedKey: sealed.prefix(Sealer.encapsulatedSize))
    return try recipient.open(sealed.dropFirst(Sealer.encapsulatedSize))
  }
}
