public import Foundation

extension SecretFile {
  /// Overwrites a file with random bytes, brings them to disk and removes the file. Does nothing where there is none.
  ///
  /// On a disk that writes in place the key is gone; on others (flash, copy-on-write) its file is gone and old blocks may last.
  public static func destroy(_ url: URL) throws {
    let descriptor = open(url.path, O_WRONLY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else {
      if errno == ENOENT { return }
      throw StoreError.unusableFile(
        path: url.path,
        why:
          "it can't be destroyed (\(String(cString: strerror(errno)))). Check its permissions and repeat the command.")
    }
    let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    let size = try handle.seekToEnd()
    try handle.seek(toOffset: 0)
    try handle.write(contentsOf: Data((0..<size).map { _ in UInt8.random(in: 0...255) }))
    try handle.synchronize()
    try handle.close()
    guard unlink(url.path) == 0 || errno == ENOENT else {
      throw StoreError.unusableFile(
        path: url.path, why: "it can't be removed (\(String(cString: strerror(errno)))). Remove it by hand.")
    }
    try synchronise(folder: url.deletingLastPathComponent())
  }

  /// Brings the names in a folder to disk.
  static func synchronise(folder: URL) throws {
    let descriptor = open(folder.path, O_RDONLY | O_CLOEXEC | O_DIRECTORY)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else {
      throw StoreError.unusableFile(
        path: folder.path, why: "it can't be brought to disk (\(String(cString: strerror(errno)))). Check the disk.")
    }
  }
}
