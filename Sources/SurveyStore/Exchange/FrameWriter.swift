import Crypto
import Foundation

/// Writes a file that travels between machines: a heading line, frames, and the SHA-256 of all that with what vouches for it.
///
/// A frame is its length (four bytes, little-endian) and its bytes. The file is new, readable by its owner only, and removed again where it
/// can't be finished.
final class FrameWriter {
  private let url: URL
  private let handle: FileHandle
  private var buffer = Data()
  private var hash = SHA256()

  private static let bufferSize = 1 << 20

  /// - Throws: ``StoreError/unusableFile(path:why:)`` when there is a file already or it can't be made.
  init(_ url: URL, heading: String) throws {
    self.url = url
    try SecretFile.write(Data(), to: url)
    handle = try FileHandle(forWritingTo: url)
    buffer.append(Data("\(heading)\n".utf8))
  }

  /// Adds a frame.
  func write(_ frame: Data) throws {
    let count = UInt32(frame.count)
    for shift in stride(from: UInt32(0), to: 32, by: 8) { buffer.append(UInt8(truncatingIfNeeded: count >> shift)) }
    buffer.append(frame)
    if buffer.count >= Self.bufferSize { try flush() }
  }

  /// Ends the file, durable when this returns.
  ///
  /// - Parameter seal: What vouches for the digest of all before.
  /// - Returns: The digest.
  @discardableResult
  func finish(_ seal: (_ digest: Data) throws -> Data) throws -> Data {
    try flush()
    let digest = Data(hash.finalize())
    try handle.write(contentsOf: digest + (try seal(digest)))
    try handle.synchronize()
    try handle.close()
    return digest
  }

  /// Takes the file away again.
  func abandon() {
    try? handle.close()
    try? FileManager.default.removeItem(at: url)
  }

  private func flush() throws {
    hash.update(data: buffer)
    do { try handle.write(contentsOf: buffer) } catch { throw StoreError.notWritten(file: url.relativePath) }
    buffer.removeAll(keepingCapacity: true)
  }
}
