/// What is wrong with a secret.
public enum SecretProblem: String, Error, Sendable, Hashable {
  /// The subscription names no secret.
  case none
  /// The file or the environment variable doesn't exist.
  case missing
  /// The file can't be read.
  case unreadable
  /// Others than its owner can read the file.
  case exposed
  /// There is nothing in it.
  case empty
  /// It doesn't begin with `whsec_`.
  case notPrefixed = "not-prefixed"
  /// What follows `whsec_` isn't base64.
  case notBase64 = "not-base64"
  /// It isn't 24 to 64 bytes long.
  case wrongLength = "wrong-length"

  /// The problem in words that hold for any place; the words that an outbox keeps.
  public var sentence: String {
    switch self {
    case .none: "The subscription has no secret."
    case .missing: "The secret doesn't exist."
    case .unreadable: "The secret can't be read."
    case .exposed: "Other users can read the secret."
    case .empty: "The secret is empty."
    case .notPrefixed: "The secret doesn't begin with whsec_."
    case .notBase64: "The secret isn't base64 after whsec_."
    case .wrongLength: "The secret isn't 24 to 64 bytes long."
    }
  }

  var remedy: String {
    switch self {
    case .none: "Name one under secret: a file or an environment variable."
    case .missing: "Make it, or correct the subscription."
    case .unreadable: "Let the account of this program read it."
    case .exposed: "Take the rights of others away (chmod 600), and replace the secret if they may have read it."
    case .empty, .notPrefixed, .notBase64, .wrongLength:
      "Put the receiver's secret there: whsec_ and the base64 of 24 to 64 random bytes."
    }
  }
}

/// A secret that can't be used: where it should be, what is wrong, and the way out. It never holds the secret itself.
public struct SecretError: Error, Sendable, Hashable, CustomStringConvertible {
  /// Where the secret should be: a file, an environment variable, or a subscription.
  public let place: String
  /// What is wrong.
  public let problem: SecretProblem

  /// Makes an error.
  public init(place: String, problem: SecretProblem) {
    self.place = place
    self.problem = problem
  }

  /// Place, rule, way out.
  public var description: String {
    "\(place): [secret.\(problem.rawValue)] \(problem.sentence) \(problem.remedy)"
  }
}
