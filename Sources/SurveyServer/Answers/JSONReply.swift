internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import SurveyCore

/// Replies in JSON.
enum JSONReply {
  /// The reply of the answers route.
  static func response(to reply: AnswerReply) -> Response {
    switch reply {
    case .counted(let receipt):
      // Receipts and signatures are base32 and base64url: nothing in them needs escaping.
      return response(
        text: """
          {"receipt":"\(receipt.text)","signature":"\(receipt.signature)","repeated":\(receipt.repeated)}
          """, status: reply.status)
    case .malformed(let reason): return error(reason.rawValue, status: reply.status)
    case .crossSite: return error("The request came from another site.", status: reply.status)
    case .unknownWave: return error("There is no such wave.", status: reply.status)
    case .unknownRight: return error("Unknown right: it gives no access to this wave.", status: reply.status)
    case .notOpen: return error("The wave takes no answers yet.", status: reply.status)
    case .closed: return error("The wave is closed.", status: reply.status)
    case .tooLarge: return error("The body is larger than 256 KiB.", status: reply.status)
    case .invalid(let problems):
      let errors = problems.map { Problem(item: $0.item, message: $0.problem.message) }
      let encoder = JSONEncoder()
      encoder.outputFormatting = .sortedKeys
      guard let body = try? encoder.encode(Problems(errors: errors)) else {
        return error("The answers break rules of the survey.", status: reply.status)
      }
      return response(body: body, status: reply.status)
    case .unavailable:
      var response = error("Nothing was kept. Try again in a moment.", status: reply.status)
      response.headers[.retryAfter] = AnswerReply.retryAfter
      return response
    }
  }

  /// Whether a request says that its body is JSON.
  static func isJSON(_ request: Request) -> Bool {
    guard let type = request.headers[.contentType] else { return false }
    return type.prefix { $0 != ";" && $0 != " " }.lowercased() == "application/json"
  }

  /// An error in one sentence, which must not need escaping.
  static func error(_ sentence: StaticString, status: HTTPResponse.Status) -> Response {
    error(sentence.description, status: status)
  }

  /// A JSON response.
  static func response(body: Data, status: HTTPResponse.Status) -> Response {
    response(ByteBuffer(bytes: body), status: status)
  }

  private static func error(_ sentence: String, status: HTTPResponse.Status) -> Response {
    response(text: #"{"error":"\#(sentence)"}"#, status: status)
  }

  private static func response(text: String, status: HTTPResponse.Status) -> Response {
    response(ByteBuffer(string: text), status: status)
  }

  private static func response(_ buffer: ByteBuffer, status: HTTPResponse.Status) -> Response {
    Response(
      status: status, headers: [.contentType: "application/json"], body: ResponseBody(byteBuffer: buffer))
  }

  private struct Problem: Encodable {
    let item: String
    let message: String
  }

  private struct Problems: Encodable {
    let errors: [Problem]
  }
}

extension AnswerReply {
  /// Seconds after which a refused request may be repeated.
  static let retryAfter = "2"
}
