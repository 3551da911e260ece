import Crypto
import CryptoExtras
public import Foundation

/// A keeper's key or share, locked with a passphrase.
///
/// The passphrase becomes a key by scrypt, and that key seals the secret with ChaCha20-Poly1305. Scrypt rather than PBKDF2, because people
/// choose passphrases that can be guessed: each guess then costs 128 MB of memory besides time, which takes the advantage from machines
/// that guess in parallel. The public half, the cost and the kind are sealed along, so that nobody can swap them.
public struct LockedKeeper: Sendable {
  /// The public half of the key, 32 bytes.
  public let publicKey: Data
  private let cost: Cost
  private let salt: Data
  private let content: Data
  private let kind: Kind

  static let heading = "survey-keeper-locked/v1"

  /// The fewest characters of a passphrase.
  public static let minimumLength = 12

  /// What one guess costs: 128 · `blockSize` · `rounds` bytes.
  struct Cost: Sendable, Hashable {
    let rounds: Int
    let blockSize: Int
    let parallelism: Int

    /// 128 MB and about half a second: what OWASP's password storage cheat sheet asks for.
    static let usual = Cost(rounds: 1 << 17, blockSize: 8, parallelism: 1)

    var text: String { "scrypt \(rounds) \(blockSize) \(parallelism)" }

    init(rounds: Int, blockSize: Int, parallelism: Int) {
      self.rounds = rounds
      self.blockSize = blockSize
      self.parallelism = parallelism
    }

    /// Reads a cost; one that would take more than 1 GB is refused.
    init?(_ text: String) {
      let parts = text.split(separator: " ")
      let numbers = parts.dropFirst().compactMap { Int($0) }
      guard parts.first == "scrypt", parts.count == 4, numbers.count == 3, numbers[0] > 1,
        numbers[0].nonzeroBitCount == 1, numbers[0] <= 1 << 20, (1...8).contains(numbers[1]),
        (1...4).contains(numbers[2])
      else { return nil }
      self.init(rounds: numbers[0], blockSize: numbers[1], parallelism: numbers[2])
    }
  }

  private enum Kind: String {
    case key, share

    var size: Int { self == .key ? 32 : KeeperShare.size }
  }

  private static let saltSize = 16
  /// Nonce and tag.
  private static let overhead = 12 + 16

  /// Locks a key or share.
  ///
  /// - Throws: ``KeeperKeyError/weakPassphrase(minimum:)``.
  public init(_ secret: KeeperSecret, passphrase: String) throws {
    try self.init(secret, passphrase: passphrase, cost: .usual)
  }

  init(_ secret: KeeperSecret, passphrase: String, cost: Cost) throws {
    guard passphrase.count >= Self.minimumLength else {
      throw KeeperKeyError.weakPassphrase(minimum: Self.minimumLength)
    }
    publicKey = secret.publicKey
    self.cost = cost
    salt = SymmetricKey(size: .init(bitCount: 8 * Self.saltSize)).withUnsafeBytes { Data($0) }
    let plain: Data
    switch secret {
    case .key(let key): (kind, plain) = (.key, key.privateKey.rawRepresentation)
    case .share(let share): (kind, plain) = (.share, share.bytes)
    }
    let key = try Self.key(passphrase, salt: salt, cost: cost)
    content = try ChaChaPoly.seal(
      plain, using: key, authenticating: Self.authenticated(publicKey: publicKey, cost: cost, kind: kind)
    ).combined
  }

  /// The secret.
  ///
  /// - Throws: ``KeeperKeyError/wrongPassphrase``.
  public func unlocked(passphrase: String) throws(KeeperKeyError) -> KeeperSecret {
    let plain: Data
    do {
      let key = try Self.key(passphrase, salt: salt, cost: cost)
      plain = try ChaChaPoly.open(
        ChaChaPoly.SealedBox(combined: content), using: key,
        authenticating: Self.authenticated(publicKey: publicKey, cost: cost, kind: kind))
    } catch { throw .wrongPassphrase }
    switch kind {
    case .key:
      guard let key = try? Curve25519.KeyAgreement.PrivateKey(rawRepresentation: plain) else { throw .notAKey }
      return .key(KeeperKey(privateKey: key))
    case .share:
      guard let share = KeeperShare(bytes: plain, publicKey: publicKey) else { throw .damagedShare }
      return .share(share)
    }
  }

  /// The text of its file.
  public var fileText: String {
    """
    \(Self.heading)
    This is a \(kind == .key ? "key" : "share of a key") that unseals the answers of one wave, locked with a passphrase.
    Whoever loses either loses it. Destroy it after unsealing.
    public: \(Crockford.encode(publicKey))
    holds: \(kind.rawValue)
    lock: \(cost.text)
    salt: \(CheckedGroups.text(of: salt))
    content: \(CheckedGroups.text(of: content))

    """
  }

  init(fileText: String) throws(KeeperKeyError) {
    let fields = try KeeperKey.fields(of: fileText, heading: Self.heading)
    func field(_ name: String) throws(KeeperKeyError) -> String {
      guard let text = fields[name] else { throw .missingLine(name) }
      return text
    }
    guard let cost = Cost(try field("lock")), let kind = Kind(rawValue: try field("holds")) else { throw .unknownLock }
    self.cost = cost
    self.kind = kind
    publicKey = Data(Crockford.decode(try field("public")) ?? [])
    salt = try KeeperKey.bytes(of: try field("salt"), count: Self.saltSize)
    content = try KeeperKey.bytes(of: try field("content"), count: kind.size + Self.overhead)
  }

  /// The same passphrase typed on another machine gives the same key, however accents are put together.
  private static func key(_ passphrase: String, salt: Data, cost: Cost) throws -> SymmetricKey {
    try KDF.Scrypt.deriveKey(
      from: Data(passphrase.precomposedStringWithCanonicalMapping.utf8), salt: salt, outputByteCount: 32,
      rounds: cost.rounds, blockSize: cost.blockSize, parallelism: cost.parallelism)
  }

  private static func authenticated(publicKey: Data, cost: Cost, kind: Kind) -> Data {
    Data("\(heading)\n\(kind.rawValue)\n\(cost.text)\n".utf8) + publicKey
  }
}
