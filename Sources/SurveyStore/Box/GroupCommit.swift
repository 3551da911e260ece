import Dispatch
import GRDB
import SurveyCore
import Synchronization

import struct Foundation.Date

/// Writes submissions to the box: whatever is waiting goes into one durable transaction, in shuffled order, and is acknowledged after it.
///
/// One fsync then serves many answers, so the rate hardly depends on the disk; and the order within a transaction says nothing.
final class GroupCommit: Sendable {
  private struct Submission {
    let answer: SealedAnswer
    let right: AnsweringRight
    let wave: String
    let reply: CheckedContinuation<Result<Acceptance, AnswerBoxError>, Never>
  }

  private struct Queue {
    var waiting: [Submission] = []
    var isDraining = false
  }

  /// How many submissions may wait before the box says that it is busy.
  static let limit = 2_048

  private let database: any DatabaseWriter
  private let clock: @Sendable () -> Date
  private let queue = Mutex(Queue())
  private let drains = DispatchQueue(label: "box.group-commit", qos: .userInitiated)

  init(database: any DatabaseWriter, clock: @escaping @Sendable () -> Date) {
    self.database = database
    self.clock = clock
  }

  func submit(
    _ answer: SealedAnswer, under right: AnsweringRight, in wave: String
  ) async throws(AnswerBoxError) -> Acceptance {
    let result: Result<Acceptance, AnswerBoxError> = await withCheckedContinuation { reply in
      let submission = Submission(answer: answer, right: right, wave: wave, reply: reply)
      enum Next { case refuse, wait, drain }
      let next: Next = queue.withLock { queue in
        guard queue.waiting.count < Self.limit else { return .refuse }
        queue.waiting.append(submission)
        guard !queue.isDraining else { return .wait }
        queue.isDraining = true
        return .drain
      }
      switch next {
      case .refuse: reply.resume(returning: .failure(.busy))
      case .wait: break
      case .drain: drains.async { self.drain() }
      }
    }
    return try result.get()
  }

  /// Commits what is waiting until nothing is.
  private func drain() {
    while true {
      var batch = queue.withLock { queue in
        let batch = queue.waiting
        queue.waiting = []
        if batch.isEmpty { queue.isDraining = false }
        return batch
      }
      if batch.isEmpty { return }
      batch.shuffle()
      for (submission, result) in zip(batch, commit(batch)) { submission.reply.resume(returning: result) }
    }
  }

  /// One transaction for the batch; when it fails, nothing of the batch was kept.
  private func commit(_ batch: [Submission]) -> [Result<Acceptance, AnswerBoxError>] {
    do {
      return try database.write { db in
        let now = clock().timeIntervalSince1970
        var gates: [String: Result<Void, AnswerBoxError>] = [:]
        return try batch.map { submission in
          if gates[submission.wave] == nil { gates[submission.wave] = try Self.gate(of: submission.wave, at: now, db) }
          if case .failure(let error)? = gates[submission.wave] { return .failure(error) }
          return try Self.write(submission.answer, under: submission.right, in: submission.wave, db)
        }
      }
    } catch {
      return batch.map { _ in .failure(.notWritten) }
    }
  }

  /// Whether the wave takes answers, read in the transaction that writes them.
  private static func gate(of wave: String, at now: Double, _ db: Database) throws -> Result<Void, AnswerBoxError> {
    let row = try Row.fetchOne(
      db, sql: "SELECT opens, closes, keeperProven, closed FROM wave WHERE id = ?", arguments: [wave])
    guard let row else { return .failure(.unknownWave) }
    if row["closed"] as Bool || now >= row["closes"] as Double { return .failure(.closed) }
    if !(row["keeperProven"] as Bool) || now < row["opens"] as Double { return .failure(.notOpen) }
    return .success(())
  }

  /// Where a right stands.
  static func state(of right: AnsweringRight, in wave: String, _ db: Database) throws -> RightState {
    let digest = right.digest
    let spent = try db.cachedStatement(sql: "SELECT 1 FROM spent WHERE wave = ? AND digest = ?")
    if try Int.fetchOne(spent, arguments: [wave, digest]) != nil { return .spent }
    guard case .code = right else { return .unused }
    let code = try db.cachedStatement(sql: "SELECT 1 FROM code WHERE wave = ? AND digest = ?")
    return try Int.fetchOne(code, arguments: [wave, digest]) == nil ? .unknown : .unused
  }

  private static func write(
    _ answer: SealedAnswer, under right: AnsweringRight, in wave: String, _ db: Database
  ) throws -> Result<Acceptance, AnswerBoxError> {
    switch try state(of: right, in: wave, db) {
    case .spent: return .success(.repeated)
    case .unknown: return .failure(.unknownRight)
    case .unused: break
    }
    let spend = try db.cachedStatement(sql: "INSERT INTO spent (wave, digest, receipt) VALUES (?, ?, ?)")
    try spend.execute(arguments: [wave, right.digest, right.receipt])
    let keep = try db.cachedStatement(sql: "INSERT INTO sealedRecord (id, wave, part, bytes) VALUES (?, ?, ?, ?)")
    for (part, bytes) in ([answer.ratings] + answer.comments).enumerated() {
      try keep.execute(arguments: [Int64.random(in: 0...Int64.max), wave, part, bytes])
    }
    return .success(.counted)
  }
}
