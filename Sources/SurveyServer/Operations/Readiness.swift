/// What must hold for the server to take answers: a write goes through, writes are durable, the disk has room, the key is there.
public struct Readiness: Sendable {
  /// One thing that must hold.
  public struct Check: Sendable {
    /// The name that `/readyz` shows.
    public let name: String
    let holds: @Sendable () async -> Bool

    /// Makes a check.
    public init(_ name: String, holds: @escaping @Sendable () async -> Bool) {
      self.name = name
      self.holds = holds
    }
  }

  let checks: [Check]

  /// Makes a probe of checks; without any, the server is always ready.
  public init(_ checks: [Check] = []) {
    self.checks = checks
  }

  /// The names of the checks that fail now.
  func failures() async -> [String] {
    var failures: [String] = []
    for check in checks where await !check.holds() { failures.append(check.name) }
    return failures
  }
}
