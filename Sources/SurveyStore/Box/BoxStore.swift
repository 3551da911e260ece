import GRDB
public import SurveyCore

public import struct Foundation.Data
public import struct Foundation.Date
public import struct Foundation.URL

/// The box on SQLite: waves as they are served, codes, spent rights and sealed answers.
public final class BoxStore: AnswerBox, Sendable {
  let database: any DatabaseWriter
  private let writer: GroupCommit
  private let decoded = FrozenWaveCache()

  /// Opens or makes the box's file.
  ///
  /// - Throws: ``StoreError`` when the file is of a newer version or can't be written durably.
  public convenience init(at url: URL, clock: @escaping @Sendable () -> Date = { Date() }) throws {
    self.init(database: try DurableDatabase.open(url, migrator: BoxSchema.migrator), clock: clock)
  }

  /// A box in memory with the same schema, for tests and previews.
  public static func inMemory(clock: @escaping @Sendable () -> Date = { Date() }) throws -> BoxStore {
    BoxStore(database: try DurableDatabase.inMemory(migrator: BoxSchema.migrator), clock: clock)
  }

  private init(database: any DatabaseWriter, clock: @escaping @Sendable () -> Date) {
    self.database = database
    self.writer = GroupCommit(database: database, clock: clock)
  }

  // MARK: Answering

  /// The waves that the box serves, whatever their state.
  public func waves() throws -> [ServedWave] {
    try database.read { db in try Row.fetchAll(db, sql: "SELECT * FROM wave ORDER BY id") }.map(decoded.wave)
  }

  /// The wave of that id.
  ///
  /// - Throws: ``StoreError/unknownWave(_:known:)``.
  public func wave(_ id: String) throws -> ServedWave {
    let row = try database.read { db in try Row.fetchOne(db, sql: "SELECT * FROM wave WHERE id = ?", arguments: [id]) }
    guard let row else { throw StoreError.unknownWave(id, known: try waves().map(\.id)) }
    return try decoded.wave(row)
  }

  public func state(of right: AnsweringRight, in wave: String) throws -> RightState {
    // No transaction: each look-up stands for itself, and this runs for every answer.
    try database.unsafeRead { db in try GroupCommit.state(of: SpendableRight(right), in: wave, db) }
  }

  public func submit(
    _ answer: SealedAnswer, under right: AnsweringRight, in wave: String
  ) async throws(AnswerBoxError) -> Acceptance {
    try await writer.submit(answer, under: right, in: wave)
  }

  public func countedList(of wave: String) throws -> String? {
    try database.read { db in
      try String.fetchOne(
        db, sql: "SELECT countedList FROM wave WHERE id = ? AND countedList IS NOT NULL", arguments: [wave])
    }
  }

  // MARK: The life of a wave

  /// Takes a wave on, not yet proven. A wave of the same id that was never proven is replaced.
  func prepare(_ wave: FrozenWave) throws {
    try database.commit(to: "box.sqlite") { db in
      try db.execute(
        sql: "DELETE FROM code WHERE wave IN (SELECT id FROM wave WHERE id = ? AND keeperProven = 0)",
        arguments: [wave.id])
      try db.execute(sql: "DELETE FROM wave WHERE id = ? AND keeperProven = 0", arguments: [wave.id])
      try db.execute(
        sql: """
          INSERT INTO wave (id, survey, organisation, mode, languages, opens, closes, keeperPublicKey)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          wave.id, wave.surveyText, wave.organisationText, wave.mode.rawValue,
          wave.languages.map(\.rawValue).joined(separator: ","),
          wave.opens.timeIntervalSince1970, wave.closes.timeIntervalSince1970, wave.keeperPublicKey,
        ])
    }
  }

  /// Notes that a holder has shown to have the keeper's key.
  func markProven(_ wave: String) throws {
    try database.commit(to: "box.sqlite") {
      try $0.execute(sql: "UPDATE wave SET keeperProven = 1 WHERE id = ?", arguments: [wave])
    }
  }

  /// Marks a wave closed inside a write transaction, so that no answer is acknowledged after it.
  func close(_ wave: String) throws {
    try database.commit(to: "box.sqlite") {
      try $0.execute(sql: "UPDATE wave SET closed = 1 WHERE id = ?", arguments: [wave])
    }
  }

  /// Draws codes for a wave and keeps their digests.
  ///
  /// - Returns: The codes, which exist nowhere else: print them now.
  public func drawCodes(_ count: Int, for wave: String) throws -> [AccessCode] {
    var generator = SystemRandomNumberGenerator()
    let codes = (0..<count).map { _ in AccessCode(using: &generator) }
    try database.commit(to: "box.sqlite") { db in
      for code in codes {
        try db.execute(sql: "INSERT INTO code (wave, digest) VALUES (?, ?)", arguments: [wave, code.digest])
      }
    }
    return codes
  }

  /// How many codes were drawn, and how many rights are spent. Shown only rounded while a wave is open.
  public func counts(of wave: String) throws -> (codes: Int, spent: Int) {
    try database.read { db in
      (
        try Int.fetchOne(db, sql: "SELECT count(*) FROM code WHERE wave = ?", arguments: [wave]) ?? 0,
        try Int.fetchOne(db, sql: "SELECT count(*) FROM spent WHERE wave = ?", arguments: [wave]) ?? 0
      )
    }
  }

  /// The number of answers that may be shown: rounded down to 5, and refreshed at most hourly.
  public func shownCount(of wave: String, at now: Date) throws -> Int {
    try database.commit(to: "box.sqlite") { db in
      let row = try Row.fetchOne(db, sql: "SELECT shownCount, shownAt FROM wave WHERE id = ?", arguments: [wave])
      guard let row else { return 0 }
      if now.timeIntervalSince1970 < row["shownAt"] + 3_600 { return row["shownCount"] }
      let spent = try Int.fetchOne(db, sql: "SELECT count(*) FROM spent WHERE wave = ?", arguments: [wave]) ?? 0
      let shown = spent / 5 * 5
      try db.execute(
        sql: "UPDATE wave SET shownCount = ?, shownAt = ? WHERE id = ?",
        arguments: [shown, now.timeIntervalSince1970, wave])
      return shown
    }
  }

  // MARK: Unsealing

  /// How many sealed records a wave holds, by part: 0 for ratings, then one part per comment item.
  func sealedCounts(of wave: String) throws -> [Int: Int] {
    try database.read { db in
      let rows = try Row.fetchAll(
        db, sql: "SELECT part, count(*) AS number FROM sealedRecord WHERE wave = ? GROUP BY part", arguments: [wave])
      return Dictionary(uniqueKeysWithValues: rows.map { ($0["part"], $0["number"]) })
    }
  }

  /// Hands over the sealed records of one part in batches.
  func forEachBatch(of part: Int, in wave: String, size: Int, _ body: ([Data]) throws -> Void) throws {
    try database.read { db in
      let cursor = try Data.fetchCursor(
        db, sql: "SELECT bytes FROM sealedRecord WHERE wave = ? AND part = ?", arguments: [wave, part])
      var batch: [Data] = []
      batch.reserveCapacity(size)
      while let bytes = try cursor.next() {
        batch.append(bytes)
        if batch.count == size {
          try body(batch)
          batch.removeAll(keepingCapacity: true)
        }
      }
      if !batch.isEmpty { try body(batch) }
    }
  }

  /// The receipts of everything counted, sorted.
  func receipts(of wave: String) throws -> [String] {
    try database.read { db in
      try String.fetchAll(db, sql: "SELECT receipt FROM spent WHERE wave = ? ORDER BY receipt", arguments: [wave])
    }
  }

  /// Removes a wave's sealed answers, codes and spent rights in place, and what is left of them in free pages and the write-ahead log.
  ///
  /// - Parameter countedList: The list of counted receipts that is published in the same transaction; nil leaves what there is.
  func empty(_ wave: String, publishing countedList: String? = nil) throws {
    try database.erase(from: "box.sqlite") { db in
      try db.execute(
        sql: "UPDATE wave SET countedList = coalesce(countedList, ?) WHERE id = ?", arguments: [countedList, wave])
      for table in ["sealedRecord", "spent", "code"] {
        try db.execute(sql: "DELETE FROM \(table) WHERE wave = ?", arguments: [wave])
      }
    }
    try database.scrub("box.sqlite")
  }

  // MARK: Health

  /// Whether the box can be written durably: throws when a write fails or `synchronous` is not FULL.
  public func probe() throws {
    guard try DurableDatabase.synchronous(database) == 2 else { throw StoreError.notDurable(file: "box.sqlite") }
    try database.commit(to: "box.sqlite") { try $0.execute(sql: "UPDATE wave SET closed = closed WHERE id = ''") }
  }
}
