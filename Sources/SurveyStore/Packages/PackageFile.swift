import Crypto
import SurveyCore

import Foundation

/// A file that takes something to another machine: a heading, a check sum, and JSON. Mode 0600, as packages of roles hold their keys.
enum PackageFile {
  /// What a package holds.
  enum Kind: String {
    /// A wave, for its desk or its box.
    case desk, box
    /// A published report, for the box.
    case report

    fileprivate var heading: String { "survey-package/v1 \(rawValue)" }

    /// The command that writes such packages.
    fileprivate var source: String {
      switch self {
      case .desk, .box: "wave open --packages"
      case .report: "report --publish --for-box"
      }
    }
  }

  /// Writes a new file.
  ///
  /// - Throws: ``StoreError/unusableFile(path:why:)`` where there is a file already.
  static func write(_ content: some Encodable, for kind: Kind, to url: URL) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.dateEncodingStrategy = .secondsSince1970
    let body = try encoder.encode(content)
    try SecretFile.write(Data("\(kind.heading)\n\(sum(of: body))\n".utf8) + body + Data("\n".utf8), to: url)
    try SecretFile.synchronise(folder: url.deletingLastPathComponent())
  }

  /// Reads a file.
  ///
  /// - Throws: ``StoreError/unusableFile(path:why:)`` where it is missing, readable for others, of another kind or damaged.
  static func read<Content: Decodable>(_ type: Content.Type, for kind: Kind, from url: URL) throws -> Content {
    let lines = try SecretFile.read(url).split(separator: UInt8(ascii: "\n"), maxSplits: 2)
    func text(_ index: Int) -> String { lines.count > index ? String(decoding: lines[index], as: UTF8.self) : "" }
    guard text(0) == kind.heading else {
      throw StoreError.unusableFile(
        path: url.path,
        why:
          "it isn't a package of this kind: its first line should be '\(kind.heading)'. Give the file that '\(kind.source)' wrote."
      )
    }
    let body = lines.count > 2 && lines[2].last == UInt8(ascii: "\n") ? Data(lines[2].dropLast()) : Data()
    guard text(1) == sum(of: body) else {
      throw StoreError.unusableFile(
        path: url.path,
        why: "it is damaged or incomplete. Copy it again from where it was written; nothing was changed.")
    }
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .secondsSince1970
    do { return try decoder.decode(type, from: body) } catch {
      throw StoreError.newerVersion(file: url.lastPathComponent)
    }
  }

  private static func sum(of body: Data) -> String {
    Crockford.encode(SHA256.hash(data: body))
  }
}
