import GRDB
import Synchronization

import struct Foundation.Data
import class Foundation.FileHandle

/// Tells the operator, at most once a minute, that answers can't be written. Never with anything of an answer: only SQLite's error class.
final class FaultLog: Sendable {
  private let lastTold = Mutex<ContinuousClock.Instant?>(nil)

  func tell(_ error: any Error) {
    let now = ContinuousClock.now
    let isDue = lastTold.withLock { last in
      if let last, now - last < .seconds(60) { return false }
      last = now
      return true
    }
    guard isDue else { return }
    let kind = (error as? DatabaseError).map { "\($0.resultCode)" } ?? "unknown error"
    let line = "Answers can't be written to box.sqlite (\(kind)); clients are told to try again. Check the disk.\n"
    // The disk that is full may hold the log as well.
    try? FileHandle.standardError.write(contentsOf: Data(line.utf8))
  }
}
