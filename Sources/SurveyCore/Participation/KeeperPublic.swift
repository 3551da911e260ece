import Crypto

public import struct Foundation.Data

/// What the keeper gives to the operator: the public half of the key, and how the key was split.
public struct KeeperPublic: Sendable, Hashable {
  /// The public half, 32 bytes.
  public let key: Data
  /// How the key was split; nil for a whole key.
  public let sharing: KeySharing?

  static let heading = "survey-keeper-public/v1"

  /// Makes a public half.
  public init(key: Data, sharing: KeySharing? = nil) {
    self.key = key
    self.sharing = sharing
  }

  /// The text of its file.
  public var fileText: String {
    var lines = [Self.heading, "public: \(Crockford.encode(key))"]
    if let sharing {
      lines.append("shares: \(sharing.count) needed \(sharing.needed) set \(Crockford.encode(sharing.set))")
    }
    return lines.map { $0 + "\n" }.joined()
  }

  /// Reads the file of a public half.
  ///
  /// - Throws: ``KeeperKeyError``.
  public init(fileText: String) throws(KeeperKeyError) {
    let fields = try KeeperKey.fields(of: fileText, heading: Self.heading)
    guard let text = fields["public"] else { throw .missingLine("public") }
    guard let bytes = Crockford.decode(text), bytes.count == 32,
      (try? Curve25519.KeyAgreement.PublicKey(rawRepresentation: Data(bytes))) != nil
    else { throw .notAKey }
    key = Data(bytes)
    guard let shares = fields["shares"] else {
      sharing = nil
      return
    }
    let parts = shares.split(separator: " ").map(String.init)
    guard parts.count == 5, parts[1] == "needed", parts[3] == "set", let count = Int(parts[0]),
      let needed = Int(parts[2]), let set = Crockford.decode(parts[4]),
      let sharing = KeySharing(count: count, needed: needed, set: Data(set))
    else { throw .notAKey }
    self.sharing = sharing
  }
}
