import GRDB
import SurveyCore

public import Foundation

/// The office's side of unsealing: it needs the results and no box, so that answers can also come from the keeper's own machine.
public struct Office: Sendable {
  let results: ResultsStore
  let clock: @Sendable () -> Date

  /// Makes the office of a workspace.
  public init(results: ResultsStore, clock: @escaping @Sendable () -> Date = { Date() }) {
    self.results = results
    self.clock = clock
  }

  /// Writes results, receipts, ledger entry and what may ever be shown of them in one transaction that does nothing when it was done
  /// before.
  ///
  /// - Parameters:
  ///   - box: The SHA-256 of the exported box from which the answers were received; nil where they were opened here.
  ///   - minutes: What the desk states about the wave, in waves of mode `pass`; kept in the ledger.
  ///   - deciding: Called with the number of groups decided about and the number of all.
  /// - Returns: How many people answered: what is written now, or what was written before.
  func write(
    _ opened: UnsealedWave, of record: WaveRecord, receivedFrom box: String? = nil, minutes: DeskMinutes? = nil,
    deciding: @escaping @Sendable (_ done: Int, _ all: Int) -> Void = { _, _ in }
  ) throws -> Int {
    let wave = record.served.id
    let table = ResponseTable(
      survey: record.served.survey, organisation: record.served.organisation, records: opened.records)
    let gate = DisclosureGate(responses: table, progress: deciding)
    return try results.database.commit(to: "results.sqlite") { db in
      let row = try Row.fetchOne(db, sql: "SELECT respondents, deleted FROM wave WHERE id = ?", arguments: [wave])
      if row?["deleted"] == true { throw StoreError.wrongState(wave: wave, why: "its answers were deleted.") }
      if let before = row?["respondents"] as Int? { return before }
      try ResultColumns.write(table, of: wave, db)
      for (item, comments) in zip(table.layout.commentItems, opened.comments) {
        for (number, comment) in comments.enumerated() {
          try db.execute(
            sql: "INSERT INTO comment (wave, item, number, unit, text) VALUES (?, ?, ?, ?, ?)",
            arguments: [wave, item, number, comment.unit, comment.text])
        }
      }
      let keep = try db.makeStatement(sql: "INSERT INTO countedReceipt (wave, receipt) VALUES (?, ?)")
      for receipt in opened.receipts { try keep.execute(arguments: [wave, receipt]) }
      try db.execute(
        sql: "UPDATE wave SET respondents = ?, paperAnswers = ? WHERE id = ?",
        arguments: [opened.answers, opened.paper, wave])
      if let box { try note("results.received", [("wave", wave), ("box", box)], db) }
      if let minutes { try note("desk.minutes", minutes.facts, db) }
      try note("wave.unsealed", [("wave", wave), ("answers", "\(opened.answers)")], db)
      try Decisions.append(gate, of: wave, at: clock(), key: results.key, db)
      return opened.answers
    }
  }

  /// Appends an operator's action to the ledger.
  @discardableResult
  func note(_ kind: String, _ facts: [(String, String)], _ db: Database) throws -> LedgerEntry {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let body = try encoder.encode(Dictionary(uniqueKeysWithValues: facts))
    return try Ledger.append(
      kind: kind, body: String(decoding: body, as: UTF8.self), at: clock(), key: results.key, db)
  }
}

extension DeskMinutes {
  /// The numbers, as the ledger keeps them.
  fileprivate var facts: [(String, String)] {
    [
      ("wave", wave), ("key", Base64URL.encode(keyID)), ("roster", "\(roster)"), ("passes", "\(passes)"),
      ("slips-printed", "\(slips.printed)"), ("slips-handed-out", "\(slips.handedOut)"),
      ("slips-void", "\(slips.void)"),
      ("signing-key-destroyed", isSigningKeyDestroyed ? "yes" : "no"),
    ]
  }
}
