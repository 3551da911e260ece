internal import HTTPTypes
internal import SurveyCore

/// What became of a sent answer, before it is put into JSON or into words on a page.
enum AnswerReply: Sendable {
  /// The answer is counted, or was counted before under the same right.
  case counted(Receipt)
  /// The request isn't what the route takes.
  case malformed(Malformation)
  /// The request came from a page of another site.
  case crossSite
  /// No such wave.
  case unknownWave
  /// No such right in this wave.
  case unknownRight
  /// The wave takes no answers yet.
  case notOpen
  /// The wave takes no more answers.
  case closed
  /// The body is too large.
  case tooLarge
  /// The answers break rules of the survey.
  case invalid([AnswerProblems.Entry])
  /// The box is busy or can't write; nothing was kept.
  case unavailable

  /// What is wrong with a malformed request, as a fixed sentence.
  enum Malformation: String, Sendable {
    case notJSON = "The body is not JSON of the expected shape."
    case notJSONType = "Send the answer as application/json."
    case noRight = "Give exactly one right to answer: a pass, a code or a nonce."
    case notAForm = "The body is not a form."
    case wrongMode = "Unknown right: this wave takes another kind of right."
  }

  /// The HTTP status.
  var status: HTTPResponse.Status {
    switch self {
    case .counted: .ok
    case .malformed(.wrongMode), .unknownWave, .unknownRight: .notFound
    case .malformed: .badRequest
    case .crossSite: .forbidden
    case .notOpen: .conflict
    case .closed: .gone
    case .tooLarge: .contentTooLarge
    case .invalid: .unprocessableContent
    case .unavailable: .serviceUnavailable
    }
  }
}

/// The proof that an answer is counted, and never what it says.
struct Receipt: Sendable, Hashable {
  /// 20 base32 characters.
  let text: String
  /// The Ed25519 signature over the text, in base64url.
  let signature: String
  /// Whether an answer under the same right was counted before.
  let repeated: Bool
}
