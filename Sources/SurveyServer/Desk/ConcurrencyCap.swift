internal import Synchronization

/// How many requests may be at the same thing at once.
final class ConcurrencyCap: Sendable {
  private let limit: Int
  private let inside = Mutex(0)

  /// - Parameter limit: The most requests at once.
  init(_ limit: Int) {
    self.limit = limit
  }

  /// Goes in, if there is room; whoever went in has to ``leave()``.
  func enter() -> Bool {
    inside.withLock { inside in
      guard inside < limit else { return false }
      inside += 1
      return true
    }
  }

  /// Makes room.
  func leave() { inside.withLock { $0 -= 1 } }
}
