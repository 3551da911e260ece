import GRDB
import SurveyCore

public import Foundation

/// Everything the box of a wave needs on a machine of its own: configuration, frozen survey and tree, wave and receipt key.
public struct BoxPackage: Sendable {
  private let content: Content

  private struct Content: Codable {
    let wave: String
    let columns: [String: PackedValue]
    /// The digests of the slips that were printed together with the wave, sorted.
    let slips: [Data]
    let receiptKey: Data
    let configuration: String
  }

  /// Packs a wave as a box has it.
  public init(_ wave: String, of box: BoxStore, in workspace: Workspace) throws {
    guard let columns = try box.packedColumns(of: wave) else {
      throw StoreError.unknownWave(wave, known: try box.waves().map(\.id))
    }
    content = Content(
      wave: wave, columns: columns, slips: try box.codeDigests(of: wave).sorted { $0.lexicographicallyPrecedes($1) },
      receiptKey: try workspace.receiptSigner().rawRepresentation,
      configuration: try workspace.configurationText())
  }

  /// Writes the package to a new file.
  public func write(to url: URL) throws { try PackageFile.write(content, for: .box, to: url) }

  /// Reads a package.
  public init(from url: URL) throws { content = try PackageFile.read(Content.self, for: .box, from: url) }

  /// The wave.
  public var wave: String { content.wave }

  /// Takes the wave on in a folder, which becomes a workspace where it is none. Safe to repeat.
  ///
  /// - Returns: Whether the folder's `workspace.yaml` is that of the package.
  /// - Throws: ``StoreError/waveExists(_:)`` where the box has another wave of that name.
  public func install(in folder: URL) throws -> Bool {
    let workspace = try Workspace.make(role: "box", at: folder, configurationText: content.configuration)
    let file = folder.appending(path: "keys/box/receipt.key")
    if !FileManager.default.fileExists(atPath: file.path) { try SecretFile.write(content.receiptKey, to: file) }
    guard try workspace.receiptSigner().rawRepresentation == content.receiptKey else {
      throw StoreError.unusableFile(
        path: file.path,
        why: "this box belongs to another workspace. Install the package in a folder of its own; nothing was changed.")
    }
    try workspace.openBox().install(content.columns, slips: content.slips, wave: content.wave)
    return try workspace.configurationText() == content.configuration
  }
}

/// A value of a column, as a package writes it down.
enum PackedValue: Codable, Hashable {
  case null
  case whole(Int64)
  case real(Double)
  case text(String)
  case bytes(Data)

  init(_ value: DatabaseValue) {
    switch value.storage {
    case .null: self = .null
    case .int64(let number): self = .whole(number)
    case .double(let number): self = .real(number)
    case .string(let text): self = .text(text)
    case .blob(let bytes): self = .bytes(bytes)
    }
  }

  var databaseValue: DatabaseValue {
    switch self {
    case .null: .null
    case .whole(let number): number.databaseValue
    case .real(let number): number.databaseValue
    case .text(let text): text.databaseValue
    case .bytes(let bytes): bytes.databaseValue
    }
  }
}

extension BoxStore {
  /// What never changes about a wave, by which a package is recognised.
  private static let fixedColumns = [
    "survey", "organisation", "mode", "languages", "opens", "closes", "passKey", "keeperPublicKey", "keeperShares",
    "keeperNeeded", "keeperSet",
  ]

  /// The row of a wave, whatever columns this version has.
  fileprivate func packedColumns(of wave: String) throws -> [String: PackedValue]? {
    try database.read { db in
      try Row.fetchOne(db, sql: "SELECT * FROM wave WHERE id = ?", arguments: [wave]).map { row in
        Dictionary(uniqueKeysWithValues: row.map { ($0, PackedValue($1)) })
      }
    }
  }

  /// Takes a packed wave on; does nothing where it is there.
  fileprivate func install(_ columns: [String: PackedValue], slips: [Data], wave: String) throws {
    if let known = try packedColumns(of: wave) {
      guard Self.fixedColumns.allSatisfy({ known[$0] == columns[$0] }) else { throw StoreError.waveExists(wave) }
      return
    }
    let names = columns.keys.sorted()
    let known = try database.read { db in Set(try db.columns(in: "wave").map(\.name)) }
    guard names.allSatisfy(known.contains), columns["id"] == .text(wave) else {
      throw StoreError.newerVersion(file: "The package of wave '\(wave)'")
    }
    try database.commit(to: "box.sqlite") { db in
      try db.execute(
        sql: """
          INSERT INTO wave (\(names.joined(separator: ", "))) VALUES (\(names.map { _ in "?" }.joined(separator: ", ")))
          """,
        arguments: StatementArguments(names.map { columns[$0]?.databaseValue ?? .null }))
      for digest in slips {
        try db.execute(sql: "INSERT INTO code (wave, digest) VALUES (?, ?)", arguments: [wave, digest])
      }
    }
  }
}
