public import Foundation

/// Files that only their owner may read.
public enum SecretFile {
  /// Writes a new file with mode 0600, durable when this returns.
  ///
  /// - Throws: ``StoreError/unusableFile(path:why:)`` when there is a file already: keys are never overwritten.
  public static func write(_ data: Data, to url: URL) throws {
    let descriptor = open(url.path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      let why =
        errno == EEXIST
        ? "there is a file of that name already. Keys are never overwritten: choose another name."
        : "it can't be written (\(String(cString: strerror(errno)))). Check the folder and its permissions."
      throw StoreError.unusableFile(path: url.path, why: why)
    }
    let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    try handle.write(contentsOf: data)
    try handle.synchronize()
    try handle.close()
  }

  /// Reads a file.
  ///
  /// - Throws: ``StoreError/unusableFile(path:why:)`` when it is missing or others may read it.
  public static func read(_ url: URL) throws -> Data {
    guard let data = FileManager.default.contents(atPath: url.path) else {
      throw StoreError.unusableFile(path: url.path, why: "it is missing or can't be read. Restore it from a backup.")
    }
    let mode = try FileManager.default.attributesOfItem(atPath: url.path)[.posixPermissions] as? Int ?? 0
    guard mode & 0o077 == 0 else {
      throw StoreError.unusableFile(path: url.path, why: "others may read it. Run: chmod 600 '\(url.path)'")
    }
    return data
  }
}
