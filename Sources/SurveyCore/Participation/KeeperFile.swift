/// What a keeper's file holds: the whole key or a share of it, in the clear or locked with a passphrase.
public enum KeeperFile: Sendable {
  /// The key, or a share.
  case open(KeeperSecret)
  /// Something that needs its passphrase.
  case locked(LockedKeeper)

  /// Reads a file that `keeper make` or `wave open` wrote.
  ///
  /// - Throws: ``KeeperKeyError``, naming the group of characters that is mistyped.
  public init(text: String) throws(KeeperKeyError) {
    switch text.split(whereSeparator: \.isNewline).first {
    case KeeperSecret.shareHeading[...]: self = .open(.share(try KeeperSecret.share(fileText: text)))
    case LockedKeeper.heading[...]: self = .locked(try LockedKeeper(fileText: text))
    default: self = .open(.key(try KeeperKey(fileText: text)))
    }
  }
}
