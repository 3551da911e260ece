public import SurveyCore

public import Foundation

/// The desk's folder of keys: `WAVE.signing` as long as a wave takes answers, `invitation.key`, `desk.key`.
public struct DeskKeys: Sendable {
  let folder: URL

  /// - Parameter folder: `keys/desk` of a workspace.
  public init(folder: URL) {
    self.folder = folder
  }

  /// The key that signs the desk's minutes; made when there is none yet.
  public func deskKey() throws -> TextSigner {
    try key("desk.key", make: { TextSigner().rawRepresentation }) { try TextSigner(rawRepresentation: $0) }
  }

  /// The key from which invitations follow; made when there is none yet.
  public func invitationKey() throws -> InvitationKey {
    try key("invitation.key", make: { InvitationKey().rawRepresentation }) { bytes in
      guard let key = InvitationKey(rawRepresentation: bytes) else { throw PassKeyError.notAPassKey }
      return key
    }
  }

  /// A wave's signing key; nil where there is none (any more).
  public func signingKey(of wave: String) throws -> PassSigningKey? {
    guard hasSigningKey(of: wave) else { return nil }
    return try read(signingFile(of: wave)) { try PassSigningKey(derRepresentation: $0) }
  }

  /// Whether a wave's signing key exists.
  public func hasSigningKey(of wave: String) -> Bool {
    FileManager.default.fileExists(atPath: signingFile(of: wave).path)
  }

  /// The signing key of a wave that is being opened: the one that an interrupted command left, or a new one.
  public func openingKey(of wave: String) throws -> PassSigningKey {
    if let left = try signingKey(of: wave) { return left }
    let made = try PassSigningKey()
    try add(made, of: wave)
    return made
  }

  /// Keeps a wave's signing key. The file appears whole or not at all.
  func add(_ key: PassSigningKey, of wave: String) throws {
    try keep(key.derRepresentation, in: signingFile(of: wave))
  }

  /// Overwrites and removes a wave's signing key; does nothing where there is none.
  func destroySigningKey(of wave: String) throws {
    try SecretFile.destroy(signingFile(of: wave))
  }

  /// Overwrites and removes the invitation key: letters that were written lead nowhere after it.
  func destroyInvitationKey() throws {
    try SecretFile.destroy(folder.appending(path: "invitation.key"))
  }

  /// Keeps a desk key that came in a package, unless it is there already.
  ///
  /// - Throws: ``StoreError/unusableFile(path:why:)`` where the desk has another one.
  func install(deskKey: TextSigner) throws {
    let file = folder.appending(path: "desk.key")
    if !FileManager.default.fileExists(atPath: file.path) { try keep(deskKey.rawRepresentation, in: file) }
    guard try self.deskKey().publicKey == deskKey.publicKey else {
      throw StoreError.unusableFile(
        path: file.path,
        why: "this desk belongs to another workspace. Install the package in a folder of its own; nothing was changed.")
    }
  }

  private func signingFile(of wave: String) -> URL { folder.appending(path: "\(wave).signing") }

  private func key<Key>(_ name: String, make: () -> Data, _ parse: (Data) throws -> Key) throws -> Key {
    let file = folder.appending(path: name)
    if !FileManager.default.fileExists(atPath: file.path) { try keep(make(), in: file) }
    return try read(file, parse)
  }

  private func read<Key>(_ file: URL, _ parse: (Data) throws -> Key) throws -> Key {
    let bytes = try SecretFile.read(file)
    do { return try parse(bytes) } catch {
      throw StoreError.unusableFile(path: file.path, why: "it holds no usable key. Restore it from a backup.")
    }
  }

  /// Writes a file beside its place and moves it there, unless one came there in the meantime.
  private func keep(_ bytes: Data, in file: URL) throws {
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let new = folder.appending(path: ".\(file.lastPathComponent).\(UInt64.random(in: 0...UInt64.max))")
    try SecretFile.write(bytes, to: new)
    // Both names are of one file: the first is only unlinked, never overwritten.
    defer { unlink(new.path) }
    guard link(new.path, file.path) == 0 || errno == EEXIST else {
      throw StoreError.unusableFile(
        path: file.path,
        why: "it can't be written (\(String(cString: strerror(errno)))). Check the folder and its permissions.")
    }
    try SecretFile.synchronise(folder: folder)
  }
}
