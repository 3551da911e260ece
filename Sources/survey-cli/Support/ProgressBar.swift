import Foundation
import Synchronization

/// A bar on standard error for long work; nothing when standard error is no terminal.
final class ProgressBar: Sendable {
  private let title: String
  private let isShown = isatty(STDERR_FILENO) == 1
  private let last = Mutex(-1)

  init(title: String) {
    self.title = title
  }

  /// Shows how much is done; may be called from several threads.
  func show(_ done: Int, of all: Int) {
    guard isShown, all > 0 else { return }
    let percent = done * 100 / all
    last.withLock { last in
      guard percent > last else { return }
      last = percent
      let filled = percent * 30 / 100
      let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 30 - filled)
      try? FileHandle.standardError.write(contentsOf: Data("\r\(title) \(bar) \(percent) %".utf8))
    }
  }

  /// Ends the line.
  func finish() {
    if isShown, last.withLock({ $0 }) >= 0 { try? FileHandle.standardError.write(contentsOf: Data("\n".utf8)) }
  }
}
