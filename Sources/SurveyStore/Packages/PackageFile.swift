import Crypto
import SurveyCore

import Foundation

/// A file that takes a wave to the machine of one role: a heading, a check sum, and JSON. Mode 0600, as it holds that role's keys.
enum PackageFile {
  /// The roles that have packages.
  enum Role: String {
    case desk, box
  }

  private static func heading(_ role: Role) -> String { "survey-package/v1 \(role.rawValue)" }

  /// Writes a new file.
  ///
  /// - Throws: ``StoreError/unusableFile(path:why:)`` where there is a file already.
  static func write(_ content: some Encodable, for role: Role, to url: URL) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.dateEncodingStrategy = .secondsSince1970
    let body = try encoder.encode(content)
    try SecretFile.write(Data("\(heading(role))\n\(sum(of: body))\n".utf8) + body + Data("\n".utf8), to: url)
    try SecretFile.synchronise(folder: url.deletingLastPathComponent())
  }

  /// Reads a file.
  ///
  /// - Throws: ``StoreError/unusableFile(path:why:)`` where it is missing, readable for others, of another kind or damaged.
  static func read<Content: Decodable>(_ type: Content.Type, for role: Role, from url: URL) throws -> Content {
    let lines = try SecretFile.read(url).split(separator: UInt8(ascii: "\n"), maxSplits: 2)
    func text(_ index: Int) -> String { lines.count > index ? String(decoding: lines[index], as: UTF8.self) : "" }
    guard text(0) == heading(role) else {
      throw StoreError.unusableFile(
        path: url.path,
        why:
          "it isn't a package for this role: its first line should be '\(heading(role))'. Give the file that 'wave open --packages' wrote."
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
