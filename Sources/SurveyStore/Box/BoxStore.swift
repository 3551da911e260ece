import GRDB
public import SurveyCore

public import Foundation

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

  /// The waves that the box serves, whatever their state. A wave that this version can't read is left out: the others go on.
  public func waves() throws -> [ServedWave] {
    try database.read { db in try Row.fetchAll(db, sql: "SELECT * FROM wave ORDER BY id") }
      .compactMap { try? decoded.wave($0) }
  }

  /// The wave of that id.
  ///
  /// - Throws: ``StoreError/unknownWave(_:known:)``.
  public func wave(_ id: String) throws -> ServedWave { try decoded.wave(try row(of: id)) }

  /// The wave as it was written down.
  func frozen(_ id: String) throws -> FrozenWave { try FrozenWave(row: try row(of: id)) }

  private func row(of id: String) throws -> Row {
    let row = try database.read { db in try Row.fetchOne(db, sql: "SELECT * FROM wave WHERE id = ?", arguments: [id]) }
    guard let row else { throw StoreError.unknownWave(id, known: try waves().map(\.id)) }
    return row
  }

  public func state(of right: AnsweringRight, in wave: String) throws -> RightState {
    // No transaction: each look-up stands for itself, and this runs for every answer.
    let right = SpendableRight(right)
    let state = try database.unsafeRead { db in try GroupCommit.state(of: right, in: wave, db) }
    if state == .spent { return state }
    // After unsealing the spent rights are gone, and the list tells what was counted.
    return try countedList(of: wave)?.contains("\n\(right.receipt)\n") == true ? .spent : state
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
      try wave.insert(db)
    }
  }

  /// Notes that holders have shown to have the keeper's key, or some of its shares.
  ///
  /// - Throws: ``StoreError/wrongKey(wave:)`` when the box holds another key, or no such wave; ``StoreError/otherSharing(wave:split:)``.
  func markProven(_ wave: String, by presented: PresentedKey) throws {
    try database.commit(to: "box.sqlite") { db in _ = try KeeperColumns.note(presented, of: wave, db) }
  }

  /// Marks a wave closed inside a write transaction, so that no answer is acknowledged after it.
  ///
  /// - Throws: ``StoreError/countsDiffer(wave:why:)`` when the box doesn't know the wave.
  public func close(_ wave: String) throws {
    try database.commit(to: "box.sqlite") { db in
      try db.execute(sql: "UPDATE wave SET closed = 1 WHERE id = ?", arguments: [wave])
      guard db.changesCount == 1 else {
        throw StoreError.countsDiffer(
          wave: wave, why: "box.sqlite doesn't know the wave. Restore the box that belongs to these results.")
      }
    }
  }

  /// Draws codes for a wave and keeps their digests.
  ///
  /// - Parameter paper: Whether they are for sheets of paper that the office types in, which are counted apart.
  /// - Returns: The codes, which exist nowhere else: print them now.
  public func drawCodes(_ count: Int, for wave: String, paper: Bool = false) throws -> [AccessCode] {
    var generator = SystemRandomNumberGenerator()
    let codes = (0..<count).map { _ in AccessCode(using: &generator) }
    try database.commit(to: "box.sqlite") { db in
      for code in codes {
        try db.execute(
          sql: "INSERT INTO code (wave, digest, paper) VALUES (?, ?, ?)", arguments: [wave, code.digest, paper])
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

  /// The rights that were spent, in the order of their digests.
  func spentRights(of wave: String) throws -> [SpentRight] {
    try database.read { db in
      try Row.fetchAll(
        db, sql: "SELECT digest, receipt, nonce, signature FROM spent WHERE wave = ? ORDER BY digest", arguments: [wave]
      ).map { row in
        let nonce: Data? = row["nonce"]
        let signature: Data? = row["signature"]
        return SpentRight(
          digest: row["digest"], receipt: row["receipt"],
          pass: nonce.flatMap { nonce in signature.flatMap { Pass(nonce: nonce, signature: $0) } })
      }
    }
  }

  /// The digests of the codes that were drawn for a wave.
  func codeDigests(of wave: String) throws -> Set<Data> {
    try database.read { db in
      try Data.fetchSet(db, sql: "SELECT digest FROM code WHERE wave = ?", arguments: [wave])
    }
  }

  /// How many answers were typed in from paper.
  func paperAnswers(of wave: String) throws -> Int {
    try database.read { db in
      try Int.fetchOne(
        db, sql: "SELECT count(*) FROM spent JOIN code USING (wave, digest) WHERE wave = ? AND paper = 1",
        arguments: [wave]) ?? 0
    }
  }

  // MARK: Publishing

  public func publishedReports(of wave: String) throws -> [PublishedReport] {
    try database.read { db in
      try Row.fetchAll(
        db,
        sql: "SELECT plan, language, title, html FROM publishedReport WHERE wave = ? ORDER BY plan, language",
        arguments: [wave]
      ).compactMap { row in
        Language(rawValue: row["language"]).map {
          PublishedReport(plan: row["plan"], language: $0, title: row["title"], html: row["html"])
        }
      }
    }
  }

  /// Publishes reports of a wave, in place of what was published of the same plans.
  func publish(_ reports: [PublishedReport], of wave: String) throws {
    try database.commit(to: "box.sqlite") { db in
      for plan in Set(reports.map(\.plan)) {
        try db.execute(sql: "DELETE FROM publishedReport WHERE wave = ? AND plan = ?", arguments: [wave, plan])
      }
      for report in reports {
        try db.execute(
          sql: "INSERT INTO publishedReport (wave, plan, language, title, html) VALUES (?, ?, ?, ?, ?)",
          arguments: [wave, report.plan, report.language.rawValue, report.title, report.html])
      }
    }
  }

  // MARK: Emptying

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

  /// Whether the box can be written durably: `synchronous` is FULL, and a file beside it can be written and brought to disk.
  ///
  /// The probe doesn't write to the box itself, in whose log a regular mark would tell when answers came.
  public func probe() throws {
    guard try DurableDatabase.synchronous(database) == 2 else { throw StoreError.notDurable(file: "box.sqlite") }
    guard database is DatabasePool else { return }
    let folder = URL(filePath: database.path).deletingLastPathComponent()
    let file = folder.appending(path: ".probe-\(UInt64.random(in: 0...UInt64.max))")
    defer { try? FileManager.default.removeItem(at: file) }
    try SecretFile.write(Data("probe".utf8), to: file)
  }
}
