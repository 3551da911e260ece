public import Foundation

/// The time that a dispatcher lives in.
public struct DispatchClock: Sendable {
  /// The present.
  public var now: @Sendable () -> Date
  /// Waits for a number of seconds.
  public var sleep: @Sendable (Double) async throws -> Void

  /// Makes a clock.
  public init(now: @escaping @Sendable () -> Date, sleep: @escaping @Sendable (Double) async throws -> Void) {
    self.now = now
    self.sleep = sleep
  }

  /// The system's clock.
  public static let system = DispatchClock(now: { Date() }, sleep: { try await Task.sleep(for: .seconds($0)) })
}
