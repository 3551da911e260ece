/// Which parts of the system a server plays. Each opens only its own files.
public enum ServerRole: String, Sendable, Hashable, CaseIterable {
  /// Desk and box in one process, for small set-ups; the privacy page says so.
  case all
  /// Handing out passes.
  case desk
  /// Taking answers.
  case box
}
