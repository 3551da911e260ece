/// The events that leadership can be told of, as subscriptions name them.
public enum EventType: String, Sendable, Hashable, CaseIterable {
  /// People can answer a wave.
  case waveOpened = "wave.opened"
  /// Nobody can answer it any more.
  case waveClosed = "wave.closed"
  /// A report was released.
  case reportPublished = "report.published"
}
