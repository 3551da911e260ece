import Foundation
import SurveyCore
import Testing

@testable import SurveyNotify

struct DispatcherTests {
  private func dispatcher(
    _ outbox: MemoryOutbox, _ subscriptions: [Subscription], _ transport: StubTransport, _ time: ManualClock,
    schedule: [Double] = DeliveryRules().schedule
  ) -> Dispatcher {
    Dispatcher(
      outbox: outbox, subscriptions: subscriptions, rules: DeliveryRules(schedule: schedule), secrets: exampleSecrets,
      transport: transport, clock: time.clock, random: { 0.5 })
  }

  private func reply(_ status: Int) -> TransportResult { .reply(TransportReply(status: status)) }

  @Test func `what is due is sent once, signed, and recorded`() async throws {
    let time = ManualClock()
    let outbox = MemoryOutbox([
      .sample("msg_1"), .sample("msg_later", at: exampleTime.addingTimeInterval(60)),
    ])
    let transport = StubTransport { _ in .reply(TransportReply(status: 204)) }
    let dispatcher = dispatcher(outbox, [.sample(to: "https://example.org/hook")], transport, time)
    let summary = try await dispatcher.flush()
    #expect(summary.delivered == 1)
    #expect(outbox.rows.map(\.state) == [.delivered, .pending])
    let request = try #require(transport.requests.first)
    let headers = Dictionary(uniqueKeysWithValues: request.headers.map { ($0.name, $0.value) })
    #expect(headers["content-type"] == "application/json")
    #expect(headers["webhook-id"] == "msg_1")
    #expect(headers["webhook-timestamp"] == "1772355600")
    #expect(request.body == outbox.rows[0].message.body)
    #expect(try await dispatcher.flush() == DispatchSummary())
  }

  @Test func `all attempts share the id, each has its own time, and the last is followed by death`() async throws {
    let time = ManualClock()
    let outbox = MemoryOutbox([.sample("msg_1")])
    let transport = StubTransport { _ in .reply(TransportReply(status: 500)) }
    let dispatcher = dispatcher(outbox, [.sample(to: "https://example.org/hook")], transport, time)
    for wait in DeliveryRules().schedule {
      if wait > 0 {
        time.advance(by: wait - 1)
        #expect(try await dispatcher.flush() == DispatchSummary())
        time.advance(by: 1)
      }
      try await dispatcher.flush()
    }
    #expect(outbox.rows[0].state == .dead)
    #expect(outbox.entries.last?.outcome == .dead(reason: "The receiver refused it (status 500)."))
    let requests = transport.requests
    #expect(requests.count == 10)
    #expect(Set(requests.map { $0.headers.first { $0.name == "webhook-id" }?.value }) == ["msg_1"])
    #expect(Set(requests.map { $0.headers.first { $0.name == "webhook-timestamp" }?.value }).count == 10)
    #expect(Set(requests.map(\.body)).count == 1)
    time.advance(by: 1_000_000)
    #expect(try await dispatcher.flush() == DispatchSummary())
  }

  @Test func `messages of one subscription go one at a time and in order`() async throws {
    let outbox = MemoryOutbox((0..<20).map { .sample("msg_\($0)") })
    let transport = StubTransport { _ in
      await Task.yield()
      return .reply(TransportReply(status: 200))
    }
    try await dispatcher(outbox, [.sample(to: "https://example.org/hook")], transport, ManualClock()).flush()
    #expect(outbox.entries.map(\.id) == (0..<20).map { "msg_\($0)" })
  }

  @Test func `a receiver that hangs delays no other`() async throws {
    let (gate, open) = AsyncStream<Void>.makeStream()
    let outbox = MemoryOutbox(
      (0..<30).map { .sample("slow_\($0)", for: "slow") } + (0..<30).map { .sample("quick_\($0)", for: "quick") })
    let transport = StubTransport { request in
      if request.url.contains("slow") { for await _ in gate { break } }
      return .reply(TransportReply(status: 200))
    }
    let subscriptions = [
      Subscription.sample("slow", to: "https://slow.example.org/"),
      Subscription.sample("quick", to: "https://quick.example.org/"),
    ]
    let dispatcher = dispatcher(outbox, subscriptions, transport, ManualClock())
    async let summary = dispatcher.flush()
    var delivered = 0
    for await entry in outbox.outcomes {
      #expect(entry.id.hasPrefix("quick_"))
      delivered += 1
      if delivered == 30 { break }
    }
    open.finish()
    #expect(try await summary.delivered == 60)
  }

  @Test func `no more than 8 at once and 2 per host`() {
    var queue = DeliveryQueue(limits: TransportLimits())
    for number in 0..<40 {
      let delivery = LeasedDelivery(message: .sample("msg_\(number)", for: "s\(number)"), attempt: 1)
      queue.add(DeliveryQueue.Held(delivery: delivery, deadline: .distantFuture, host: "h\(number / 8)"))
    }
    var started: [DeliveryQueue.Held] = []
    while let held = queue.start() { started.append(held) }
    #expect(started.map(\.host) == ["h0", "h0", "h1", "h1", "h2", "h2", "h3", "h3"])
    queue.finish(started[0])
    #expect(queue.start()?.host == "h0")
    #expect(queue.start() == nil)
  }

  @Test func `a lease that is nearly over is left to whoever takes it on next`() {
    var queue = DeliveryQueue(limits: TransportLimits())
    let delivery = LeasedDelivery(message: .sample("msg_1"), attempt: 1)
    queue.add(DeliveryQueue.Held(delivery: delivery, deadline: exampleTime, host: "h"))
    queue.dropLeases(endingBefore: exampleTime.addingTimeInterval(1))
    #expect(queue.start() == nil)
  }

  @Test func `410 switches off what else waits for the subscription`() async throws {
    let outbox = MemoryOutbox((0..<3).map { .sample("msg_\($0)") } + [.sample("other", for: "other")])
    let transport = StubTransport { request in
      .reply(TransportReply(status: request.url.contains("gone") ? 410 : 200))
    }
    let subscriptions = [
      Subscription.sample(to: "https://gone.example.org/"), Subscription.sample("other", to: "https://example.org/"),
    ]
    let summary = try await dispatcher(outbox, subscriptions, transport, ManualClock()).flush()
    #expect(summary.disabled == 3 && summary.delivered == 1)
    #expect(transport.requests.count == 2)
  }

  @Test func `a missing secret is tried again, and an unknown subscription is not`() async throws {
    var subscription = Subscription.sample(to: "https://example.org/")
    subscription.secret = .environment("NOT_SET")
    let outbox = MemoryOutbox([.sample("msg_1"), .sample("msg_2", for: "nobody")])
    let transport = StubTransport { _ in .reply(TransportReply(status: 200)) }
    let summary = try await dispatcher(outbox, [subscription], transport, ManualClock()).flush()
    #expect(summary.retried == 1 && summary.dead == 1)
    #expect(transport.requests.isEmpty)
    let reasons = Set(outbox.entries.map(\.outcome))
    #expect(reasons.contains(.dead(reason: "The subscription no longer exists.")))
    #expect(reasons.contains(.retry(at: exampleTime.addingTimeInterval(5), reason: "The secret doesn't exist.")))
  }

  @Test func `running takes what comes later, and an attempt that is cut off is made again with the same id`()
    async throws
  {
    let time = ManualClock()
    let outbox = MemoryOutbox([.sample("msg_1")])
    let quick = StubTransport { _ in .reply(TransportReply(status: 200)) }
    let subscriptions = [Subscription.sample(to: "https://example.org/")]
    let running = Task { [dispatcher = dispatcher(outbox, subscriptions, quick, time)] in try await dispatcher.run() }
    var ids: [String] = []
    for await entry in outbox.outcomes {
      ids.append(entry.id)
      if ids.count == 2 { break }
      outbox.append(.sample("msg_2"))
    }
    #expect(ids == ["msg_1", "msg_2"])
    running.cancel()
    try await running.value

    outbox.append(.sample("msg_3"))
    let (begun, begin) = AsyncStream<Void>.makeStream()
    let hanging = StubTransport { _ in
      begin.yield()
      while !Task.isCancelled { await Task.yield() }
      return .cancelled
    }
    let cutOff = Task { [dispatcher = dispatcher(outbox, subscriptions, hanging, time)] in try await dispatcher.run() }
    for await _ in begun { break }
    cutOff.cancel()
    try await cutOff.value
    #expect(outbox.rows[2].state == .pending)
    #expect(try await dispatcher(outbox, subscriptions, quick, time).flush() == DispatchSummary())
    time.advance(by: Dispatcher.lease)
    #expect(try await dispatcher(outbox, subscriptions, quick, time).flush().delivered == 1)
    #expect(quick.requests.last?.headers.first { $0.name == "webhook-id" }?.value == "msg_3")
  }
}
