import GRDB
import SurveyCore

import struct Foundation.Data
import struct Foundation.Date

/// Writes submissions to the box, many in one durable transaction.
struct GroupCommit: Sendable {
  private struct Submission {
    let answer: SealedAnswer
    let right: SpendableRight
    let wave: String
  }

  /// How many submissions may wait before the box says that it is busy.
  static let limit = 2_048

  private let queue: CommitQueue<Submission, Result<Acceptance, AnswerBoxError>>

  init(database: any DatabaseWriter, clock: @escaping @Sendable () -> Date) {
    let faults = FaultLog()
    queue = CommitQueue(label: "box.group-commit", limit: Self.limit) { batch in
      do {
        return try Self.commit(batch, at: clock().timeIntervalSince1970, to: database)
      } catch {
        faults.tell(error)
        return batch.map { _ in .failure(.notWritten) }
      }
    }
  }

  func submit(
    _ answer: SealedAnswer, under right: AnsweringRight, in wave: String
  ) async throws(AnswerBoxError) -> Acceptance {
    let submission = Submission(answer: answer, right: SpendableRight(right), wave: wave)
    return try (await queue.submit(submission) ?? .failure(.busy)).get()
  }

  /// One transaction for the batch; when it fails, nothing of the batch was kept.
  private static func commit(
    _ batch: [Submission], at now: Double, to database: any DatabaseWriter
  ) throws -> [Result<Acceptance, AnswerBoxError>] {
    try database.write { db in
      var gates: [String: Result<String, AnswerBoxError>] = [:]
      var kept: [Part: [Data]] = [:]
      let results = try batch.map { submission -> Result<Acceptance, AnswerBoxError> in
        if gates[submission.wave] == nil { gates[submission.wave] = try gate(of: submission.wave, at: now, db) }
        switch gates[submission.wave] {
        case .failure(let error)?: return .failure(error)
        case .success(let mode)? where submission.right.counts(in: mode): break
        default: return .failure(.unknownRight)
        }
        let result = try spend(submission.right, in: submission.wave, db)
        if case .success(.counted) = result {
          for (number, bytes) in ([submission.answer.ratings] + submission.answer.comments).enumerated() {
            kept[Part(wave: submission.wave, number: number), default: []].append(bytes)
          }
        }
        return result
      }
      for (part, records) in kept { try keep(records.shuffled(), of: part, db) }
      return results
    }
  }

  /// Whether the wave takes answers, and in which mode, read in the transaction that writes them.
  private static func gate(of wave: String, at now: Double, _ db: Database) throws -> Result<String, AnswerBoxError> {
    let row = try Row.fetchOne(
      db, sql: "SELECT opens, closes, keeperProven, closed, mode FROM wave WHERE id = ?", arguments: [wave])
    guard let row else { return .failure(.unknownWave) }
    if row["closed"] as Bool || now >= row["closes"] as Double { return .failure(.closed) }
    if !(row["keeperProven"] as Bool) || now < row["opens"] as Double { return .failure(.notOpen) }
    return .success(row["mode"])
  }

  /// Where a right stands.
  static func state(of right: SpendableRight, in wave: String, _ db: Database) throws -> RightState {
    let spent = try db.cachedStatement(sql: "SELECT 1 FROM spent WHERE wave = ? AND digest = ?")
    if try Int.fetchOne(spent, arguments: [wave, right.digest]) != nil { return .spent }
    guard right.mode == .code else { return .unused }
    let code = try db.cachedStatement(sql: "SELECT 1 FROM code WHERE wave = ? AND digest = ?")
    return try Int.fetchOne(code, arguments: [wave, right.digest]) == nil ? .unknown : .unused
  }

  /// Spends a right, once.
  private static func spend(
    _ right: SpendableRight, in wave: String, _ db: Database
  ) throws -> Result<Acceptance, AnswerBoxError> {
    if right.mode == .code, try state(of: right, in: wave, db) == .unknown { return .failure(.unknownRight) }
    let spend = try db.cachedStatement(
      sql: """
        INSERT INTO spent (wave, digest, receipt, nonce, signature) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
        """)
    try spend.execute(arguments: [wave, right.digest, right.receipt, right.pass?.nonce, right.pass?.signature])
    return .success(db.changesCount > 0 ? .counted : .repeated)
  }

  /// Keeps the records of one part beside one another, at a place drawn at random.
  ///
  /// One place for a batch writes few pages, where one for each record would write a page each. Ratings and comments are shuffled apart,
  /// so that their places within a batch say nothing about each other.
  private static func keep(_ records: [Data], of part: Part, _ db: Database) throws {
    let keep = try db.cachedStatement(sql: "INSERT INTO sealedRecord (id, wave, part, bytes) VALUES (?, ?, ?, ?)")
    let start = Int64.random(in: 0...(Int64.max - Int64(records.count)))
    for (offset, bytes) in records.enumerated() {
      try keep.execute(arguments: [start + Int64(offset), part.wave, part.number, bytes])
    }
  }
}

/// The ratings (0) or one comment item of a wave.
private struct Part: Hashable {
  let wave: String
  let number: Int
}

/// A right as the box writes it down, worked out before the answer queues for the one writer.
struct SpendableRight: Sendable {
  /// The SHA-256 that is kept.
  let digest: Data
  /// The receipt that is kept.
  let receipt: String
  /// The mode in which it counts.
  let mode: ParticipationMode
  /// The pass, which is kept to be verified once more when the wave is unsealed.
  let pass: Pass?

  init(_ right: AnsweringRight) {
    digest = right.digest
    receipt = right.receipt
    mode = right.mode
    pass = if case .pass(let pass) = right { pass } else { nil }
  }

  /// Whether such a right counts in a wave of that mode; codes of slips count in waves of mode `pass` too.
  func counts(in mode: String) -> Bool {
    mode == self.mode.rawValue || mode == ParticipationMode.pass.rawValue && self.mode == .code
  }
}
