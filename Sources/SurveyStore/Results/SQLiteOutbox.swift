import GRDB
public import SurveyCore

public import struct Foundation.Date

/// A message of the outbox with where its delivery stands.
public struct OutboxStatus: Sendable, Hashable {
  /// The message.
  public let message: OutboxMessage
  /// Where the delivery stands.
  public let state: DeliveryState
  /// How many attempts were made.
  public let attempts: Int
  /// When the next attempt is due.
  public let dueAt: Date
  /// How the last attempt ended, in words.
  public let outcome: String
}

/// The outbox in `results.sqlite`.
public struct SQLiteOutbox: Outbox {
  private let database: any DatabaseWriter

  /// The outbox of a results store.
  public init(_ results: ResultsStore) {
    database = results.database
  }

  /// Adds messages inside the transaction of what caused them. A message of an id that is there already is left as it is.
  static func enqueue(_ messages: [OutboxMessage], _ db: Database) throws {
    for message in messages {
      try db.execute(
        sql: """
          INSERT INTO outboxMessage (id, event, subscription, body, occurredAt, dueAt) VALUES (?, ?, ?, ?, ?, ?)
          ON CONFLICT (id) DO NOTHING
          """,
        arguments: [
          message.id, message.event, message.subscription, message.body, message.occurredAt.timeIntervalSince1970,
          message.occurredAt.timeIntervalSince1970,
        ])
    }
  }

  /// Adds a message on its own, such as a test message.
  public func enqueue(_ message: OutboxMessage) throws {
    try database.commit(to: "results.sqlite") { db in try Self.enqueue([message], db) }
  }

  public func lease(limit: Int, now: Date, until deadline: Date) throws -> [LeasedDelivery] {
    try database.commit(to: "results.sqlite") { db in
      let time = now.timeIntervalSince1970
      // In order per subscription until the first retry: a message waits for earlier ones whose first attempt hasn't ended.
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT * FROM outboxMessage AS m
          WHERE state = 'pending' AND dueAt <= :now AND leasedUntil <= :now
            AND NOT EXISTS (
              SELECT 1 FROM outboxMessage AS earlier
              WHERE earlier.subscription = m.subscription AND earlier.sequence < m.sequence
                AND earlier.state = 'pending' AND earlier.attempts = 0)
            AND NOT EXISTS (
              SELECT 1 FROM outboxMessage AS gone
              WHERE gone.subscription = m.subscription AND gone.state = 'disabled')
          ORDER BY sequence LIMIT :limit
          """,
        arguments: ["now": time, "limit": limit])
      for row in rows {
        try db.execute(
          sql: "UPDATE outboxMessage SET leasedUntil = ? WHERE sequence = ?",
          arguments: [deadline.timeIntervalSince1970, row["sequence"] as Int])
      }
      return rows.map { LeasedDelivery(message: Self.message($0), attempt: ($0["attempts"] as Int) + 1) }
    }
  }

  public func record(_ outcome: DeliveryOutcome, of id: String, at now: Date) throws {
    let (state, due, words): (DeliveryState, Date?, String) =
      switch outcome {
      case .delivered(let status): (.delivered, nil, "\(status)")
      case .retry(let date, let reason): (.pending, date, reason)
      case .dead(let reason): (.dead, nil, reason)
      case .disabled(let reason): (.disabled, nil, reason)
      }
    try database.commit(to: "results.sqlite") { db in
      try db.execute(
        sql: """
          UPDATE outboxMessage
          SET state = ?, dueAt = coalesce(?, dueAt), leasedUntil = 0, attempts = attempts + 1, outcome = ?
          WHERE id = ? AND state = 'pending'
          """,
        arguments: [state.rawValue, due?.timeIntervalSince1970, words, id])
    }
  }

  public func nextDue() throws -> Date? {
    try database.read { db in
      try Double.fetchOne(
        db,
        sql: """
          SELECT min(max(dueAt, leasedUntil)) FROM outboxMessage AS m
          WHERE state = 'pending'
            AND NOT EXISTS (
              SELECT 1 FROM outboxMessage AS gone WHERE gone.subscription = m.subscription AND gone.state = 'disabled')
          """)
    }.map { Date(timeIntervalSince1970: $0) }
  }

  /// Everything in the outbox, newest first.
  public func statuses() throws -> [OutboxStatus] {
    try database.read { db in
      try Row.fetchAll(db, sql: "SELECT * FROM outboxMessage ORDER BY sequence DESC").map { row in
        OutboxStatus(
          message: Self.message(row), state: DeliveryState(rawValue: row["state"]) ?? .pending,
          attempts: row["attempts"],
          dueAt: Date(timeIntervalSince1970: row["dueAt"]), outcome: row["outcome"])
      }
    }
  }

  /// Puts dead and disabled messages back in the queue, due at once: that one, or all of them.
  ///
  /// - Returns: How many.
  public func retry(id: String? = nil, at now: Date) throws -> Int {
    try database.commit(to: "results.sqlite") { db in
      try db.execute(
        sql: """
          UPDATE outboxMessage SET state = 'pending', attempts = 0, dueAt = ?, leasedUntil = 0
          WHERE state IN ('dead', 'disabled') AND (id = ? OR ? IS NULL)
          """,
        arguments: [now.timeIntervalSince1970, id, id])
      return db.changesCount
    }
  }

  private static func message(_ row: Row) -> OutboxMessage {
    OutboxMessage(
      id: row["id"], event: row["event"], subscription: row["subscription"], body: row["body"],
      occurredAt: Date(timeIntervalSince1970: row["occurredAt"]))
  }
}
