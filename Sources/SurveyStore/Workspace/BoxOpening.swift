import Dispatch
import SurveyCore
import Synchronization

import struct Foundation.Data

/// Decrypts a wave's sealed records on all cores and shuffles ratings and comments, each on its own.
struct BoxOpening {
  let sealed: any SealedWave
  let wave: ServedWave
  let unsealer: Unsealer
  let progress: @Sendable (Int, Int) -> Void

  private static let batchSize = 2_048

  /// Opens the wave.
  ///
  /// - Parameter spent: The rights under which answers were sent, one per answer.
  func open(_ spent: [SpentRight]) throws -> UnsealedWave {
    let count = spent.count
    let layout = ColumnLayout(wave.survey)
    let total = count * (1 + layout.commentItems.count)
    let size = layout.recordSize
    var places = Array(0..<count)
    places.shuffle()
    var records = [UInt8](repeating: 0, count: count * size)
    var done = 0
    try sealed.forEachBatch(of: 0, size: Self.batchSize) { batch in
      for (offset, record) in try decrypt(batch, { $0 }).enumerated() {
        guard record.count == size, done + offset < count else { throw StoreError.damagedRecord(wave: wave.id) }
        let start = places[done + offset] * size
        records.replaceSubrange(start..<start + size, with: record)
      }
      done += batch.count
      progress(done, total)
    }
    guard done == count else { throw StoreError.damagedRecord(wave: wave.id) }
    var comments: [[CommentRecord]] = []
    for part in layout.commentItems.indices {
      var written: [CommentRecord] = []
      try sealed.forEachBatch(of: part + 1, size: Self.batchSize) { batch in
        written += try decrypt(batch) { [wave] plain in
          guard let comment = CommentRecord(padded: plain) else { throw StoreError.damagedRecord(wave: wave.id) }
          return comment.text.isEmpty ? nil : comment
        }.compactMap { $0 }
        done += batch.count
        progress(done, total)
      }
      guard done == (part + 2) * count else { throw StoreError.damagedRecord(wave: wave.id) }
      written.shuffle()
      comments.append(written)
    }
    let units = CommentUnits(
      ResponseTable(survey: wave.survey, organisation: wave.organisation, records: records))
    return UnsealedWave(
      answers: count, paper: try sealed.paperAnswers(), records: records,
      comments: comments.map { $0.map { CommentRecord(unit: units.kept($0.unit), text: $0.text) } },
      receipts: spent.map(\.receipt).sorted())
  }

  /// Opens a batch in parallel, keeping its order.
  private func decrypt<Value: Sendable>(_ batch: [Data], _ read: @Sendable (Data) throws -> Value) throws -> [Value] {
    let chunk = 64
    let chunks = (batch.count + chunk - 1) / chunk
    let opened = Mutex<[Int: [Value]]>([:])
    let failed = Mutex(false)
    DispatchQueue.concurrentPerform(iterations: chunks) { [unsealer] index in
      let range = index * chunk..<min((index + 1) * chunk, batch.count)
      do {
        let values = try batch[range].map { try read(try unsealer.open($0)) }
        opened.withLock { $0[index] = values }
      } catch {
        failed.withLock { $0 = true }
      }
    }
    if failed.withLock({ $0 }) { throw StoreError.damagedRecord(wave: wave.id) }
    let values = opened.withLock { $0 }
    return (0..<chunks).flatMap { values[$0] ?? [] }
  }
}
