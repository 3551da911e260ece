import Foundation
public import SurveyCore

/// Brings the messages of an outbox to their receivers.
///
/// A message is sent at least once: its outcome is recorded after the attempt, and a dispatcher that dies in between leaves a lease that
/// ends, after which the same message goes out again with the same id. Several dispatchers may share an outbox.
public struct Dispatcher: Sendable {
  /// How long a delivery is taken on for, in seconds.
  static let lease = 60.0
  /// What must be left of a lease when an attempt starts, in seconds beyond the longest transfer.
  static let margin = 5.0
  /// How many deliveries wait in memory at most.
  static let capacity = 1024

  private enum Signal: Sendable {
    case ended(DeliveryQueue.Held, DeliveryOutcome?)
    case tick
  }

  private let outbox: any Outbox
  private let subscriptions: [String: Subscription]
  private let plan: RetryPlan
  private let secrets: SecretReader
  private let transport: any Transport
  private let limits: TransportLimits
  private let clock: DispatchClock
  private let random: @Sendable () -> Double

  /// Makes a dispatcher.
  ///
  /// - Parameters:
  ///   - limits: The transport's limits.
  ///   - random: Gives numbers in 0..<1, by which retries are spread.
  public init(
    outbox: any Outbox, subscriptions: [Subscription], rules: DeliveryRules, secrets: SecretReader,
    transport: any Transport, limits: TransportLimits = TransportLimits(), clock: DispatchClock = .system,
    random: @escaping @Sendable () -> Double = { Double.random(in: 0..<1) }
  ) {
    self.outbox = outbox
    self.subscriptions = Dictionary(subscriptions.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    self.plan = RetryPlan(schedule: rules.schedule)
    self.secrets = secrets
    self.transport = transport
    self.limits = limits
    self.clock = clock
    self.random = random
  }

  /// Makes a dispatcher that sends with libcurl as a workspace says.
  ///
  /// - Parameter workspace: The workspace's directory, which secrets' files are relative to.
  /// - Throws: ``MalformedNetwork`` where `allow-networks` isn't CIDR notation.
  public init(
    outbox: any Outbox, configuration: WorkspaceConfiguration, workspace: String
  ) throws(MalformedNetwork) {
    let policy = try AddressPolicy(allowing: configuration.allowNetworks)
    self.init(
      outbox: outbox, subscriptions: configuration.subscriptions, rules: configuration.delivery,
      secrets: SecretReader(workspace: workspace),
      transport: CurlTransport(policy: policy, proxy: configuration.delivery.proxy))
  }

  /// Attempts everything that is due now, once.
  ///
  /// - Throws: What the outbox throws.
  @discardableResult
  public func flush() async throws -> DispatchSummary {
    let start = clock.now()
    return try await dispatch(dueAt: { start }, poll: nil)
  }

  /// Attempts everything as it becomes due, until the task is cancelled.
  ///
  /// - Parameter poll: How often to look for messages that other processes have put into the outbox, in seconds.
  /// - Throws: What the outbox throws.
  public func run(poll: Double = 1) async throws {
    _ = try await dispatch(dueAt: clock.now, poll: poll)
  }

  private func dispatch(dueAt due: @Sendable () -> Date, poll: Double?) async throws -> DispatchSummary {
    try await withThrowingTaskGroup(of: Signal.self) { group in
      var summary = DispatchSummary()
      var queue = DeliveryQueue(limits: limits)
      var isTicking = false
      while !Task.isCancelled {
        try takeOn(into: &queue, dueAt: due())
        while let held = queue.start() {
          group.addTask { .ended(held, await attempt(held.delivery)) }
        }
        if let poll, !isTicking {
          isTicking = true
          group.addTask {
            try? await clock.sleep(poll)
            return .tick
          }
        }
        guard let signal = try await group.next() else { break }
        switch signal {
        case .tick:
          isTicking = false
        case .ended(let held, let outcome):
          queue.finish(held)
          guard let outcome else { continue }
          try settle(outcome, of: held, queue: &queue, summary: &summary)
        }
      }
      group.cancelAll()
      return summary
    }
  }

  private func takeOn(into queue: inout DeliveryQueue, dueAt due: Date) throws {
    let now = clock.now()
    queue.dropLeases(endingBefore: now.addingTimeInterval(limits.totalTimeout + Self.margin))
    let deadline = now.addingTimeInterval(Self.lease)
    while queue.waitingCount < Self.capacity {
      let leased = try outbox.lease(limit: Self.capacity - queue.waitingCount, now: due, until: deadline)
      if leased.isEmpty { break }
      for delivery in leased {
        let name = delivery.message.subscription
        let host = subscriptions[name]?.target.host ?? name
        queue.add(DeliveryQueue.Held(delivery: delivery, deadline: deadline, host: host))
      }
    }
  }

  private func settle(
    _ outcome: DeliveryOutcome, of held: DeliveryQueue.Held, queue: inout DeliveryQueue,
    summary: inout DispatchSummary
  ) throws {
    try record(outcome, of: held, summary: &summary)
    guard case .disabled = outcome else { return }
    for other in queue.removeAll(of: held.delivery.message.subscription) {
      try record(outcome, of: other, summary: &summary)
    }
  }

  private func record(
    _ outcome: DeliveryOutcome, of held: DeliveryQueue.Held, summary: inout DispatchSummary
  ) throws {
    try outbox.record(outcome, of: held.delivery.message.id, at: clock.now())
    summary.count(outcome)
  }

  private func attempt(_ delivery: LeasedDelivery) async -> DeliveryOutcome? {
    guard let subscription = subscriptions[delivery.message.subscription] else {
      return .dead(reason: "The subscription no longer exists.")
    }
    let request: OutgoingRequest
    do throws(SecretError) {
      request = try subscription.target.adapter.request(
        for: delivery.message, to: subscription, secrets: secrets, at: clock.now())
    } catch {
      return plan.failure(error.problem.sentence, attempt: delivery.attempt, now: clock.now(), random: random())
    }
    let result = await transport.send(request)
    return plan.outcome(of: result, attempt: delivery.attempt, now: clock.now(), random: random())
  }
}
