import CLibcurl
import Foundation
import Synchronization

/// What all transfers of one engine share.
struct CurlSettings: Sendable {
  let policy: AddressPolicy
  let proxy: String
  let limits: TransportLimits
}

/// The thread that owns a `CURLM` and everything in it.
///
/// Other threads only put requests and cancellations into the inbox and wake the thread up.
final class CurlEngine: Sendable {
  typealias Continuation = CheckedContinuation<TransportResult, Never>

  private struct Submission: Sendable {
    let request: OutgoingRequest
    let ticket: Int
    let continuation: Continuation
  }

  private struct Inbox: Sendable {
    var nextTicket = 0
    var submissions: [Submission] = []
    var cancelled: Set<Int> = []
    var stopping = false
  }

  private static let initialised: Bool = curl_global_init(Int(CURL_GLOBAL_ALL)) == CURLE_OK

  private let settings: CurlSettings
  private let inbox = Mutex(Inbox())
  nonisolated(unsafe) private let multi: UnsafeMutableRawPointer

  init(settings: CurlSettings) {
    guard Self.initialised, let multi = curl_multi_init() else { fatalError("libcurl can't be initialised") }
    self.settings = settings
    self.multi = multi
    _ = survey_multi_set_long(multi, CURLMOPT_PIPELINING, 0)
    _ = survey_multi_set_long(multi, CURLMOPT_MAX_TOTAL_CONNECTIONS, settings.limits.transfers)
    _ = survey_multi_set_long(multi, CURLMOPT_MAX_HOST_CONNECTIONS, settings.limits.transfersPerHost)
  }

  func start() {
    let thread = Thread { self.run() }
    thread.name = "notify-transport"
    thread.start()
  }

  func newTicket() -> Int {
    inbox.withLock {
      $0.nextTicket += 1
      return $0.nextTicket
    }
  }

  func submit(_ request: OutgoingRequest, ticket: Int, continuation: Continuation) {
    tell { $0.submissions.append(Submission(request: request, ticket: ticket, continuation: continuation)) }
  }

  /// Ends a request, even one that is yet to be submitted.
  func cancel(_ ticket: Int) {
    tell { _ = $0.cancelled.insert(ticket) }
  }

  /// Forgets a cancellation, once its request has ended.
  func forget(_ ticket: Int) {
    inbox.withLock { _ = $0.cancelled.remove(ticket) }
  }

  func stop() {
    tell { $0.stopping = true }
  }

  /// Changes the inbox and wakes the thread inside the lock, so that the thread can't free the handle in between.
  private func tell(_ change: (inout Inbox) -> Void) {
    inbox.withLock {
      change(&$0)
      curl_multi_wakeup(multi)
    }
  }

  // MARK: On the thread

  private func run() {
    var transfers: [UnsafeMutableRawPointer: CurlTransfer] = [:]
    while true {
      let news = inbox.withLock { inbox in
        defer { inbox.submissions = [] }
        return inbox
      }
      for submission in news.submissions {
        if let transfer = begin(submission) { transfers[transfer.handle] = transfer }
      }
      for (handle, transfer) in transfers where news.stopping || news.cancelled.contains(transfer.ticket) {
        transfers[handle] = nil
        end(transfer, with: .cancelled)
      }
      if news.stopping { break }
      var running: Int32 = 0
      curl_multi_perform(multi, &running)
      var remaining: Int32 = 0
      while let message = curl_multi_info_read(multi, &remaining) {
        guard message.pointee.msg == CURLMSG_DONE, let handle = message.pointee.easy_handle,
          let transfer = transfers.removeValue(forKey: handle)
        else { continue }
        end(transfer, with: transfer.result(of: message.pointee.data.result))
      }
      curl_multi_poll(multi, nil, 0, 60_000, nil)
    }
    curl_multi_cleanup(multi)
  }

  private func begin(_ submission: Submission) -> CurlTransfer? {
    guard
      let transfer = CurlTransfer(
        submission.request, ticket: submission.ticket, continuation: submission.continuation, settings: settings)
    else {
      submission.continuation.resume(returning: .failed(.notPossible))
      return nil
    }
    guard curl_multi_add_handle(multi, transfer.handle) == CURLM_OK else {
      submission.continuation.resume(returning: .failed(.notPossible))
      return nil
    }
    return transfer
  }

  private func end(_ transfer: CurlTransfer, with result: TransportResult) {
    curl_multi_remove_handle(multi, transfer.handle)
    transfer.continuation.resume(returning: result)
  }
}
