import Foundation
import SurveyCore
import Testing

@testable import SurveyStore

@Suite struct SQLiteOutboxTests {
  private let start = Date(timeIntervalSince1970: 1_800_000_000)

  private func message(_ id: String, _ subscription: String) -> OutboxMessage {
    OutboxMessage(id: id, event: "report.published", subscription: subscription, body: Data(id.utf8), occurredAt: start)
  }

  private func outbox(_ messages: [(String, String)]) throws -> SQLiteOutbox {
    let outbox = SQLiteOutbox(try .inMemory())
    for (id, subscription) in messages { try outbox.enqueue(message(id, subscription)) }
    return outbox
  }

  private func lease(_ outbox: SQLiteOutbox, after seconds: Double) throws -> [String] {
    let now = start.addingTimeInterval(seconds)
    return try outbox.lease(limit: 10, now: now, until: now.addingTimeInterval(60)).map(\.message.id)
  }

  @Test func `messages of a subscription go in order until the first retry`() throws {
    let outbox = try outbox([("a1", "a"), ("a2", "a"), ("b1", "b")])
    #expect(try lease(outbox, after: 0) == ["a1", "b1"])
    #expect(try lease(outbox, after: 1) == [])
    try outbox.record(
      .retry(at: start.addingTimeInterval(300), reason: "503"), of: "a1", at: start.addingTimeInterval(2))
    #expect(try lease(outbox, after: 3) == ["a2"])
    try outbox.record(.delivered(status: 200), of: "a2", at: start.addingTimeInterval(4))
    #expect(try lease(outbox, after: 301) == ["a1", "b1"])
  }

  @Test func `a lease that ends is taken on again, with the same id and as the same attempt`() throws {
    let outbox = try outbox([("a1", "a")])
    #expect(try outbox.lease(limit: 1, now: start, until: start.addingTimeInterval(60)).map(\.attempt) == [1])
    #expect(try lease(outbox, after: 59) == [])
    let again = try outbox.lease(limit: 1, now: start.addingTimeInterval(61), until: start.addingTimeInterval(120))
    #expect(again.map(\.attempt) == [1])
    #expect(again.map(\.message.id) == ["a1"])
  }

  @Test func `an outcome is final`() throws {
    let outbox = try outbox([("a1", "a"), ("b1", "b")])
    _ = try lease(outbox, after: 0)
    try outbox.record(.delivered(status: 204), of: "a1", at: start)
    try outbox.record(.dead(reason: "late"), of: "a1", at: start)
    try outbox.record(.dead(reason: "no answer"), of: "b1", at: start)
    #expect(try outbox.statuses().map(\.state) == [.dead, .delivered])
    #expect(try outbox.nextDue() == nil)
    #expect(try outbox.retry(at: start) == 1)
    #expect(try lease(outbox, after: 1) == ["b1"])
  }

  @Test func `a disabled subscription gets nothing more until it is retried`() throws {
    let outbox = try outbox([("a1", "a"), ("a2", "a")])
    _ = try lease(outbox, after: 0)
    try outbox.record(.disabled(reason: "410"), of: "a1", at: start)
    #expect(try lease(outbox, after: 1) == [])
    #expect(try outbox.nextDue() == nil)
    #expect(try outbox.retry(id: "a1", at: start.addingTimeInterval(5)) == 1)
    #expect(try lease(outbox, after: 6) == ["a1"])
  }

  @Test func `a message of an id that is there already is left as it is`() throws {
    let outbox = try outbox([("a1", "a"), ("a1", "a")])
    #expect(try outbox.statuses().count == 1)
  }
}
