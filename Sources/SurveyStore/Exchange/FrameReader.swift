import Crypto
import Foundation

/// Reads a file that ``FrameWriter`` wrote, a megabyte at a time.
final class FrameReader {
  /// What stands at the end of a file.
  struct Ending: Sendable, Hashable {
    /// The SHA-256 of all before.
    let digest: Data
    /// What vouches for it.
    let seal: Data
  }

  private let path: String
  private let handle: FileHandle
  private var buffer = Data()
  /// Where the next byte of the buffer stands in the file.
  private(set) var position: UInt64
  private let start: UInt64
  private let end: UInt64

  /// The ending, whose digest was compared with the file's bytes.
  let ending: Ending

  private static let chunkSize = 1 << 20
  private static let digestSize: UInt64 = 32

  /// Opens a file and reads it through once, to see that it is whole.
  ///
  /// - Parameters:
  ///   - heading: The first line that it must have.
  ///   - kind: What it should be, for messages: "an exported box".
  ///   - sealSize: How many bytes vouch for the digest.
  /// - Throws: ``StoreError/unusableFile(path:why:)`` when it is of another kind or version, damaged or edited.
  init(_ url: URL, heading: String, kind: String, sealSize: Int) throws {
    path = url.relativePath
    guard let handle = try? FileHandle(forReadingFrom: url), let size = try? handle.seekToEnd() else {
      throw StoreError.unusableFile(path: path, why: "it can't be read. Check the name and its permissions.")
    }
    self.handle = handle
    start = UInt64(heading.utf8.count + 1)
    try handle.seek(toOffset: 0)
    let first = try handle.read(upToCount: Int(start)) ?? Data()
    guard first == Data("\(heading)\n".utf8) else {
      let name = heading.prefix { $0 != "/" }
      let why =
        first.starts(with: Data("\(name)/".utf8))
        ? "it was written by another version of this program. Use the same version on both machines."
        : "it is not \(kind). Its first line should be '\(heading)'."
      throw StoreError.unusableFile(path: path, why: why)
    }
    let tail = Self.digestSize + UInt64(sealSize)
    guard size >= start + tail else { throw Self.damaged(path) }
    end = size - tail
    position = start
    var hash = SHA256()
    hash.update(data: first)
    var left = end - start
    while left > 0 {
      guard let bytes = try handle.read(upToCount: Int(min(left, UInt64(Self.chunkSize)))), !bytes.isEmpty else {
        throw Self.damaged(path)
      }
      hash.update(data: bytes)
      left -= UInt64(bytes.count)
    }
    let last = try handle.read(upToCount: Int(tail)) ?? Data()
    ending = Ending(digest: Data(last.prefix(32)), seal: Data(last.dropFirst(32)))
    guard ending.digest == Data(hash.finalize()) else { throw Self.damaged(path) }
    try seek(to: start)
  }

  deinit { try? handle.close() }

  /// Continues at a frame whose position was noted.
  func seek(to position: UInt64) throws {
    try handle.seek(toOffset: position)
    self.position = position
    buffer = Data()
  }

  /// The next frame.
  ///
  /// - Throws: ``StoreError/unusableFile(path:why:)`` where no whole frame is left.
  func next() throws -> Data {
    let count = try take(4).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard count <= end - position else { throw Self.damaged(path) }
    return try take(Int(count))
  }

  /// Whether all frames were read.
  var isAtEnd: Bool { position == end }

  /// What a file is called that was changed after it was written.
  var damaged: StoreError { Self.damaged(path) }

  private func take(_ count: Int) throws -> Data {
    while buffer.count < count {
      let left = end - position - UInt64(buffer.count)
      let wanted = min(left, UInt64(max(Self.chunkSize, count - buffer.count)))
      guard wanted > 0, let bytes = try handle.read(upToCount: Int(wanted)), !bytes.isEmpty else {
        throw Self.damaged(path)
      }
      // A new buffer rather than a longer one: what was handed out before stays as it is.
      buffer = buffer + bytes
    }
    let taken = Data(buffer.prefix(count))
    buffer = buffer.dropFirst(count)
    position += UInt64(count)
    return taken
  }

  private static func damaged(_ path: String) -> StoreError {
    .unusableFile(
      path: path, why: "it was damaged or edited after it was written. Copy it anew from the machine that wrote it.")
  }
}
