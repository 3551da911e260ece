import GRDB
import SurveyCore

import struct Foundation.Data
import struct Foundation.Date

/// Notes durably that passes are handed out, many in one transaction.
///
/// An unknown invitation takes the same way as a used one, so that the time of the reply doesn't tell them apart.
struct PassIssuing: Sendable {
  /// A blinded value for a row; nil where the invitation leads to none.
  private struct Request {
    let blinded: Data
    let row: UInt32?
    let wave: String
    let passKey: Data
  }

  /// How many requests may wait before the desk says that it is busy.
  static let limit = 1_024

  /// Replies with what stands in the way of a request, if anything does.
  private let queue: CommitQueue<Request, PassDeskError?>

  init(database: any DatabaseWriter, clock: @escaping @Sendable () -> Date) {
    queue = CommitQueue(label: "desk.group-commit", limit: Self.limit) { batch in
      (try? Self.commit(batch, at: clock().timeIntervalSince1970, to: database)) ?? batch.map { _ in .notWritten }
    }
  }

  /// Notes that the pass of a row is handed out for a blinded value, durable when this returns.
  func note(_ blinded: Data, for row: UInt32?, in wave: String, passKey: Data) async throws(PassDeskError) {
    let request = Request(blinded: blinded, row: row, wave: wave, passKey: passKey)
    if let refusal = await queue.submit(request) ?? .busy { throw refusal }
  }

  /// One transaction for the batch; when it fails, nothing of the batch was handed out.
  private static func commit(
    _ batch: [Request], at now: Double, to database: any DatabaseWriter
  ) throws -> [PassDeskError?] {
    try database.write { db in
      let handOut = try db.cachedStatement(
        sql: """
          UPDATE roster SET blinded = :blinded, handedOut = 1
          WHERE wave = :wave AND row = :row AND (handedOut = 0 OR blinded = :blinded)
          """)
      return try batch.map { request in
        if let obstacle = try obstacle(to: request, at: now, db) { return obstacle }
        try handOut.execute(
          arguments: ["blinded": request.blinded, "wave": request.wave, "row": request.row.map(Int64.init) ?? -1])
        if db.changesCount == 1 { return nil }
        return request.row == nil ? .unknownInvitation : .handedOut
      }
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
