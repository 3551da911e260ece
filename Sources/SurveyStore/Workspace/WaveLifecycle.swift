import GRDB
public import SurveyCore

public import struct Foundation.Data
public import struct Foundation.Date

/// The steps of a wave's life that concern both box and office, each safe to repeat after a crash.
///
/// Every step goes into the ledger, and its messages into the outbox, in the transaction of the office's record.
public struct WaveLifecycle: Sendable {
  let box: BoxStore
  let results: ResultsStore
  let receipts: ReceiptSigner
  private let clock: @Sendable () -> Date

  /// Makes the life cycle over a box and results.
  ///
  /// - Parameter receipts: The key that signs the list of counted receipts.
  public init(
    box: BoxStore, results: ResultsStore, receipts: ReceiptSigner, clock: @escaping @Sendable () -> Date = { Date() }
  ) {
    self.box = box
    self.results = results
    self.receipts = receipts
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
      keeperPublicKey: opening.keeperPublicKey)
    try box.prepare(frozen)
    try results.database.commit(to: "results.sqlite") { db in
      try db.execute(
        sql: """
          INSERT INTO wave (id, survey, organisation, mode, languages, opens, closes, keeperPublicKey)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          frozen.id, frozen.surveyText, frozen.organisationText, frozen.mode.rawValue,
          frozen.languages.map(\.rawValue).joined(separator: ","), frozen.opens.timeIntervalSince1970,
          frozen.closes.timeIntervalSince1970, frozen.keeperPublicKey,
        ])
      try note(
        "wave.opened",
        [
          ("wave", frozen.id), ("survey", "\(opening.survey.id)@\(opening.survey.version)"),
          ("mode", frozen.mode.rawValue),
          ("minimum-group", "\(opening.survey.privacy.minimumGroup)"), ("opens", frozen.opens.formatted(.iso8601)),
          ("closes", frozen.closes.formatted(.iso8601)), ("keeper", Crockford.encode(frozen.keeperPublicKey)),
        ], db)
    }
  }

  /// Proves that a holder has the keeper's key, by opening a test record sealed to the wave's public key.
  ///
  /// - Throws: ``StoreError/wrongKey(wave:)``.
  public func prove(_ wave: String, with key: KeeperKey, messages: [OutboxMessage] = []) throws {
    let record = try results.wave(wave)
    try check(key, for: record.served)
    guard !record.served.keeperProven else { return try box.markProven(wave) }
    try results.database.commit(to: "results.sqlite") { db in
      try db.execute(sql: "UPDATE wave SET keeperProven = 1 WHERE id = ?", arguments: [wave])
      try note("key.proven", [("wave", wave)], db)
      try SQLiteOutbox.enqueue(messages, db)
    }
    try box.markProven(wave)
  }

  /// Draws codes for a wave and counts them as printed.
  public func drawCodes(_ count: Int, for wave: String) throws -> [AccessCode] {
    let record = try results.wave(wave)
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
      try note("codes.printed", [("wave", wave), ("count", "\(count)")], db)
    }
    return try box.drawCodes(count, for: wave)
  }

  /// Closes a wave: no answer is acknowledged after it.
  public func close(_ wave: String, messages: [OutboxMessage] = []) throws {
    let record = try results.wave(wave)
    try box.close(wave)
    guard !record.served.isClosed else { return }
    try results.database.commit(to: "results.sqlite") { db in
      try db.execute(sql: "UPDATE wave SET closed = 1 WHERE id = ?", arguments: [wave])
      try note("wave.closed", [("wave", wave)], db)
      try SQLiteOutbox.enqueue(messages, db)
    }
  }

  /// Deletes a wave's answers and comments. What was released stays in the ledger.
  public func delete(_ wave: String) throws {
    let record = try results.wave(wave)
    guard !record.isDeleted else { return }
    try box.close(wave)
    try results.database.erase(from: "results.sqlite") { db in
      for table in ["resultColumn", "comment", "countedReceipt"] {
        try db.execute(sql: "DELETE FROM \(table) WHERE wave = ?", arguments: [wave])
      }
      try db.execute(sql: "UPDATE wave SET deleted = 1, closed = 1 WHERE id = ?", arguments: [wave])
      try note("wave.deleted", [("wave", wave)], db)
    }
    try box.empty(wave)
    try results.database.scrub("results.sqlite")
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
  func note(_ kind: String, _ facts: [(String, String)], _ db: Database) throws {
    let body = "{" + facts.map { "\"\($0)\":\"\($1)\"" }.joined(separator: ",") + "}"
    try Ledger.append(kind: kind, body: body, at: clock(), key: results.key, db)
  }

  var now: Date { clock() }
}
