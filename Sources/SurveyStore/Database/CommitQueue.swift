import Dispatch
import Synchronization

import class Foundation.Thread

/// Lines up what is to be written durably: whatever waits goes into one transaction, in shuffled order, and is answered after it.
///
/// One fsync then serves many requests, so the rate hardly depends on the disk; and the order within a transaction says nothing.
final class CommitQueue<Request: Sendable, Reply: Sendable>: Sendable {
  private struct Waiting {
    let request: Request
    let reply: CheckedContinuation<Reply?, Never>
  }

  private struct State {
    var waiting: [Waiting] = []
    var isDraining = false
  }

  private enum Next { case refuse, wait, drain }

  /// How many requests may wait before more are refused.
  private let limit: Int
  private let commit: @Sendable ([Request]) -> [Reply]
  private let state = Mutex(State())
  private let drains: DispatchQueue

  /// - Parameters:
  ///   - label: What the queue is called among the threads.
  ///   - limit: How many requests may wait.
  ///   - commit: Writes requests in one transaction and gives the reply to each, in their order.
  init(label: String, limit: Int, commit: @escaping @Sendable ([Request]) -> [Reply]) {
    self.limit = limit
    self.commit = commit
    drains = DispatchQueue(label: label, qos: .userInitiated)
  }

  /// Has a request written, and gives the reply to it once it is; nil where too many wait.
  func submit(_ request: Request) async -> Reply? {
    await withCheckedContinuation { reply in
      let next: Next = state.withLock { state in
        guard state.waiting.count < limit else { return .refuse }
        state.waiting.append(Waiting(request: request, reply: reply))
        guard !state.isDraining else { return .wait }
        state.isDraining = true
        return .drain
      }
      switch next {
      case .refuse: reply.resume(returning: nil)
      case .wait: break
      case .drain: drains.async { self.drain() }
      }
    }
  }

  /// How many requests a transaction doesn't wait for more.
  private static var enough: Int { 16 }
  /// How long a transaction waits for more requests, in seconds.
  private static var pause: Double { 0.002 }

  /// Commits what is waiting until nothing is.
  private func drain() {
    while true {
      // Waiting a moment lets more requests share one transaction and one fsync; many are committed at once.
      if state.withLock({ $0.waiting.count }) < Self.enough { Thread.sleep(forTimeInterval: Self.pause) }
      var batch = state.withLock { state in
        let batch = state.waiting
        state.waiting = []
        if batch.isEmpty { state.isDraining = false }
        return batch
      }
      if batch.isEmpty { return }
      batch.shuffle()
      for (waiting, reply) in zip(batch, commit(batch.map(\.request))) { waiting.reply.resume(returning: reply) }
    }
  }
}
