import Foundation
import Synchronization

/// A bar on standard error for long work; nothing when standard error is no terminal.
final class ProgressBar: Sendable {
  private let title: String
  private let isShown = isatty(STDERR_FILENO) == 1
  private let before: ProgressBar?
  /// The percentage that was shown last; −1 as long as none was, and more than 100 when the line has ended.
  private let last = Mutex(-1)

  /// - Parameter before: A bar that ends when this one begins.
  init(title: String, after before: ProgressBar? = nil) {
    self.title = title
    self.before = before
  }

  /// Shows how much is done; may be called from several threads.
  func show(_ done: Int, of all: Int) {
    guard isShown, all > 0 else { return }
    before?.finish()
    let percent = done * 100 / all
    last.withLock { last in
      guard percent > last else { return }
      last = percent
      let filled = percent * 30 / 100
      let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 30 - filled)
      try? FileHandle.standardError.write(contentsOf: Data("\r\(title) \(bar) \(percent) %".utf8))
    }
  }

  /// Shows how far the decisions about what may be shown are, while they are made.
  static func whileDeciding<Result>(
    _ work: (_ progress: @escaping @Sendable (_ done: Int, _ all: Int) -> Void) throws -> Result
  ) rethrows -> Result {
    let bar = ProgressBar(title: "Deciding what may be shown")
    defer { bar.finish() }
    return try work { bar.show($0, of: $1) }
  }

  /// Ends the line.
  func finish() {
    guard isShown else { return }
    last.withLock { last in
      if (0...100).contains(last) { try? FileHandle.standardError.write(contentsOf: Data("\n".utf8)) }
      last = .max
    }
  }
}
