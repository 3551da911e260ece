import Dispatch
import GRDB
public import SurveyCore
import Synchronization

import struct Foundation.Data

/// Turns a closed wave's sealed box into results, once.
extension WaveLifecycle {
  /// The steps of unsealing, in order; a crash after any of them can be repeated.
  public enum UnsealingStep: Sendable, Hashable, CaseIterable {
    case closed, verified, decrypted, written, emptied
  }

  /// Unseals a closed wave: verifies the counts, decrypts on all cores, separates ratings and comments, shuffles each, writes everything
  /// in one transaction, and only then empties the box in place.
  ///
  /// - Parameters:
  ///   - messages: What is told if the wave had not been closed by command.
  ///   - progress: Called with the number of records opened and the number of all, from several threads.
  ///   - deciding: Told how much of what may be shown is decided.
  ///   - after: Called after each step; tests throw here to see that a crash can be repeated.
  /// - Returns: How many people answered.
  /// - Throws: ``StoreError`` when the wave isn't closed, the key is another wave's, counts differ or a record is damaged; nothing is
  ///   changed then.
  /// - Complexity: O(*answers*), with memory for the ratings and the comments that were written.
  @discardableResult
  public func unseal(
    _ wave: String, with key: KeeperKey, messages: [OutboxMessage] = [],
    progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in },
    deciding: @escaping @Sendable (_ done: Int, _ all: Int) -> Void = { _, _ in },
    after: (UnsealingStep) throws -> Void = { _ in }
  ) throws -> Int {
    let record = try results.wave(wave)
    if record.isDeleted { throw StoreError.wrongState(wave: wave, why: "its answers were deleted.") }
    try refuseImported(record)
    try check(key, for: record.served)
    if let respondents = record.respondents {
      if !record.isBoxEmptied { try emptyBox(wave, after: after) }
      return respondents
    }
    guard record.stage(at: now) == .closed else {
      throw StoreError.wrongState(
        wave: wave, why: "it isn't closed yet. Wait for its closing date, or run 'survey-cli wave close \(wave)'.")
    }
    try close(wave, messages: messages)
    try after(.closed)
    let count = try verifyCounts(of: record)
    try after(.verified)
    let opening = BoxOpening(
      box: box, wave: record.served, unsealer: Unsealer(key: key, wave: wave), progress: progress)
    let opened = try opening.open(answers: count)
    try after(.decrypted)
    let written = try write(opened, of: record, answers: count, deciding: deciding)
    try after(.written)
    try emptyBox(wave, after: after)
    return written
  }

  /// Checks that the box holds one ciphertext of each part per spent right, and no more spent rights than codes.
  private func verifyCounts(of record: WaveRecord) throws -> Int {
    let wave = record.served.id
    if try box.countedList(of: wave) != nil {
      throw StoreError.countsDiffer(
        wave: wave,
        why:
          "the box was emptied by an unsealing that these results don't know. Restore results.sqlite from a later backup."
      )
    }
    let sealed = try box.sealedCounts(of: wave)
    let (codes, spent) = try box.counts(of: wave)
    let parts = 1 + ColumnLayout(record.served.survey).commentItems.count
    for part in 0..<parts where sealed[part, default: 0] != spent {
      let what = part == 0 ? "sealed answers" : "sealed comments of item \(part)"
      throw StoreError.countsDiffer(
        wave: wave,
        why:
          "\(sealed[part, default: 0]) \(what), but \(spent) spent rights. Somebody added or removed records; compare with a backup."
      )
    }
    if let extra = sealed.keys.first(where: { $0 >= parts }) {
      throw StoreError.countsDiffer(
        wave: wave, why: "the box holds records of a part \(extra) that the survey doesn't have.")
    }
    if record.served.mode == .code {
      guard codes <= record.codesPrinted else {
        throw StoreError.countsDiffer(
          wave: wave, why: "the box knows \(codes) codes, but only \(record.codesPrinted) were printed.")
      }
      guard spent <= codes else {
        throw StoreError.countsDiffer(
          wave: wave, why: "\(spent) rights are spent, but only \(codes) codes were printed.")
      }
    }
    return spent
  }

  /// Writes results, receipts, ledger entry and what may ever be shown of them in one transaction that does nothing when it was done
  /// before.
  ///
  /// - Returns: How many people answered: what is written now, or what was written before.
  private func write(
    _ opened: BoxOpening.Opened, of record: WaveRecord, answers: Int,
    deciding: @escaping @Sendable (_ done: Int, _ all: Int) -> Void
  ) throws -> Int {
    let wave = record.served.id
    let table = ResponseTable(
      survey: record.served.survey, organisation: record.served.organisation, records: opened.records)
    let receipts = try box.receipts(of: wave)
    guard receipts.count == answers else {
      throw StoreError.countsDiffer(wave: wave, why: "\(answers) answers, but \(receipts.count) receipts.")
    }
    let units = CommentUnits(table)
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
            arguments: [wave, item, number, units.kept(comment.unit), comment.text])
        }
      }
      let keep = try db.makeStatement(sql: "INSERT INTO countedReceipt (wave, receipt) VALUES (?, ?)")
      for receipt in receipts { try keep.execute(arguments: [wave, receipt]) }
      try db.execute(sql: "UPDATE wave SET respondents = ? WHERE id = ?", arguments: [answers, wave])
      try note("wave.unsealed", [("wave", wave), ("answers", "\(answers)")], db)
      try Decisions.append(gate, of: wave, at: now, key: results.key, db)
      return answers
    }
  }

  private func emptyBox(_ wave: String, after: (UnsealingStep) throws -> Void) throws {
    let counted = try CountedList.text(wave: wave, receipts: try results.receipts(of: wave), signer: receipts)
    try box.empty(wave, publishing: counted)
    try results.database.commit(to: "results.sqlite") { db in
      try db.execute(sql: "UPDATE wave SET boxEmptied = 1 WHERE id = ?", arguments: [wave])
      try note("box.emptied", [("wave", wave)], db)
    }
    try after(.emptied)
  }
}
