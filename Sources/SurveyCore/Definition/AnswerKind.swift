/// How a question is answered, and which answers there are.
public enum AnswerKind: Sendable, Hashable {
  /// One option of a set.
  case choice(AnswerSet)
  /// Any number of options; groups and shares count people.
  case many([AnswerOption])
  /// 0–10: favourable 9–10, unfavourable 0–6.
  case netScore
  /// A number, of which only the band is kept. The bounds ascend; band *i* holds values from `bands[i]` to below the next bound.
  case number(bands: [Double])
  /// Free text of at most that many characters.
  case comment(maximumLength: Int)
  /// A unit of the organisation tree at that level (or a leaf above it); nil for any unit.
  case unit(level: String?)
}

/// The ordered labelled options of closed items.
public struct AnswerSet: Sendable, Hashable {
  /// The set's name; for an attribute, the attribute's id.
  public var id: String
  /// The options, codes ascending; at most 250.
  public var options: [AnswerOption]
  /// The codes that count as favourable.
  public var favourable: [Int]
  /// The codes that count as unfavourable.
  public var unfavourable: [Int]
  /// Whether "I'd rather not say" is offered; kept apart from skipped.
  public var decline: Bool
  /// Whether "doesn't apply to me" is offered; kept apart, never neutral.
  public var notApplicable: Bool

  /// Makes an answer set.
  public init(
    id: String, options: [AnswerOption], favourable: [Int] = [], unfavourable: [Int] = [], decline: Bool = false,
    notApplicable: Bool = false
  ) {
    self.id = id
    self.options = options
    self.favourable = favourable
    self.unfavourable = unfavourable
    self.decline = decline
    self.notApplicable = notApplicable
  }
}

/// One option of a closed question.
public struct AnswerOption: Sendable, Hashable {
  /// The value used in calculations.
  public var code: Int
  /// The label that respondents read.
  public var label: LocalizedText

  /// Makes an option.
  public init(code: Int, label: LocalizedText) {
    self.code = code
    self.label = label
  }
}
