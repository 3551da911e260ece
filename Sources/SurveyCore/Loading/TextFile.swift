import Foundation

/// A file that can't be read at all.
public struct UnreadableFile: Error, Sendable, Hashable, CustomStringConvertible {
  /// The path as it was given.
  public let path: String
  /// Why it can't be read.
  public let reason: String

  /// Makes the error.
  public init(path: String, reason: String) {
    self.path = path
    self.reason = reason
  }

  /// The path and the reason as a sentence.
  public var description: String { "\(path): The file can't be read: \(reason)" }
}

/// Reads whole text files: definitions, and tables that aren't answers.
public enum TextFile {
  /// The largest file that is taken for a definition, in bytes.
  static let maximumSize = 8_000_000

  /// The text of a file.
  ///
  /// - Throws: ``UnreadableFile`` where there is no such file or it can't be read, ``DiagnosticsError`` where it isn't
  ///   UTF-8 or is too large.
  public static func text(path: String) throws -> String { try read(path).get() }

  /// The text of a file; a located diagnostic where it isn't UTF-8 or too large.
  static func read(_ path: String) throws(UnreadableFile) -> Result<String, DiagnosticsError> {
    let data: Data
    do { data = try Data(contentsOf: URL(fileURLWithPath: path)) } catch {
      var isDirectory: ObjCBool = false
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
        throw UnreadableFile(path: path, reason: "no such file.")
      }
      throw UnreadableFile(
        path: path, reason: isDirectory.boolValue ? "it is a directory." : "no permission or no file.")
    }
    do throws(DiagnosticsError) { return .success(try text(data, file: path)) } catch { return .failure(error) }
  }

  /// The text of a file that was read.
  ///
  /// - Throws: ``DiagnosticsError`` with the place where it isn't UTF-8, or where it is too large.
  static func text(_ bytes: some Collection<UInt8>, file: String) throws(DiagnosticsError) -> String {
    let isTable = file.lowercased().hasSuffix(".csv")
    func failure(_ place: Place, _ message: String, _ advice: String) -> DiagnosticsError {
      DiagnosticsError([
        Diagnostic(
          file: file, line: place.line, column: place.column, code: isTable ? "csv.encoding" : "yaml.encoding",
          message: message, advice: advice)
      ])
    }
    guard bytes.count <= maximumSize else {
      throw failure(Place(line: 1, column: 1), "The file has more than 8 MB.", "Is this really a definition?")
    }
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    throw failure(
      firstInvalidPlace(in: bytes), "The file isn't UTF-8 here.",
      isTable ? "Save it as 'CSV UTF-8'." : "Save it as UTF-8 text.")
  }

  private static func firstInvalidPlace(in bytes: some Collection<UInt8>) -> Place {
    var place = Place(line: 1, column: 1)
    var decoder = UTF8()
    var bytes = bytes.makeIterator()
    while case .scalarValue(let scalar) = decoder.decode(&bytes) {
      if scalar == "\n" { place = Place(line: place.line + 1, column: 1) } else { place.column += 1 }
    }
    return place
  }
}
