import Crypto

public import struct Foundation.Data

/// The key that unseals one wave. It lives with the keeper only; losing it loses the answers.
public struct KeeperKey: Sendable {
  let privateKey: Curve25519.KeyAgreement.PrivateKey

  /// Makes a new key.
  public init() {
    privateKey = Curve25519.KeyAgreement.PrivateKey()
  }

  /// The public half, 32 bytes: all that the server ever holds.
  public var publicKey: Data { privateKey.publicKey.rawRepresentation }

  /// The text of a key file: a heading, the public half, and the key with a check character per group of eight.
  public var fileText: String {
    """
    survey-keeper/v1
    This key unseals the answers of one wave. Whoever loses it loses the answers. Destroy it after unsealing.
    public: \(Crockford.encode(publicKey))
    key: \(Self.groups(of: privateKey.rawRepresentation))

    """
  }

  /// The text of the file with the public half, which is what `wave open --keeper-public` takes.
  public var publicFileText: String {
    Self.publicFileText(of: publicKey)
  }

  /// Reads a key file.
  ///
  /// - Throws: ``KeeperKeyError``, naming the group of characters that is mistyped.
  public init(fileText: String) throws(KeeperKeyError) {
    let fields = try Self.fields(of: fileText, heading: "survey-keeper/v1")
    guard let key = fields["key"] else { throw .missingLine("key") }
    let bytes = try Self.bytes(ofGroups: key)
    guard let parsed = try? Curve25519.KeyAgreement.PrivateKey(rawRepresentation: bytes) else { throw .notAKey }
    if let stated = fields["public"], stated != Crockford.encode(parsed.publicKey.rawRepresentation) {
      throw .halvesDiffer
    }
    privateKey = parsed
  }

  /// Reads the file of a public half.
  public static func publicKey(fileText: String) throws(KeeperKeyError) -> Data {
    let fields = try fields(of: fileText, heading: "survey-keeper-public/v1")
    guard let text = fields["public"] else { throw .missingLine("public") }
    guard let bytes = Crockford.decode(text), bytes.count == 32,
      (try? Curve25519.KeyAgreement.PublicKey(rawRepresentation: Data(bytes))) != nil
    else { throw .notAKey }
    return Data(bytes)
  }

  private static func publicFileText(of key: Data) -> String {
    """
    survey-keeper-public/v1
    public: \(Crockford.encode(key))

    """
  }

  private static func fields(of text: String, heading: String) throws(KeeperKeyError) -> [String: String] {
    let lines = text.split(whereSeparator: \.isNewline)
    guard lines.first == heading[...] else { throw .notAKeyFile(expected: heading) }
    var fields: [String: String] = [:]
    for line in lines.dropFirst() {
      let parts = line.split(separator: ": ", maxSplits: 1)
      if parts.count == 2 { fields[String(parts[0])] = String(parts[1]) }
    }
    return fields
  }

  /// Groups of five bytes as eight characters and a check character.
  private static func groups(of bytes: Data) -> String {
    let all = [UInt8](bytes)
    return stride(from: 0, to: all.count, by: 5).map { start in
      let group = all[start..<min(start + 5, all.count)]
      return Crockford.encode(group) + String(Crockford.checkCharacter(of: group))
    }.joined(separator: "-")
  }

  private static func bytes(ofGroups text: String) throws(KeeperKeyError) -> Data {
    var bytes = Data()
    for (index, group) in text.split(separator: "-").enumerated() {
      let isLast = bytes.count == 30
      guard group.count == (isLast ? 5 : 9), let decoded = Crockford.decode(group.dropLast()),
        decoded.count == (isLast ? 2 : 5),
        group.last.map({ $0.uppercased() }) == String(Crockford.checkCharacter(of: decoded))
      else { throw .mistyped(group: index + 1) }
      bytes.append(contentsOf: decoded)
    }
    guard bytes.count == 32 else { throw .incomplete(groups: 7) }
    return bytes
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
    }
  }
}
