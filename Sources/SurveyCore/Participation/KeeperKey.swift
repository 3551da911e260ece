import Crypto

public import struct Foundation.Data

/// The key that unseals one wave. It lives with the keeper only; losing it loses the answers.
public struct KeeperKey: Sendable {
  let privateKey: Curve25519.KeyAgreement.PrivateKey

  /// Makes a new key.
  public init() {
    self.init(privateKey: Curve25519.KeyAgreement.PrivateKey())
  }

  init(privateKey: Curve25519.KeyAgreement.PrivateKey) {
    self.privateKey = privateKey
  }

  /// The key of 32 bytes, or nil where they are none.
  init?(bytes: [UInt8]) {
    guard let key = try? Curve25519.KeyAgreement.PrivateKey(rawRepresentation: bytes) else { return nil }
    self.init(privateKey: key)
  }

  /// The public half, 32 bytes: all that the server ever holds.
  public var publicKey: Data { privateKey.publicKey.rawRepresentation }

  /// The text of a key file: a heading, the public half, and the key with a check character per group of eight.
  public var fileText: String {
    """
    survey-keeper/v1
    This key unseals the answers of one wave. Whoever loses it loses the answers. Destroy it after unsealing.
    public: \(Crockford.encode(publicKey))
    key: \(CheckedGroups.text(of: privateKey.rawRepresentation))

    """
  }

  /// The text of the file with the public half, which is what `wave open --keeper-public` takes.
  public var publicFileText: String {
    KeeperPublic(key: publicKey).fileText
  }

  /// Reads a key file.
  ///
  /// - Throws: ``KeeperKeyError``, naming the group of characters that is mistyped.
  public init(fileText: String) throws(KeeperKeyError) {
    let fields = try Self.fields(of: fileText, heading: "survey-keeper/v1")
    guard let key = fields["key"] else { throw .missingLine("key") }
    let bytes = try Self.bytes(of: key, count: 32)
    guard let parsed = try? Curve25519.KeyAgreement.PrivateKey(rawRepresentation: bytes) else { throw .notAKey }
    if let stated = fields["public"], stated != Crockford.encode(parsed.publicKey.rawRepresentation) {
      throw .halvesDiffer
    }
    privateKey = parsed
  }

  static func fields(of text: String, heading: String) throws(KeeperKeyError) -> [String: String] {
    let lines = text.split(whereSeparator: \.isNewline)
    guard lines.first == heading[...] else { throw .notAKeyFile(expected: heading) }
    var fields: [String: String] = [:]
    for line in lines.dropFirst() {
      let parts = line.split(separator: ": ", maxSplits: 1)
      if parts.count == 2 { fields[String(parts[0])] = String(parts[1]) }
    }
    return fields
  }

  static func bytes(of groups: String, count: Int) throws(KeeperKeyError) -> Data {
    do { return try CheckedGroups.bytes(of: groups, count: count) } catch {
      switch error {
      case .mistyped(let group): throw .mistyped(group: group)
      case .incomplete(let groups): throw .incomplete(groups: groups)
      }
    }
  }
}

/// Why a keeper's file can't be used.
public enum KeeperKeyError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The file begins differently.
  case notAKeyFile(expected: String)
  /// A line is missing.
  case missingLine(String)
  /// A group of the key has a wrong character.
  case mistyped(group: Int)
  /// The key is too short or too long.
  case incomplete(groups: Int)
  /// The bytes are no X25519 key.
  case notAKey
  /// The public half in the file is not that of the key.
  case halvesDiffer
  /// The checksum of a share doesn't fit: a group was swapped or the public half mistyped.
  case damagedShare
  /// The file is locked in a way that this version doesn't know.
  case unknownLock
  /// The passphrase doesn't open the file.
  case wrongPassphrase
  /// The passphrase is too short to lock a key with.
  case weakPassphrase(minimum: Int)

  /// What is wrong and what to do.
  public var description: String {
    switch self {
    case .notAKeyFile(let heading):
      "This is not a keeper's file: its first line should be '\(heading)'. Give the file that 'keeper make' or 'wave open' wrote."
    case .missingLine(let name): "The keeper's file has no line '\(name):'. Restore the file from your copy."
    case .mistyped(let group):
      "Group \(group) of the key is mistyped. Compare it with your copy, character by character."
    case .incomplete(let groups):
      "The key is incomplete: it should have \(groups) groups separated by dashes. Compare it with your copy."
    case .notAKey: "The keeper's file holds no usable key. Restore the file from your copy."
    case .halvesDiffer: "The two halves in the keeper's file don't belong together. Restore the file from your copy."
    case .damagedShare:
      "The share is damaged: its groups and its public half don't fit together. Compare all of it with your copy, the order of the groups too."
    case .unknownLock:
      "The file is locked in a way that this version doesn't know. Update the program, or compare the lines 'lock:' and 'holds:' with your copy."
    case .wrongPassphrase:
      "The passphrase doesn't open the file. Check the passphrase; if it is right, compare the file with your copy."
    case .weakPassphrase(let minimum):
      "The passphrase is too short. Take at least \(minimum) characters, best several words drawn at random."
    }
  }
}
