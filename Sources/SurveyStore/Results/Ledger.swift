import Crypto
import GRDB

public import struct Foundation.Data
public import struct Foundation.Date

/// One entry of the ledger: a release or an operator's action.
public struct LedgerEntry: Sendable, Hashable {
  /// Its number, from 1.
  public let sequence: Int
  /// What happened, such as `wave.opened` or `release`.
  public let kind: String
  /// When, in ISO 8601.
  public let recordedAt: String
  /// The facts, as JSON.
  public let body: String
  /// The hash of the entry before; 32 zero bytes for the first.
  public let previous: Data
  /// The hash of this entry.
  public let hash: Data
  /// The signature of the hash by the ledger key.
  public let signature: Data

  /// The hash as it is printed in reports: 64 hexadecimal characters.
  public var head: String { hash.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined() }
}

/// The append-only, hash-chained and signed ledger.
///
/// An entry's hash is SHA-256 over the hash before, then number, kind, time and body, each preceded by its length; so an edited, dropped
/// or reordered entry breaks the chain.
enum Ledger {
  static let genesis = Data(count: 32)

  /// Appends an entry inside the transaction of what it records.
  @discardableResult
  static func append(kind: String, body: String, at now: Date, key: LedgerKey, _ db: Database) throws -> LedgerEntry {
    let last = try Row.fetchOne(db, sql: "SELECT sequence, hash FROM ledgerEntry ORDER BY sequence DESC LIMIT 1")
    let sequence = (last?["sequence"] as Int? ?? 0) + 1
    let previous = last?["hash"] as Data? ?? genesis
    let recordedAt = now.formatted(.iso8601)
    let hash = hash(previous: previous, sequence: sequence, kind: kind, recordedAt: recordedAt, body: body)
    let entry = LedgerEntry(
      sequence: sequence, kind: kind, recordedAt: recordedAt, body: body, previous: previous, hash: hash,
      signature: try key.sign(hash))
    try db.execute(
      sql: """
        INSERT INTO ledgerEntry (sequence, kind, recordedAt, body, previous, hash, signature) VALUES (?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [sequence, kind, recordedAt, body, previous, hash, entry.signature])
    return entry
  }

  static func entries(_ db: Database) throws -> [LedgerEntry] {
    try Row.fetchAll(db, sql: "SELECT * FROM ledgerEntry ORDER BY sequence").map(entry)
  }

  static func last(_ db: Database) throws -> LedgerEntry? {
    try Row.fetchOne(db, sql: "SELECT * FROM ledgerEntry ORDER BY sequence DESC LIMIT 1").map(entry)
  }

  /// The last entry of that kind about a wave.
  static func last(kind: String, of wave: String, _ db: Database) throws -> LedgerEntry? {
    try Row.fetchOne(
      db, sql: "SELECT * FROM ledgerEntry WHERE kind = ? AND body ->> '$.wave' = ? ORDER BY sequence DESC LIMIT 1",
      arguments: [kind, wave]
    ).map(entry)
  }

  /// The release with that very body, if it was recorded before.
  static func release(body: String, _ db: Database) throws -> LedgerEntry? {
    try Row.fetchOne(
      db, sql: "SELECT * FROM ledgerEntry WHERE kind = 'release' AND body = ? LIMIT 1", arguments: [body]
    ).map(entry)
  }

  static func hash(previous: Data, sequence: Int, kind: String, recordedAt: String, body: String) -> Data {
    var hasher = SHA256()
    hasher.update(data: previous)
    for part in [String(sequence), kind, recordedAt, body] {
      let bytes = Data(part.utf8)
      hasher.update(data: Data("\(bytes.count):".utf8))
      hasher.update(data: bytes)
    }
    return Data(hasher.finalize())
  }

  private static func entry(_ row: Row) -> LedgerEntry {
    LedgerEntry(
      sequence: row["sequence"], kind: row["kind"], recordedAt: row["recordedAt"], body: row["body"],
      previous: row["previous"], hash: row["hash"], signature: row["signature"])
  }
}
