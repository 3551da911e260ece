import GRDB
public import SurveyCore

public import Foundation

/// Unsealing on the keeper's own machine: the sealed box goes out, the results come back, and the key never touches the server.
extension WaveLifecycle {
  /// Writes a closed wave's box, sealed, into a file for the keeper's machine. The box stays as it is.
  ///
  /// - Parameter messages: What is told if the wave had not been closed by command.
  /// - Returns: How many people answered.
  /// - Throws: ``StoreError`` when the wave isn't closed, has results already, or its counts differ.
  public func export(_ wave: String, to url: URL, messages: [OutboxMessage] = []) throws -> Int {
    let record = try results.wave(wave)
    if record.isDeleted { throw StoreError.wrongState(wave: wave, why: "its answers were deleted.") }
    try refuseImported(record)
    if record.respondents != nil {
      throw StoreError.wrongState(wave: wave, why: "it is unsealed already, so there is nothing to export.")
    }
    guard record.stage(at: now) == .closed else {
      throw StoreError.wrongState(
        wave: wave,
        why:
          "it isn't closed yet, so it can't be exported. Wait for its closing date, or run 'survey-cli wave close \(wave)'."
      )
    }
    try close(wave, messages: messages)
    let sealed = try sealedWave(wave)
    let spent = try BoxVerification.verify(
      sealed, of: record.served, printed: record.codesPrinted, minutes: try minutes(of: record))
    let digest = try ExportedBox.write(
      sealed, spent, wave: try results.frozen(wave), codesPrinted: record.codesPrinted, signer: receipts, to: url)
    try results.database.commit(to: "results.sqlite") { db in
      try note("box.exported", [("wave", wave), ("answers", "\(spent.count)"), ("box", digest.hexadecimal)], db)
    }
    return spent.count
  }

  /// Takes over the results that the keeper's machine wrote, as ``unseal(_:with:messages:progress:after:)`` does with what it opened itself,
  /// then empties the box. What a crash left undone is finished when it runs again.
  ///
  /// - Parameter after: Called after each step; tests throw here to see that a crash can be repeated.
  /// - Returns: How many people answered.
  /// - Throws: ``StoreError`` when the file isn't of this wave's box and definition; nothing is changed then.
  @discardableResult
  public func receive(_ file: ResultsFile, after: (UnsealingStep) throws -> Void = { _ in }) throws -> Int {
    let record = try office.record(for: file)
    let wave = record.served.id
    guard file.isVouchedFor(by: ExportedBox.challenge(of: wave, signer: receipts)) else {
      throw StoreError.notVouched(wave: wave)
    }
    let minutes = try minutes(of: record)
    if record.respondents == nil {
      try after(.closed)
      let sealed = try sealedWave(wave)
      let spent = try BoxVerification.verify(
        sealed, of: record.served, printed: record.codesPrinted, minutes: minutes)
      guard spent.map(\.receipt).sorted() == file.opened.receipts else {
        throw StoreError.otherReceipts(wave: wave)
      }
      try after(.verified)
    }
    let written = try office.write(file, minutes: minutes)
    try after(.written)
    if try !results.wave(wave).isBoxEmptied { try emptyBox(wave, after: after) }
    return written
  }
}

extension Office {
  /// Takes over results where the box is on another machine.
  ///
  /// - Parameter minutes: What the desk states, in waves of mode `pass`: no more answers count than it handed out rights.
  public func receive(_ file: ResultsFile, minutes: DeskMinutes? = nil) throws -> Int {
    let record = try record(for: file)
    if record.served.mode == .pass, record.respondents == nil {
      guard let minutes else {
        throw StoreError.wrongState(
          wave: file.wave,
          why:
            "its passes were handed out at a desk. Give the desk's minutes with --minutes FILE; there: survey-cli desk minutes \(file.wave) --out FILE"
        )
      }
      try BoxVerification.verify(minutes, of: record.served)
      guard file.opened.answers <= minutes.rights else {
        throw StoreError.countsDiffer(
          wave: file.wave,
          why: "\(file.opened.answers) answers, but the desk handed out only \(minutes.rights) passes and slips.")
      }
    }
    return try write(file, minutes: minutes)
  }

  /// The wave that the results belong to.
  ///
  /// - Throws: ``StoreError`` when there is none, it isn't closed, or its definition is another.
  func record(for file: ResultsFile) throws -> WaveRecord {
    let record = try results.wave(file.wave)
    let wave = record.served.id
    if record.isDeleted { throw StoreError.wrongState(wave: wave, why: "its answers were deleted.") }
    guard !record.isImported, record.stage(at: clock()) == .closed || record.respondents != nil else {
      throw StoreError.wrongState(wave: wave, why: "it isn't closed, so it can have no results yet.")
    }
    let frozen = try results.frozen(wave)
    let layout = ColumnLayout(record.served.survey)
    guard
      file.summary.definition
        == ResultsFile.definitionDigest(survey: frozen.surveyText, organisation: frozen.organisationText),
      file.opened.records.count == file.opened.answers * layout.recordSize,
      file.opened.comments.count == layout.commentItems.count
    else {
      throw StoreError.wrongState(
        wave: wave, why: "the results are of another wave with this name: their survey or unit tree differs.")
    }
    if let respondents = record.respondents,
      try respondents != file.opened.answers
        || results.receipts(of: wave) != file.opened.receipts
    {
      throw StoreError.wrongState(wave: wave, why: "it has other results already. Nothing was changed.")
    }
    return record
  }

  /// Writes received results, once.
  func write(_ file: ResultsFile, minutes: DeskMinutes?) throws -> Int {
    try write(file.opened, of: try results.wave(file.wave), receivedFrom: file.summary.box, minutes: minutes)
  }
}

extension BoxStore {
  /// Writes a closed wave's box, sealed, into a file for the keeper's machine, where the office is on another. The box stays as it is.
  ///
  /// - Returns: How many people answered.
  /// - Throws: ``StoreError`` when the wave isn't closed, has results already, or its counts differ.
  public func export(_ wave: String, to url: URL, receipts signer: TextSigner, now: Date = Date()) throws -> Int {
    let served = try self.wave(wave)
    guard try countedList(of: wave) == nil else {
      throw StoreError.wrongState(wave: wave, why: "it is unsealed already, so there is nothing to export.")
    }
    guard served.availability(at: now) == .closed else {
      throw StoreError.wrongState(
        wave: wave,
        why:
          "it isn't closed yet, so it can't be exported. Wait for its closing date, or run 'survey-cli box close \(wave)'."
      )
    }
    try close(wave)
    let sealed = BoxedWave(box: self, wave: wave)
    let spent = try BoxVerification.verify(sealed, of: served, printed: nil)
    _ = try ExportedBox.write(
      sealed, spent, wave: try frozen(wave), codesPrinted: try sealed.codes().count, signer: signer, to: url)
    return spent.count
  }

  /// Empties a wave whose results arrived at an office on another machine, and publishes the list of what was counted.
  ///
  /// - Returns: How many people answered.
  /// - Throws: ``StoreError`` when the file wasn't made from this box; nothing is changed then.
  public func finish(_ file: ResultsFile, receipts signer: TextSigner) throws -> Int {
    let served = try wave(file.wave)
    guard file.isVouchedFor(by: ExportedBox.challenge(of: served.id, signer: signer)) else {
      throw StoreError.notVouched(wave: served.id)
    }
    if try countedList(of: served.id) == nil {
      guard served.isClosed, try spentRights(of: served.id).map(\.receipt).sorted() == file.opened.receipts else {
        throw StoreError.otherReceipts(wave: served.id)
      }
      let list = try CountedList.text(wave: served.id, receipts: file.opened.receipts, signer: signer)
      try empty(served.id, publishing: list)
    }
    return file.opened.answers
  }
}

extension StoreError {
  fileprivate static func notVouched(wave: String) -> StoreError {
    .countsDiffer(
      wave: wave,
      why:
        "the results weren't written by somebody who opened this workspace's exported box with the keeper's key. Unseal the exported box anew."
    )
  }

  fileprivate static func otherReceipts(wave: String) -> StoreError {
    .countsDiffer(
      wave: wave, why: "the receipts of the results aren't those of the box. Export and unseal the box anew.")
  }
}
