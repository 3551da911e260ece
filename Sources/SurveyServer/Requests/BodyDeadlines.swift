internal import NIOCore
internal import Synchronization

/// Closes connections whose body doesn't arrive in time.
///
/// A timer of its own for each request would wake an event loop twice per answer. Here a request only puts itself on a list and off it
/// again, and one sweep looks at the list a few times per deadline, as long as anything is on it.
final class BodyDeadlines: Sendable {
  private struct State {
    var waiting: [Int: (deadline: NIODeadline, channel: any Channel)] = [:]
    var nextTicket = 0
    var isSweeping = false
  }

  private let time: TimeAmount
  private let interval: TimeAmount
  private let state = Mutex(State())

  /// - Parameter time: How long a body may take at most; the sweep that ends it comes up to a twentieth earlier.
  init(_ time: TimeAmount) {
    self.time = time
    self.interval = .nanoseconds(max(time.nanoseconds / 20, 1_000_000))
  }

  /// Watches a connection whose body begins to be read.
  ///
  /// - Returns: The ticket with which ``end(_:)`` ends the watch.
  func begin(_ channel: any Channel) -> Int {
    let (ticket, startsSweep) = state.withLock { state in
      let ticket = state.nextTicket
      state.nextTicket += 1
      state.waiting[ticket] = (.now() + time - interval, channel)
      defer { state.isSweeping = true }
      return (ticket, !state.isSweeping)
    }
    if startsSweep { scheduleSweep(on: channel.eventLoop) }
    return ticket
  }

  /// Ends the watch: the body is there, or nobody wants it any more.
  func end(_ ticket: Int) {
    state.withLock { _ = $0.waiting.removeValue(forKey: ticket) }
  }

  private func scheduleSweep(on eventLoop: any EventLoop) {
    _ = eventLoop.scheduleTask(in: interval) { self.sweep(eventLoop) }
  }

  private func sweep(_ eventLoop: any EventLoop) {
    let now = NIODeadline.now()
    let (overdue, goesOn) = state.withLock { state in
      let overdue = state.waiting.filter { $0.value.deadline <= now }
      for ticket in overdue.keys { state.waiting[ticket] = nil }
      state.isSweeping = !state.waiting.isEmpty
      return (overdue.values.map(\.channel), state.isSweeping)
    }
    for channel in overdue { channel.close(promise: nil) }
    if goesOn { scheduleSweep(on: eventLoop) }
  }
}
