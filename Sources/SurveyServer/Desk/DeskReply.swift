internal import HTTPTypes
internal import Hummingbird
internal import SurveyCore

internal import struct Foundation.Data

/// Replies of the desk's JSON routes.
///
/// An unknown invitation and one whose pass was handed out get replies of one size, so that the network doesn't see which it was.
enum DeskReply {
  /// The blind signature.
  static func signature(_ signature: Data) -> Response {
    json(#"{"signature":"\#(Base64URL.encode(signature))"}"#, status: .ok)
  }

  /// Whether a pass was handed out.
  static func issued(_ isIssued: Bool) -> Response {
    json(#"{"issued":\#(isIssued)}"#, status: .ok)
  }

  /// A body that isn't what the route takes.
  static let malformed = JSONReply.error(
    "The body must be a JSON object with invitation, blinded value and the id of this wave's key.",
    status: .badRequest)

  /// Too many requests from one network.
  static var tooMany: Response {
    retried(JSONReply.error("Too many requests. Try again in a moment.", status: .tooManyRequests))
  }

  /// Too many requests in all, or nothing can be written.
  static var unavailable: Response {
    retried(JSONReply.error("Nothing was handed out. Try again in a moment.", status: .serviceUnavailable))
  }

  /// What the desk's refusal is told as.
  static func refusal(_ error: PassDeskError) -> Response {
    switch error {
    case .unknownWave: JSONReply.error("There is no such wave.", status: .notFound)
    case .unknownInvitation:
      evenly("There is no such invitation in this wave.", status: .notFound)
    case .handedOut:
      evenly("A pass or slip was handed out already.", status: .conflict)
    case .malformed: malformed
    case .notOpen: JSONReply.error("The wave isn't open yet.", status: .conflict)
    case .closed: JSONReply.error("The wave is closed. No more passes are handed out.", status: .gone)
    case .busy, .notWritten: unavailable
    }
  }

  /// How many bytes the bodies of even replies have.
  private static let size = 64

  /// A reply that is as long as every other of its kind: the body, and the words of the status line with a header that evens them out.
  private static func evenly(_ sentence: String, status: HTTPResponse.Status) -> Response {
    let body = #"{"error":"\#(sentence)"}"#
    var response = json(body + String(repeating: " ", count: max(0, size - body.utf8.count)), status: status)
    response.headers[HTTPField.Name("X-Padding")!] = String(
      repeating: "0", count: max(1, 16 - status.reasonPhrase.utf8.count))
    return response
  }

  private static func retried(_ response: Response) -> Response {
    var response = response
    response.headers[.retryAfter] = AnswerReply.retryAfter
    return response
  }

  private static func json(_ text: String, status: HTTPResponse.Status) -> Response {
    JSONReply.response(body: Data(text.utf8), status: status)
  }
}
