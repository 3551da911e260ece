import Dispatch
import SurveyCore
import Synchronization

import struct Foundation.Data

/// Decrypts a wave's sealed records on all cores and shuffles ratings and comments, each on its own.
struct BoxOpening {
  /// What a box held: ratings in shuffled order, and the comments that were written, per comment item, in shuffled order.
  struct Opened {
    /// One record after another, each of the layout's size.
    let records: [UInt8]
    /// The comments per comment item, empty ones left out.
    let comments: [[CommentRecord]]
  }

  let box: BoxStore
  let wave: ServedWave
  let unsealer: Unsealer
  let progress: @Sendable (Int, Int) -> Void

  private static let batchSize = 2_048

  func open(answers count: Int) throws -> Opened {
    let layout = ColumnLayout(wave.survey)
    let total = count * (1 + layout.commentItems.count)
    let size = layout.recordSize
    var places = Array(0..<count)
    places.shuffle()
    var records = [UInt8](repeating: 0, count: count * size)
    var done = 0
    try box.forEachBatch(of: 0, in: wave.id, size: Self.batchSize) { batch in
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
      try box.forEachBatch(of: part + 1, in: wave.id, size: Self.batchSize) { batch in
        written += try decrypt(batch) { plain in
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
    return Opened(records: records, comments: comments)
  }

  /// Opens a batch in parallel, keeping its order.
  private func decrypt<Value: Sendable>(_ batch: [Data], _ read: @Sendable (Data) throws -> Value) throws -> [Value] {
    let chunk = 64
    let chunks = (batch.count + chunk - 1) / chunk
    let opened = Mutex<[Int: [Value]]>([:])
    let failed = Mutex(false)
    DispatchQueue.concurrentPerform(iterations: chunks) { index in
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
