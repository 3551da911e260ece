/// What is wrong with the answer to one question.
public enum AnswerProblem: Sendable, Hashable {
  /// The survey insists on an answer.
  case required
  /// There is no such option.
  case unknownOption
  /// "I'd rather not say" or "doesn't apply" isn't offered here.
  case notOffered
  /// A number is needed.
  case notANumber
  /// The number lies below the first band.
  case numberOutOfRange(minimum: Double)
  /// The text has too many characters.
  case tooLong(maximum: Int)
  /// The question isn't asked after these answers.
  case notShown
  /// The survey has no such question.
  case unknownItem
  /// There is no such unit, or it can't be chosen.
  case unknownUnit
  /// The answer has the wrong form, such as a text where a code is needed.
  case wrongType

  /// The problem as a sentence in English, for clients that don't show pages.
  public var message: String {
    switch self {
    case .required: "This question needs an answer."
    case .unknownOption: "There is no option with this code."
    case .notOffered: "This question doesn't offer that answer."
    case .notANumber: "The answer must be a number."
    case .numberOutOfRange(let minimum): "The number must be at least \(Self.words(minimum))."
    case .tooLong(let maximum): "The text must have at most \(maximum) characters."
    case .notShown: "This question isn't asked after the other answers; leave it out."
    case .unknownItem: "The survey has no such question."
    case .unknownUnit: "There is no such unit to choose."
    case .wrongType: "The answer has the wrong form for this question."
    }
  }

  private static func words(_ number: Double) -> String {
    Int(exactly: number).map(String.init) ?? String(number)
  }
}

/// Why a set of answers was refused: every problem with its question, in the order of the survey.
public struct AnswerProblems: Error, Sendable, Hashable {
  /// A problem with its question.
  public struct Entry: Sendable, Hashable {
    /// The id of the item or attribute.
    public let item: String
    /// What is wrong with its answer.
    public let problem: AnswerProblem

    /// Makes an entry.
    public init(item: String, problem: AnswerProblem) {
      self.item = item
      self.problem = problem
    }
  }

  /// The problems, at least one.
  public let entries: [Entry]

  /// Makes the error.
  public init(_ entries: [Entry]) {
    self.entries = entries
  }
}
