import GRDB
public import SurveyCore

public import struct Foundation.Data
public import struct Foundation.Date
public import struct Foundation.URL

/// The office's results on SQLite: waves, columns, comments, ledger and outbox.
public final class ResultsStore: Sendable {
  let database: any DatabaseWriter
  let key: LedgerKey
  private let decoded = FrozenWaveCache()

  /// Opens or makes the results' file.
  ///
  /// - Parameter key: The key that signs ledger entries.
  /// - Throws: ``StoreError`` when the file is of a newer version or can't be written durably.
  public init(at url: URL, key: LedgerKey) throws {
    self.database = try DurableDatabase.open(url, migrator: ResultsSchema.migrator)
    self.key = key
  }

  private init(inMemory key: LedgerKey) throws {
    self.database = try DurableDatabase.inMemory(migrator: ResultsSchema.migrator)
    self.key = key
  }

  /// A store in memory with the same schema, for tests.
  public static func inMemory(key: LedgerKey = LedgerKey()) throws -> ResultsStore { try ResultsStore(inMemory: key) }

  /// All waves, by opening date.
  public func waves() throws -> [WaveRecord] {
    try database.read { db in try Row.fetchAll(db, sql: "SELECT * FROM wave ORDER BY opens, id") }.map(record)
  }

  /// The waves of a survey whose answers are there, whatever its version, in order of closing.
  public func series(of survey: String) throws -> [WaveRecord] {
    try waves().filter { $0.respondents != nil && !$0.isDeleted && $0.served.survey.id == survey }
      .sorted { ($0.served.closes, $0.served.id) < ($1.served.closes, $1.served.id) }
  }

  /// The wave of that id.
  ///
  /// - Throws: ``StoreError/unknownWave(_:known:)``.
  public func wave(_ id: String) throws -> WaveRecord {
    let row = try database.read { db in try Row.fetchOne(db, sql: "SELECT * FROM wave WHERE id = ?", arguments: [id]) }
    guard let row else { throw StoreError.unknownWave(id, known: try waves().map(\.served.id)) }
    return try record(row)
  }

  /// The texts that were frozen when a wave opened.
  func frozen(_ id: String) throws -> FrozenWave {
    let row = try database.read { db in try Row.fetchOne(db, sql: "SELECT * FROM wave WHERE id = ?", arguments: [id]) }
    guard let row else { throw StoreError.unknownWave(id, known: try waves().map(\.served.id)) }
    return try FrozenWave(row: row)
  }

  /// The answers of an unsealed wave.
  ///
  /// - Throws: ``StoreError/wrongState(wave:why:)`` when there are none (yet, or any more).
  public func responses(of id: String) throws -> ResponseTable {
    let wave = try wave(id)
    if wave.isDeleted {
      throw StoreError.wrongState(
        wave: id, why: "its answers were deleted. Released figures stay in the ledger: see 'survey-cli ledger list'.")
    }
    guard let respondents = wave.respondents else {
      throw StoreError.wrongState(
        wave: id,
        why:
          "it isn't unsealed, so there are no results. Run 'survey-cli wave unseal \(id) --key FILE' after it closed.")
    }
    let columns = try database.read { db in
      try Data.fetchAll(db, sql: "SELECT bytes FROM resultColumn WHERE wave = ? ORDER BY position", arguments: [id])
    }
    return ResponseTable(
      survey: wave.served.survey, organisation: wave.served.organisation, respondents: respondents,
      columns: columns.map { [UInt8]($0) })
  }

  /// The receipts of everything counted in a wave, sorted.
  public func receipts(of id: String) throws -> [String] {
    try database.read { db in
      try String.fetchAll(
        db, sql: "SELECT receipt FROM countedReceipt WHERE wave = ? ORDER BY receipt", arguments: [id])
    }
  }

  // MARK: Ledger

  /// All ledger entries in order.
  public func ledger() throws -> [LedgerEntry] { try database.read(Ledger.entries) }

  /// The printed hash of the last entry; 64 zeros for an empty ledger.
  public func ledgerHead() throws -> String {
    try database.read(Ledger.last)?.head ?? String(repeating: "0", count: 64)
  }

  /// Records a release, together with the messages that tell of it, in one transaction.
  ///
  /// The same release is recorded once: a repeated body gives the head of its first entry, and no further entry.
  ///
  /// - Parameters:
  ///   - body: The released figures and refusals as JSON.
  ///   - messages: The messages to enqueue, given the ledger head that they print; empty where the release isn't published.
  /// - Returns: The head that reports print.
  public func recordRelease(
    body: String, at now: Date = Date(), messages: (_ head: String) throws -> [OutboxMessage] = { _ in [] }
  ) throws -> String {
    try database.commit(to: "results.sqlite") { db in
      let entry =
        try Ledger.release(body: body, db) ?? Ledger.append(kind: "release", body: body, at: now, key: key, db)
      try SQLiteOutbox.enqueue(try messages(entry.head), db)
      return entry.head
    }
  }

  private func record(_ row: Row) throws -> WaveRecord {
    WaveRecord(
      served: try decoded.wave(row), codesPrinted: row["codesPrinted"], respondents: row["respondents"],
      isBoxEmptied: row["boxEmptied"], isDeleted: row["deleted"],
      isImported: row["imported"], isApart: row["apart"], series: row["series"], paperAnswers: row["paperAnswers"])
  }
}
