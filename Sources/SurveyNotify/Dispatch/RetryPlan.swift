import Foundation
import SurveyCore

/// What follows from how an attempt ended.
struct RetryPlan: Sendable {
  /// How far a wait strays from the schedule, to both sides.
  static let jitter = 0.2

  /// The waits before each attempt, in seconds.
  let schedule: [Double]

  /// The outcome of an attempt.
  ///
  /// - Parameters:
  ///   - attempt: Which attempt it was, from 1.
  ///   - random: A number in 0..<1.
  /// - Returns: Nil where nothing can be said, so that the delivery stays as it is until its lease ends.
  func outcome(of result: TransportResult, attempt: Int, now: Date, random: Double) -> DeliveryOutcome? {
    switch result {
    case .reply(let reply) where (200...299).contains(reply.status):
      return .delivered(status: reply.status)
    case .reply(let reply) where reply.status == 410:
      return .disabled(reason: "The receiver is gone (status 410).")
    case .reply(let reply):
      let asked = reply.retryAfter.flatMap { RetryAfter.delay($0, now: now) } ?? 0
      let reason =
        (300...399).contains(reply.status)
        ? "The receiver redirects, which is not followed (status \(reply.status))."
        : "The receiver refused it (status \(reply.status))."
      return failure(reason, attempt: attempt, now: now, random: random, atLeast: asked)
    case .failed(let failure):
      return self.failure(failure.rawValue, attempt: attempt, now: now, random: random)
    case .cancelled:
      return nil
    }
  }

  /// The outcome of a failure: another attempt, or none after the last.
  ///
  /// - Parameter wait: The least wait in seconds, as the receiver asked.
  func failure(_ reason: String, attempt: Int, now: Date, random: Double, atLeast wait: Double = 0) -> DeliveryOutcome {
    guard schedule.indices.contains(attempt) else { return .dead(reason: reason) }
    let scheduled = schedule[attempt] * (1 - Self.jitter + 2 * Self.jitter * random)
    return .retry(at: now.addingTimeInterval(max(scheduled, wait)), reason: reason)
  }
}
