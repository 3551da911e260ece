import Dispatch
import GRDB
import SurveyCore
import Synchronization

import struct Foundation.Data
import struct Foundation.Date
import class Foundation.Thread

/// Notes durably that passes are handed out: whatever is waiting goes into one transaction, in shuffled order, as in the box.
///
/// An unknown invitation takes the same way as a used one, so that the time of the reply doesn't tell them apart.
final class PassIssuing: Sendable {
  /// A blinded value for a row; nil where the invitation leads to none.
  private struct Request {
    let blinded: Data
    let row: UInt32?
    let wave: String
    let passKey: Data
    let reply: CheckedContinuation<PassDeskError?, Never>
  }

  private struct Queue {
    var waiting: [Request] = []
    var isDraining = false
  }

  /// How many requests may wait before the desk says that it is busy.
  static let limit = 1_024

  /// How many requests a transaction doesn't wait for more.
  private static let enough = 16
  /// How long a transaction waits for more requests, in seconds.
  private static let pause = 0.002

  private let database: any DatabaseWriter
  private let clock: @Sendable () -> Date
  private let queue = Mutex(Queue())
  private let drains = DispatchQueue(label: "desk.group-commit", qos: .userInitiated)

  init(database: any DatabaseWriter, clock: @escaping @Sendable () -> Date) {
    self.database = database
    self.clock = clock
  }

  /// Notes that the pass of a row is handed out for a blinded value, durable when this returns.
  func note(_ blinded: Data, for row: UInt32?, in wave: String, passKey: Data) async throws(PassDeskError) {
    let refusal: PassDeskError? = await withCheckedContinuation { reply in
      let request = Request(blinded: blinded, row: row, wave: wave, passKey: passKey, reply: reply)
      enum Next { case refuse, wait, drain }
      let next: Next = queue.withLock { queue in
        guard queue.waiting.count < Self.limit else { return .refuse }
        queue.waiting.append(request)
        guard !queue.isDraining else { return .wait }
        queue.isDraining = true
        return .drain
      }
      switch next {
      case .refuse: reply.resume(returning: .busy)
      case .wait: break
      case .drain: drains.async { self.drain() }
      }
    }
    if let refusal { throw refusal }
  }

  private func drain() {
    while true {
      if queue.withLock({ $0.waiting.count }) < Self.enough { Thread.sleep(forTimeInterval: Self.pause) }
      var batch = queue.withLock { queue in
        let batch = queue.waiting
        queue.waiting = []
        if batch.isEmpty { queue.isDraining = false }
        return batch
      }
      if batch.isEmpty { return }
      batch.shuffle()
      for (request, refusal) in zip(batch, commit(batch)) { request.reply.resume(returning: refusal) }
    }
  }

  /// One transaction for the batch; when it fails, nothing of the batch was handed out.
  private func commit(_ batch: [Request]) -> [PassDeskError?] {
    do {
      return try database.write { db in
        let now = clock().timeIntervalSince1970
        let handOut = try db.cachedStatement(
          sql: """
            UPDATE roster SET blinded = :blinded, handedOut = 1
            WHERE wave = :wave AND row = :row AND (handedOut = 0 OR blinded = :blinded)
            """)
        return try batch.map { request in
          if let obstacle = try Self.obstacle(to: request, at: now, db) { return obstacle }
          try handOut.execute(
            arguments: ["blinded": request.blinded, "wave": request.wave, "row": request.row.map(Int64.init) ?? -1])
          if db.changesCount == 1 { return nil }
          return request.row == nil ? .unknownInvitation : .handedOut
        }
      }
    } catch {
      return batch.map { _ in .notWritten }
    }
  }

  /// What stands in the way, read in the transaction that hands out.
  private static func obstacle(to request: Request, at now: Double, _ db: Database) throws -> PassDeskError? {
    let row = try Row.fetchOne(
      try db.cachedStatement(sql: "SELECT opens, closes, closed, passKey FROM wave WHERE id = ?"),
      arguments: [request.wave])
    guard let row else { return .unknownWave }
    if row["closed"] as Bool || now >= row["closes"] as Double { return .closed }
    if now < row["opens"] as Double { return .notOpen }
    return request.passKey == row["passKey"] as Data ? nil : .busy
  }
}
