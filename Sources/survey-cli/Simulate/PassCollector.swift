import Foundation
import FoundationNetworking
import SurveyCore

/// Gets passes from a desk over HTTP, one for each invitation, as people's browsers do.
struct PassCollector {
  let address: URL
  let key: PassPublicKey

  private static let attempts = 20

  private struct Asked: Encodable {
    let invitation: String
    let blinded: String
    let key: String
  }

  private struct Reply: Decodable {
    let signature: String
  }

  /// Gets the passes, one after another.
  ///
  /// - Throws: A `Failure` where the desk refuses an invitation, or signs wrongly.
  func passes(for invitations: [Invitation]) async throws -> [AnswerSender.Submission.Pass] {
    let session = URLSession(configuration: .ephemeral)
    defer { session.invalidateAndCancel() }
    var passes: [AnswerSender.Submission.Pass] = []
    for invitation in invitations {
      let request = try PassRequest(for: key)
      let signature = try await signature(of: request.blinded, for: invitation, over: session)
      guard let pass = try? request.pass(from: signature) else {
        throw Failure.failed("error: The desk's signature is wrong. Its key is not that of the wave: don't answer.")
      }
      passes.append(.init(n: Base64URL.encode(pass.nonce), s: Base64URL.encode(pass.signature)))
    }
    return passes
  }

  private func signature(of blinded: Data, for invitation: Invitation, over session: URLSession) async throws -> Data {
    var request = URLRequest(url: address)
    request.httpMethod = "POST"
    request.setValue("application/json", forHTTPHeaderField: "Content-Type")
    request.httpBody = try JSONEncoder().encode(
      Asked(
        invitation: invitation.characters, blinded: Base64URL.encode(blinded), key: Base64URL.encode(key.id)))
    for attempt in 1...Self.attempts {
      do {
        let (data, response) = try await session.data(for: request)
        let status = (response as? HTTPURLResponse)?.statusCode ?? 0
        if status == 200, let signature = Base64URL.decode(try JSONDecoder().decode(Reply.self, from: data).signature) {
          return signature
        }
        guard status == 429 || status == 503 else {
          throw Failure.failed(
            "error: The desk refused a pass with status \(status): \(String(decoding: data, as: UTF8.self))")
        }
      } catch is URLError {
        // The desk may be starting or restarting: the same value is signed again.
      }
      try await Task.sleep(for: .milliseconds(50 * attempt))
    }
    throw Failure.failed("error: \(address) hands out no passes. Is survey-serve running there?")
  }
}

/// The list of letters that `survey-cli invite --letters` writes.
enum LetterFile {
  /// The invitations, which stand in the fragments of the addresses.
  static func invitations(in path: String) throws -> [Invitation] {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Failure.badInput("error: \(path) can't be read. Check the name and its permissions.")
    }
    let lines = String(decoding: data, as: UTF8.self).split(whereSeparator: \.isNewline).dropFirst()
    return try lines.enumerated().map { number, line in
      let fragment = line.split(separator: "#").last ?? ""
      let field = fragment.split(separator: "&").first { $0.hasPrefix("i=") }
      guard let invitation = field.flatMap({ Invitation($0.dropFirst(2)) }) else {
        throw Failure.badInput(
          "error: \(path):\(number + 2): there is no invitation. Give the letters.csv of 'survey-cli invite --letters'.")
      }
      return invitation
    }
  }
}
