import Foundation
import Synchronization

@testable import SurveyCore
@testable import SurveyNotify

/// The secret of the specification's example.
let exampleSecret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"

/// 2026-03-01T09:00:00Z.
let exampleTime = Date(timeIntervalSince1970: 1_772_355_600)

/// Secrets as a workspace without files would have them.
let exampleSecrets = SecretReader(workspace: "/nonexistent") { name in
  switch name {
  case "SECRET": exampleSecret
  case "NEXT": "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD"
  default: nil
  }
}

extension Subscription {
  /// A subscription to everything.
  static func sample(_ name: String = "leadership", to url: String, full: Bool = false) -> Subscription {
    Subscription(
      name: name, events: EventType.allCases.map(\.rawValue), target: .webhook(url), secret: .environment("SECRET"),
      languages: [.nl, .en], full: full, allowHTTP: true)
  }
}

extension OutboxMessage {
  /// A message about a wave.
  static func sample(_ id: String, for subscription: String = "leadership", at time: Date = exampleTime) -> Self {
    OutboxMessage(
      id: id, event: "wave.closed", subscription: subscription,
      body: Data(#"{"data":{"wave":"spring"},"timestamp":"2026-03-01T09:00:00Z","type":"wave.closed"}"#.utf8),
      occurredAt: time)
  }
}

/// A transport that answers as told, and remembers what it was given.
final class StubTransport: Transport {
  private let answer: @Sendable (OutgoingRequest) async -> TransportResult
  private let sent = Mutex<[OutgoingRequest]>([])

  init(_ answer: @escaping @Sendable (OutgoingRequest) async -> TransportResult) {
    self.answer = answer
  }

  var requests: [OutgoingRequest] { sent.withLock { $0 } }

  func send(_ request: OutgoingRequest) async -> TransportResult {
    sent.withLock { $0.append(request) }
    return await answer(request)
  }
}

/// A clock that stands still until it is moved.
final class ManualClock: Sendable {
  private let time = Mutex(exampleTime)

  func advance(by seconds: Double) {
    time.withLock { $0 += seconds }
  }

  var clock: DispatchClock {
    DispatchClock(
      now: { self.time.withLock { $0 } }, sleep: { try await Task.sleep(for: .milliseconds($0 * 10)) })
  }
}
