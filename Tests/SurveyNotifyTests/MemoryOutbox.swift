import Foundation
import SurveyCore
import Synchronization

/// An outbox in memory, which also keeps everything that was recorded, in order.
final class MemoryOutbox: Outbox {
  struct Row {
    let message: OutboxMessage
    var state = DeliveryState.pending
    var attempts = 0
    var due: Date
    var leasedUntil: Date?
  }

  struct Entry {
    let id: String
    let outcome: DeliveryOutcome
  }

  private struct Content {
    var rows: [Row]
    var entries: [Entry] = []
  }

  private let content: Mutex<Content>
  private let recorded: AsyncStream<Entry>.Continuation

  /// Every outcome as it is recorded.
  let outcomes: AsyncStream<Entry>

  init(_ messages: [OutboxMessage]) {
    content = Mutex(Content(rows: messages.map { Row(message: $0, due: $0.occurredAt) }))
    (outcomes, recorded) = AsyncStream.makeStream()
  }

  var rows: [Row] { content.withLock { $0.rows } }
  var entries: [Entry] { content.withLock { $0.entries } }

  func append(_ message: OutboxMessage) {
    content.withLock { $0.rows.append(Row(message: message, due: message.occurredAt)) }
  }

  func lease(limit: Int, now: Date, until deadline: Date) throws -> [LeasedDelivery] {
    content.withLock { content in
      let due = content.rows.indices.filter {
        let row = content.rows[$0]
        return row.state == .pending && row.due <= now && (row.leasedUntil ?? .distantPast) <= now
      }
      return due.prefix(limit).map {
        content.rows[$0].leasedUntil = deadline
        return LeasedDelivery(message: content.rows[$0].message, attempt: content.rows[$0].attempts + 1)
      }
    }
  }

  func record(_ outcome: DeliveryOutcome, of id: String, at now: Date) throws {
    content.withLock { content in
      content.entries.append(Entry(id: id, outcome: outcome))
      for index in content.rows.indices where content.rows[index].message.id == id {
        content.rows[index].leasedUntil = nil
        content.rows[index].attempts += 1
        switch outcome {
        case .delivered: content.rows[index].state = .delivered
        case .dead: content.rows[index].state = .dead
        case .disabled: content.rows[index].state = .disabled
        case .retry(let time, _): content.rows[index].due = time
        }
      }
    }
    recorded.yield(Entry(id: id, outcome: outcome))
  }

  func nextDue() throws -> Date? {
    content.withLock { $0.rows.filter { $0.state == .pending }.map(\.due).min() }
  }
}
