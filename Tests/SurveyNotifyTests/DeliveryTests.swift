import Foundation
import SurveyCore
import Testing

@testable import SurveyNotify

/// The whole way: outbox, dispatcher, libcurl, receiver.
@Suite(.timeLimit(.minutes(2)))
struct DeliveryTests {
  private func dispatcher(
    _ outbox: MemoryOutbox, _ subscriptions: [Subscription], _ time: ManualClock, totalTimeout: Double = 15
  ) throws -> Dispatcher {
    let limits = TransportLimits(totalTimeout: totalTimeout)
    return Dispatcher(
      outbox: outbox, subscriptions: subscriptions, rules: DeliveryRules(), secrets: exampleSecrets,
      transport: CurlTransport(policy: try AddressPolicy(allowing: ["127.0.0.0/8"]), limits: limits), limits: limits,
      clock: time.clock, random: { 0.5 })
  }

  @Test("a failed delivery is tried again with the same id and body", arguments: ["/reset", "/500", "/503", "/302"])
  func retries(_ path: String) async throws {
    let receiver = try Receiver()
    let time = ManualClock()
    let outbox = MemoryOutbox([.sample("msg_1")])
    let dispatcher = try dispatcher(outbox, [.sample(to: receiver.url(path))], time)
    for _ in 0..<3 {
      #expect(try await dispatcher.flush().retried == 1)
      time.advance(by: 7200)
    }
    let requests = try receiver.requests
    #expect(requests.map(\.path) == [path, path, path])
    #expect(requests.map(\.id) == ["msg_1", "msg_1", "msg_1"])
    #expect(Set(requests.map(\.body)) == [OutboxMessage.sample("msg_1").body])
    #expect(Set(requests.compactMap { $0.headers["webhook-timestamp"] }).count == 3)
  }

  @Test func `429 with Retry-After waits as long as it was asked to`() async throws {
    let receiver = try Receiver()
    let outbox = MemoryOutbox([.sample("msg_1")])
    try await dispatcher(outbox, [.sample(to: receiver.url("/429?90"))], ManualClock()).flush()
    #expect(
      outbox.entries.map(\.outcome) == [
        .retry(at: exampleTime.addingTimeInterval(90), reason: "The receiver refused it (status 429).")
      ])
  }

  @Test func `a receiver that recovers gets the message once more and then no longer`() async throws {
    let receiver = try Receiver()
    let time = ManualClock()
    let outbox = MemoryOutbox([.sample("msg_1")])
    let dispatcher = try dispatcher(outbox, [.sample(to: receiver.url("/flaky"))], time)
    for _ in 0..<5 {
      try await dispatcher.flush()
      time.advance(by: 86_400)
    }
    #expect(outbox.rows[0].state == .delivered)
    #expect(try receiver.requests.count == 3)
  }

  @Test func `a slow receiver delays no other`() async throws {
    let receiver = try Receiver()
    let outbox = MemoryOutbox(
      [.sample("slow_1", for: "slow"), .sample("slow_2", for: "slow")]
        + (0..<10).map { .sample("quick_\($0)", for: "quick") })
    let subscriptions = [
      Subscription.sample("slow", to: receiver.url("/slow")), Subscription.sample("quick", to: receiver.url("/ok")),
    ]
    let dispatcher = try dispatcher(outbox, subscriptions, ManualClock())
    let flush = Task { try await dispatcher.flush() }
    var quick: [String] = []
    for await entry in outbox.outcomes {
      quick.append(entry.id)
      if quick.count == 10 { break }
    }
    flush.cancel()
    _ = try await flush.value
    #expect(quick == (0..<10).map { "quick_\($0)" })
    #expect(outbox.rows.prefix(2).map(\.state) == [.pending, .pending])
  }

  @Test func `a receiver that takes too long is tried again`() async throws {
    let receiver = try Receiver()
    let outbox = MemoryOutbox([.sample("msg_1")])
    try await dispatcher(outbox, [.sample(to: receiver.url("/slow"))], ManualClock(), totalTimeout: 0.5).flush()
    #expect(
      outbox.entries.map(\.outcome) == [
        .retry(at: exampleTime.addingTimeInterval(5), reason: "The receiver took too long.")
      ])
  }

  @Test(
    "the reference library of Standard Webhooks accepts both signatures of a rotation",
    .enabled("PyPI's standardwebhooks is there, as after make test") {
      try await Receiver.run([Receiver.python, "-c", "import standardwebhooks"]) == 0
    })
  func reference() async throws {
    let receiver = try Receiver()
    var subscription = Subscription.sample(to: receiver.url("/ok"))
    subscription.nextSecret = .environment("NEXT")
    let outbox = MemoryOutbox([.sample("msg_1"), .sample("msg_2")])
    // The library refuses old timestamps, hence the system's clock.
    let dispatcher = Dispatcher(
      outbox: outbox, subscriptions: [subscription], rules: DeliveryRules(), secrets: exampleSecrets,
      transport: CurlTransport(policy: try AddressPolicy(allowing: ["127.0.0.0/8"])))
    #expect(try await dispatcher.flush().delivered == 2)
    #expect(try await verify(receiver.log, [exampleSecret, "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD"]) == 0)
    #expect(try await verify(receiver.log, ["whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"]) == 1)
  }

  private func verify(_ log: URL, _ secrets: [String]) async throws -> Int32 {
    try await Receiver.run(
      [Receiver.python, Receiver.scripts.appending(path: "verify.py").path(), log.path()] + secrets)
  }
}
