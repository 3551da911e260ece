internal import SurveyCore

/// A right to answer as the form carries it from page to page: as it was typed or made.
enum CarriedRight: Sendable, Hashable {
  case code(String)
  case nonce(String)

  /// What a form sent; nil where a wave without codes got no nonce. A code that isn't there yet is an empty one.
  init?(_ fields: FormFields, mode: ParticipationMode) {
    switch mode {
    case .code: self = .code(fields["code"] ?? "")
    case .open:
      guard let nonce = fields["nonce"] else { return nil }
      self = .nonce(nonce)
    }
  }

  /// The right, or nil where the text has not the form of one.
  var right: AnsweringRight? {
    switch self {
    case .code(let text): AccessCode(text).map { .code($0) }
    case .nonce(let text): AnsweringRight(nonce: text)
    }
  }

  /// The hidden field.
  var field: [String: Any] {
    switch self {
    case .code(let code): ["name": "code", "value": code]
    case .nonce(let nonce): ["name": "nonce", "value": nonce]
    }
  }
}
