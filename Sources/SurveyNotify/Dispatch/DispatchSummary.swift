import SurveyCore

/// How the attempts of a dispatch ended.
public struct DispatchSummary: Sendable, Hashable {
  /// How many messages were delivered.
  public internal(set) var delivered = 0
  /// How many will be tried again.
  public internal(set) var retried = 0
  /// How many were given up.
  public internal(set) var dead = 0
  /// How many were not sent, or never will be, because their receiver is gone.
  public internal(set) var disabled = 0

  /// Nothing.
  public init() {}

  mutating func count(_ outcome: DeliveryOutcome) {
    switch outcome {
    case .delivered: delivered += 1
    case .retry: retried += 1
    case .dead: dead += 1
    case .disabled: disabled += 1
    }
  }
}
