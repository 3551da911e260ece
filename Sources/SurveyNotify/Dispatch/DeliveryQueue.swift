import Foundation
import SurveyCore

/// The deliveries that a dispatcher has taken on: one at a time per subscription, in order, so that a slow receiver holds up nothing
/// but itself; at most so many at once, and so many per host.
struct DeliveryQueue {
  struct Held: Sendable {
    let delivery: LeasedDelivery
    let deadline: Date
    let host: String
  }

  private let limits: TransportLimits
  private var waiting: [Held] = []
  private var busySubscriptions: Set<String> = []
  private var transfersByHost: [String: Int] = [:]

  init(limits: TransportLimits) {
    self.limits = limits
  }

  /// How many deliveries wait.
  var waitingCount: Int { waiting.count }

  mutating func add(_ held: Held) {
    waiting.append(held)
  }

  /// Forgets those whose lease is too short for another attempt: somebody will take them on again.
  mutating func dropLeases(endingBefore time: Date) {
    waiting.removeAll { $0.deadline < time }
  }

  /// Takes out the deliveries of a subscription that wait.
  mutating func removeAll(of subscription: String) -> [Held] {
    let removed = waiting.filter { $0.delivery.message.subscription == subscription }
    waiting.removeAll { $0.delivery.message.subscription == subscription }
    return removed
  }

  /// Takes out the next delivery that can start now.
  mutating func start() -> Held? {
    guard busySubscriptions.count < limits.transfers else { return nil }
    let next = waiting.firstIndex {
      !busySubscriptions.contains($0.delivery.message.subscription)
        && transfersByHost[$0.host, default: 0] < limits.transfersPerHost
    }
    guard let next else { return nil }
    let held = waiting.remove(at: next)
    busySubscriptions.insert(held.delivery.message.subscription)
    transfersByHost[held.host, default: 0] += 1
    return held
  }

  /// Notes that a delivery that was started has ended.
  mutating func finish(_ held: Held) {
    busySubscriptions.remove(held.delivery.message.subscription)
    transfersByHost[held.host, default: 1] -= 1
  }
}
