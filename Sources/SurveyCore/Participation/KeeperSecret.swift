public import struct Foundation.Data

/// A whole key or a share of one.
public enum KeeperSecret: Sendable {
  /// The key that unseals a wave.
  case key(KeeperKey)
  /// One holder's share of it.
  case share(KeeperShare)

  static let shareHeading = "survey-keeper-share/v1"

  /// The public half of the key, 32 bytes.
  public var publicKey: Data {
    switch self {
    case .key(let key): key.publicKey
    case .share(let share): share.publicKey
    }
  }

  /// The text of its file, which can be printed and typed back: a heading, the public half, and groups with a check character each.
  public var fileText: String {
    switch self {
    case .key(let key): key.fileText
    case .share(let share):
      """
      \(Self.shareHeading)
      This is share \(share.number) of \(share.sharing.count) of a key that unseals the answers of one wave. Any \(share.sharing.needed) of them unseal; fewer tell nothing.
      If fewer than \(share.sharing.needed) are left, the answers are lost. Destroy it after unsealing.
      public: \(Crockford.encode(share.publicKey))
      share: \(CheckedGroups.text(of: share.bytes))

      """
    }
  }

  static func share(fileText: String) throws(KeeperKeyError) -> KeeperShare {
    let fields = try KeeperKey.fields(of: fileText, heading: shareHeading)
    guard let text = fields["public"] else { throw .missingLine("public") }
    guard let groups = fields["share"] else { throw .missingLine("share") }
    let bytes = try KeeperKey.bytes(of: groups, count: KeeperShare.size)
    guard let share = KeeperShare(bytes: bytes, publicKey: Data(Crockford.decode(text) ?? [])) else {
      throw .damagedShare
    }
    return share
  }
}
