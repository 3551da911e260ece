import GRDB
public import SurveyCore

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
    try refuseApart(record)
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
    let sealed = try sealedWave(wave)
    let minutes = try minutes(of: record)
    let spent = try BoxVerification.verify(
      sealed, of: record.served, printed: record.codesPrinted, minutes: minutes)
    try after(.verified)
    let opening = BoxOpening(
      sealed: sealed, wave: record.served, unsealer: Unsealer(key: key, wave: wave), progress: progress)
    let opened = try opening.open(spent)
    try after(.decrypted)
    let written = try office.write(opened, of: record, minutes: minutes, deciding: deciding)
    try after(.written)
    try emptyBox(wave, after: after)
    return written
  }

  /// What the desk states about a wave of mode `pass`, where the desk is in the same workspace.
  func minutes(of record: WaveRecord) throws -> DeskMinutes? {
    guard record.served.mode == .pass else { return nil }
    return try desk?.minutes(of: record.served.id)
  }

  /// What the box holds of a wave that wasn't unsealed.
  ///
  /// - Throws: ``StoreError/countsDiffer(wave:why:)`` when the box was emptied by an unsealing that the results don't know.
  func sealedWave(_ wave: String) throws -> BoxedWave {
    guard try box.countedList(of: wave) == nil else {
      throw StoreError.countsDiffer(
        wave: wave,
        why:
          "the box was emptied by an unsealing that these results don't know. Restore results.sqlite from a later backup."
      )
    }
    return BoxedWave(box: box, wave: wave)
  }

  /// Empties the box after its answers were written, and publishes the list of what was counted.
  func emptyBox(_ wave: String, after: (UnsealingStep) throws -> Void = { _ in }) throws {
    let counted = try CountedList.text(wave: wave, receipts: try results.receipts(of: wave), signer: receipts)
    try box.empty(wave, publishing: counted)
    try results.database.commit(to: "results.sqlite") { db in
      try db.execute(sql: "UPDATE wave SET boxEmptied = 1 WHERE id = ?", arguments: [wave])
      try note(
        "box.emptied",
        [("wave", wave), ("keeper-key", "to be destroyed now, with all copies, shares and exported boxes")],
        db)
    }
    try after(.emptied)
  }
}
