internal import SurveyCore

/// A right to answer as the form carries it from page to page: as it was typed or made.
enum CarriedRight: Sendable, Hashable {
  /// A pass: its number and its signature.
  case pass(n: String, s: String)
  case code(String)
  case nonce(String)

  /// What a form sent; nil where a wave without codes got no nonce. A code or a pass that isn't there yet is an empty one.
  init?(_ fields: FormFields, mode: ParticipationMode) {
    switch mode {
    // A slip's code stands for a pass. With a code typed, the pass fields are empty.
    case .pass:
      let code = fields["code"] ?? ""
      if !code.isEmpty {
        self = .code(code)
      } else if let s = fields["s"], !s.isEmpty {
        self = .pass(n: fields["n"] ?? "", s: s)
      } else {
        // A pass that was made elsewhere is pasted as one text, its parts with a dot between them.
        let parts = (fields["n"] ?? "").split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        let trimmed = parts.map { String($0.filter { !$0.isWhitespace }) }
        self = .pass(n: trimmed.first ?? "", s: trimmed.count == 2 ? trimmed[1] : "")
      }
    case .code: self = .code(fields["code"] ?? "")
    case .open:
      guard let nonce = fields["nonce"] else { return nil }
      self = .nonce(nonce)
    }
  }

  /// The right, or nil where the text has not the form of one.
  var right: AnsweringRight? {
    switch self {
    case .pass(let n, let s): Pass(nonce: n, signature: s).map { .pass($0) }
    case .code(let text): AccessCode(text).map { .code($0) }
    case .nonce(let text): AnsweringRight(nonce: text)
    }
  }

  /// The kind of right, as the keys of sentences about it name it.
  var kind: String {
    switch self {
    case .pass: "pass"
    case .code: "code"
    case .nonce: "nonce"
    }
  }

  /// By what answers name the person who gave them, as long as they are under way: the same however it was typed.
  var owner: String {
    switch self {
    case .pass(let n, _): n
    case .code(let text): AccessCode(text)?.printed ?? text
    case .nonce(let text): text
    }
  }

  /// The field of the start page that says whose answers it carries. No question can have that name.
  static let ownerField = "_owner"

  /// Whether nothing was given.
  var isEmpty: Bool {
    switch self {
    case .pass(let n, let s): n.isEmpty && s.isEmpty
    case .code(let text), .nonce(let text): text.allSatisfy(\.isWhitespace)
    }
  }

  /// The hidden fields.
  var fields: [[String: Any]] {
    switch self {
    case .pass(let n, let s): [["name": "n", "value": n], ["name": "s", "value": s]]
    case .code(let code): [["name": "code", "value": code]]
    case .nonce(let nonce): [["name": "nonce", "value": nonce]]
    }
  }
}
