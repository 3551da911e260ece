import Foundation
import FoundationNetworking
import SurveyCore

/// Sends answers to a server over HTTP, repeating what was not acknowledged: the right makes repeats safe.
struct AnswerSender {
  /// What is sent: a right and its answers.
  struct Submission: Encodable, Sendable {
    var code: String?
    var nonce: String?
    var pass: Pass?
    let answers: [String: AnswerInput]

    /// A pass as it is sent.
    struct Pass: Encodable, Sendable {
      let n: String
      let s: String
    }
  }

  let address: URL
  let connections: Int

  private static let attempts = 20

  /// Sends everything.
  ///
  /// - Returns: How many were acknowledged for the first time.
  func send(_ submissions: [Submission]) async throws -> Int {
    let configuration = URLSessionConfiguration.ephemeral
    configuration.httpMaximumConnectionsPerHost = connections
    let session = URLSession(configuration: configuration)
    defer { session.invalidateAndCancel() }
    return try await withThrowingTaskGroup(of: Bool.self) { group in
      var rest = submissions.makeIterator()
      var counted = 0
      for _ in 0..<connections {
        if let submission = rest.next() { group.addTask { try await send(submission, over: session) } }
      }
      while let isNew = try await group.next() {
        if isNew { counted += 1 }
        if let submission = rest.next() { group.addTask { try await send(submission, over: session) } }
      }
      return counted
    }
  }

  private struct Reply: Decodable {
    let repeated: Bool
  }

  /// - Returns: Whether the answer was counted now, rather than being a repeat.
  private func send(_ submission: Submission, over session: URLSession) async throws -> Bool {
    var request = URLRequest(url: address)
    request.httpMethod = "POST"
    request.setValue("application/json", forHTTPHeaderField: "Content-Type")
    request.httpBody = try JSONEncoder().encode(submission)
    for attempt in 1...Self.attempts {
      do {
        let (data, response) = try await session.data(for: request)
        let status = (response as? HTTPURLResponse)?.statusCode ?? 0
        if status == 200 { return try !JSONDecoder().decode(Reply.self, from: data).repeated }
        guard status == 429 || status == 503 else {
          throw Failure.failed(
            "error: The server refused an answer with status \(status): \(String(decoding: data, as: UTF8.self))")
        }
      } catch is URLError {
        // The server may be starting or restarting: the right makes it safe to send the answer again.
      }
      try await Task.sleep(for: .milliseconds(50 * attempt))
    }
    throw Failure.failed("error: \(address) doesn't take answers. Is survey-serve running there?")
  }
}
