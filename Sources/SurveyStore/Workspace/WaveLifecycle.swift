import GRDB
public import SurveyCore

public import Foundation

/// The steps of a wave's life that concern both box and office, each safe to repeat after a crash.
///
/// Every step goes into the ledger, and its messages into the outbox, in the transaction of the office's record.
public struct WaveLifecycle: Sendable {
  let box: BoxStore
  let results: ResultsStore
  let receipts: TextSigner
  /// Where passes are handed out, if it is in the same workspace.
  let desk: DeskStore?
  private let clock: @Sendable () -> Date

  /// Makes the life cycle over a box and results.
  ///
  /// - Parameters:
  ///   - receipts: The key that signs the list of counted receipts.
  ///   - desk: Where passes are handed out, if it is in the same workspace.
  public init(
    box: BoxStore, results: ResultsStore, receipts: TextSigner, desk: DeskStore? = nil,
    clock: @escaping @Sendable () -> Date = { Date() }
  ) {
    self.box = box
    self.results = results
    self.receipts = receipts
    self.desk = desk
    self.clock = clock
  }

  /// Refuses an opening that can't be carried out.
  ///
  /// - Returns: The workspace's unit tree.
  /// - Throws: ``StoreError/cannotOpen(_:)`` with every reason, ``StoreError/waveExists(_:)``.
  @discardableResult
  public func check(_ opening: WaveOpening, in workspace: Workspace) throws -> (tree: Organisation, text: String)? {
    let organisation = try workspace.organisation()
    let problems = opening.problems(in: workspace.configuration, organisation: organisation?.tree, now: clock())
    guard problems.isEmpty else { throw StoreError.cannotOpen(problems) }
    if try results.waves().contains(where: { $0.served.id == opening.name }) {
      throw StoreError.waveExists(opening.name)
    }
    return organisation
  }

  /// Freezes a wave: survey, minimum groups, unit tree, mode, dates and keeper can't change after this.
  ///
  /// The wave takes answers from its opening date, once the keeper's key is proven (``prove(_:with:messages:)``).
  ///
  /// - Throws: ``StoreError/cannotOpen(_:)`` with every reason, ``StoreError/waveExists(_:)``.
  public func open(_ opening: WaveOpening, in workspace: Workspace) throws {
    let organisation = try check(opening, in: workspace)
    let usesUnits = opening.survey.attributes.contains { if case .unit = $0.kind { true } else { false } }
    let frozen = FrozenWave(
      id: opening.name, surveyText: opening.surveyText, organisationText: usesUnits ? organisation?.text : nil,
      mode: opening.mode, languages: opening.languages, opens: opening.opens, closes: opening.closes,
      passKey: opening.passKey?.derRepresentation, keeper: opening.keeper)
    try box.prepare(frozen)
    try results.database.commit(to: "results.sqlite") { db in
      try frozen.insert(db)
      try db.execute(
        sql: "UPDATE wave SET apart = ?, series = ? WHERE id = ?",
        arguments: [opening.isApart, opening.series, frozen.id])
      try note(
        "wave.opened",
        [
          ("wave", frozen.id), ("survey", "\(opening.survey.id)@\(opening.survey.version)"),
          ("mode", frozen.mode.rawValue),
          ("minimum-group", "\(opening.survey.privacy.minimumGroup)"), ("opens", frozen.opens.formatted(.iso8601)),
          ("closes", frozen.closes.formatted(.iso8601)), ("keeper", Crockford.encode(frozen.keeper.key)),
        ]
          + (frozen.keeper.sharing.map { [("keepers", "\($0.count)"), ("needed", "\($0.needed)")] } ?? []), db)
    }
  }

  /// Proves that holders have the keeper's key, by opening a test record sealed to the wave's public key.
  ///
  /// Of a split key, the shares that took part are noted; the wave doesn't open before all were, in one call or several.
  ///
  /// - Parameter messages: What is told when the proof is complete.
  /// - Throws: ``StoreError/wrongKey(wave:)``, ``StoreError/otherSharing(wave:split:)``.
  public func prove(_ wave: String, with presented: PresentedKey, messages: [OutboxMessage] = []) throws {
    let record = try results.wave(wave)
    try refuseImported(record)
    try check(presented.key, for: record.served)
    // The box first: it refuses when it holds another key than the one that was shown.
    try box.markProven(wave, by: presented)
    try results.database.commit(to: "results.sqlite") { db in
      guard let shares = try KeeperColumns.note(presented, of: wave, db) else { return }
      let numbers = shares.map(String.init).joined(separator: ",")
      try note("key.proven", [("wave", wave)] + (shares.isEmpty ? [] : [("shares", numbers)]), db)
      let isProven = try Bool.fetchOne(db, sql: "SELECT keeperProven FROM wave WHERE id = ?", arguments: [wave])
      if isProven == true { try SQLiteOutbox.enqueue(messages, db) }
    }
  }

  /// Proves a whole key.
  public func prove(_ wave: String, with key: KeeperKey) throws { try prove(wave, with: PresentedKey(key)) }

  /// Draws codes for a wave and counts them as printed.
  ///
  /// - Parameter paper: Whether they are for sheets of paper that the office types in, which are counted apart.
  public func drawCodes(_ count: Int, for wave: String, paper: Bool = false) throws -> [AccessCode] {
    let record = try results.wave(wave)
    try refuseImported(record)
    guard record.served.mode == .code else {
      throw StoreError.wrongState(
        wave: wave, why: "it is in mode \(record.served.mode.rawValue), in which codes don't count.")
    }
    guard record.stage(at: clock()) != .closed, record.respondents == nil, !record.isDeleted else {
      throw StoreError.wrongState(wave: wave, why: "it is closed, so a new code could not be used.")
    }
    // Counted before they exist: a crash in between leaves codes unprinted, never uncounted.
    try results.database.commit(to: "results.sqlite") { db in
      try db.execute(sql: "UPDATE wave SET codesPrinted = codesPrinted + ? WHERE id = ?", arguments: [count, wave])
      try note("codes.printed", [("wave", wave), ("count", "\(count)")] + (paper ? [("for", "paper")] : []), db)
    }
    return try box.drawCodes(count, for: wave, paper: paper)
  }

  /// Closes a wave: no answer is acknowledged after it.
  public func close(_ wave: String, messages: [OutboxMessage] = []) throws {
    let record = try results.wave(wave)
    try refuseImported(record)
    if !record.isApart {
      try box.close(wave)
      if record.served.mode == .pass { try desk?.close(wave) }
    }
    guard !record.served.isClosed else { return }
    try results.database.commit(to: "results.sqlite") { db in
      try db.execute(sql: "UPDATE wave SET closed = 1 WHERE id = ?", arguments: [wave])
      try note("wave.closed", [("wave", wave)], db)
      try SQLiteOutbox.enqueue(messages, db)
    }
  }

  /// The steps of deleting, in order; a crash after any of them can be repeated.
  public enum DeletionStep: Sendable, Hashable, CaseIterable {
    case deleted, boxEmptied, scrubbed
  }

  /// Deletes a wave's answers and comments, and what is left of them in free pages and logs. What was released stays in the ledger.
  ///
  /// - Parameter after: Called after each step; tests throw here to see that a crash can be repeated.
  /// - Returns: The certificate, the same each time.
  @discardableResult
  public func delete(_ wave: String, after: (DeletionStep) throws -> Void = { _ in }) throws -> DeletionCertificate {
    let record = try results.wave(wave)
    guard !(record.isDeleted && record.isBoxEmptied) else { return try certificate(of: wave) }
    if record.hasBoxHere { try box.close(wave) }
    if record.hasBoxHere, record.served.mode == .pass { try desk?.eraseRoster(of: wave) }
    if !record.isDeleted { try deleteResults(of: record) }
    try after(.deleted)
    if record.hasBoxHere { try box.empty(wave) }
    try after(.boxEmptied)
    try results.database.scrub("results.sqlite")
    try after(.scrubbed)
    try results.database.commit(to: "results.sqlite") { db in
      try db.execute(sql: "UPDATE wave SET boxEmptied = 1 WHERE id = ?", arguments: [wave])
    }
    return try certificate(of: wave)
  }

  private func certificate(of wave: String) throws -> DeletionCertificate {
    let entry = try results.database.read { try Ledger.last(kind: "wave.deleted", of: wave, $0) }
    guard let entry else {
      throw StoreError.wrongState(
        wave: wave, why: "the ledger has no entry of its deletion. Run 'survey-cli ledger verify'.")
    }
    return try DeletionCertificate(entry, key: results.key)
  }

  private func deleteResults(of record: WaveRecord) throws {
    let (wave, survey) = (record.served.id, record.served.survey)
    try results.database.erase(from: "results.sqlite") { db in
      for table in ["resultColumn", "comment", "commentRelease", "countedReceipt"] {
        try db.execute(sql: "DELETE FROM \(table) WHERE wave = ?", arguments: [wave])
      }
      try db.execute(
        sql: "UPDATE wave SET deleted = 1, closed = 1, boxEmptied = 0 WHERE id = ?", arguments: [wave])
      try note(
        "wave.deleted",
        [("wave", wave), ("survey", "\(survey.id)@\(survey.version)")]
          + (record.respondents.map { [("answers", "\($0)")] } ?? []), db)
    }
  }

  /// The number of answers that may be shown while a wave is open: rounded down to 5, and refreshed at most hourly.
  public func shownCount(of wave: String) throws -> Int {
    let spent = try box.counts(of: wave).spent
    return try results.database.commit(to: "results.sqlite") { db in
      let row = try Row.fetchOne(db, sql: "SELECT shownCount, shownAt FROM wave WHERE id = ?", arguments: [wave])
      guard let row else { return 0 }
      if now.timeIntervalSince1970 < row["shownAt"] + 3_600 { return row["shownCount"] }
      let shown = spent / 5 * 5
      try db.execute(
        sql: "UPDATE wave SET shownCount = ?, shownAt = ? WHERE id = ?",
        arguments: [shown, now.timeIntervalSince1970, wave])
      return shown
    }
  }

  /// Refuses what only waves can do that people answered here.
  func refuseImported(_ record: WaveRecord) throws {
    guard record.isImported else { return }
    throw StoreError.wrongState(
      wave: record.served.id,
      why: "it was imported from a file, so it has no keeper, no codes and no box. Its results are there: report them.")
  }

  /// Refuses what needs the box, where it is on another machine.
  func refuseApart(_ record: WaveRecord) throws {
    guard record.isApart else { return }
    throw StoreError.wrongState(
      wave: record.served.id,
      why:
        "its box is on another machine. Run 'survey-cli box export \(record.served.id)' there and 'survey-cli wave receive' here."
    )
  }

  /// Refuses a key that doesn't belong to the wave, by sealing a test record and opening it.
  func check(_ key: KeeperKey, for wave: ServedWave) throws {
    let test = Data("survey-keeper/v1 proof".utf8)
    let sealed = try Sealer(publicKey: wave.keeperPublicKey, wave: wave.id).seal(test)
    guard let opened = try? Unsealer(key: key, wave: wave.id).open(sealed), opened == test else {
      throw StoreError.wrongKey(wave: wave.id)
    }
  }

  /// Appends an operator's action to the ledger.
  func note(_ kind: String, _ facts: [(String, String)], _ db: Database) throws { try office.note(kind, facts, db) }

  /// The side of the results.
  var office: Office { Office(results: results, clock: clock) }

  var now: Date { clock() }
}
