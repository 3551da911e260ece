/// The key that holders laid on the table: a whole one, or one put together from shares.
public struct PresentedKey: Sendable {
  /// The key.
  public let key: KeeperKey
  /// How it was split; nil for a whole key.
  public let sharing: KeySharing?
  /// The numbers of the shares that were shown to belong to it, sorted; empty for a whole key.
  public let shares: [Int]

  /// A whole key.
  public init(_ key: KeeperKey) {
    self.key = key
    sharing = nil
    shares = []
  }

  /// Puts a key together from what holders brought, and holds every share against it.
  ///
  /// - Parameter files: What each file holds, with the file's name for messages.
  /// - Throws: ``PresentedKeyError`` where they don't give one key.
  public init(_ files: [(name: String, secret: KeeperSecret)]) throws(PresentedKeyError) {
    var shares: [(name: String, share: KeeperShare)] = []
    for (name, secret) in files {
      switch secret {
      case .share(let share): shares.append((name, share))
      case .key(let key):
        guard files.count == 1 else { throw .keyAmongOthers(file: name) }
        (self.key, self.sharing, self.shares) = (key, nil, [])
        return
      }
    }
    guard let first = shares.first else { throw .nothing }
    let sharing = first.share.sharing
    for (index, (name, share)) in shares.enumerated() {
      guard share.sharing == sharing, share.publicKey == first.share.publicKey else {
        throw .differentSets(first: first.name, other: name)
      }
      if let before = shares[..<index].first(where: { $0.share.number == share.number }) {
        throw .sameShare(share.number, first: before.name, second: name)
      }
    }
    guard shares.count >= sharing.needed else {
      throw .tooFew(given: shares.count, needed: sharing.needed, count: sharing.count)
    }
    let base = shares.prefix(sharing.needed).map(\.share.point)
    guard let key = KeeperKey(bytes: SecretSharing.combine(base)), key.publicKey == first.share.publicKey else {
      throw .altered(files: shares.prefix(sharing.needed).map(\.name))
    }
    for (name, share) in shares.dropFirst(sharing.needed)
    where SecretSharing.value(of: base, at: share.point.x) != share.values {
      throw .altered(files: [name])
    }
    self.key = key
    self.sharing = sharing
    self.shares = shares.map(\.share.number).sorted()
  }
}

/// Why files don't give one key.
public enum PresentedKeyError: Error, Sendable, Hashable, CustomStringConvertible {
  /// No file was given.
  case nothing
  /// A whole key was given beside other files.
  case keyAmongOthers(file: String)
  /// Fewer shares than are needed.
  case tooFew(given: Int, needed: Int, count: Int)
  /// Shares of different keys, or of one key that was split twice.
  case differentSets(first: String, other: String)
  /// The same share twice.
  case sameShare(Int, first: String, second: String)
  /// The shares don't give the key of which they carry the public half.
  case altered(files: [String])

  /// What is wrong and what to do.
  public var description: String {
    switch self {
    case .nothing: "No keeper's file was given. Name it with --key FILE, once per share."
    case .keyAmongOthers(let file):
      "\(file) holds a whole key. Give it alone, or give the shares of a split key only."
    case .tooFew(let given, let needed, let count):
      "\(given == 1 ? "One share is" : "\(given) shares are") too few: \(needed) of the \(count) are needed. Give each with a --key FILE of its own."
    case .differentSets(let first, let other):
      "\(first) and \(other) are shares of different keys, or of two splittings of one key. Give shares that were made together."
    case .sameShare(let number, let first, let second):
      "\(first) and \(second) are the same share, number \(number). Give a share of another holder."
    case .altered(let files):
      files.count == 1
        ? "\(files[0]) was altered: it doesn't belong to the other shares. Restore it from the holder's copy, or leave it out."
        : "One of \(files.joined(separator: ", ")) was altered: together they don't give the key. Restore them from the holders' copies, or give a share of another holder in place of each in turn."
    }
  }
}
