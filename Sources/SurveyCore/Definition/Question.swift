/// One thing that a respondent is asked: an item of a section or an attribute, seen alike.
///
/// Pages, answer validation, CSV reading and the layout of columns work on questions, so that each kind of answer is handled once.
public struct Question: Sendable, Hashable {
  /// Where the question stands.
  public enum Place: Sendable, Hashable {
    /// In the section with that index.
    case section(Int)
    /// Among the attributes at the end.
    case attributes
  }

  /// The id of the item or attribute.
  public let id: String
  /// The question as respondents read it.
  public let text: LocalizedText
  /// How it is answered.
  public let kind: AnswerKind
  /// Whether the survey insists on an answer.
  public let required: Bool
  /// Whether "I'd rather not say" is offered.
  public let declinable: Bool
  /// Whether "doesn't apply to me" is offered.
  public let notApplicable: Bool
  /// Whether the question, or its section, is marked sensitive.
  public let sensitive: Bool
  /// Whether a new page begins with it.
  public let pageBreakBefore: Bool
  /// When it is asked; nil for always.
  public let showIf: Condition?
  /// Where it stands.
  public let place: Place
}

extension Survey {
  /// Everything that is asked, in order: the items of all sections, then the attributes.
  public var questions: [Question] {
    let asked = sections.enumerated().flatMap { index, section in
      section.items.map { item in
        Question(
          id: item.id, text: item.text, kind: item.kind, required: item.required, declinable: item.kind.declinable,
          notApplicable: item.kind.offersNotApplicable, sensitive: item.sensitive || section.sensitive,
          pageBreakBefore: item.pageBreakBefore, showIf: item.showIf, place: .section(index))
      }
    }
    return asked
      + attributes.map { attribute in
        Question(
          id: attribute.id, text: attribute.text, kind: attribute.kind, required: false, declinable: true,
          notApplicable: false, sensitive: attribute.sensitive, pageBreakBefore: false, showIf: nil, place: .attributes)
      }
  }
}

extension AnswerKind {
  /// Whether "I'd rather not say" is offered with this kind of answer.
  var declinable: Bool {
    if case .choice(let set) = self { set.decline } else { false }
  }

  /// Whether "doesn't apply to me" is offered with this kind of answer.
  var offersNotApplicable: Bool {
    if case .choice(let set) = self { set.notApplicable } else { false }
  }

  /// The values used in calculations, by position from 1; empty for comments and units.
  public var codes: [Int] {
    switch self {
    case .choice(let set): set.options.map(\.code)
    case .many(let options): options.map(\.code)
    case .netScore: Array(0...10)
    case .number(let bands): bands.isEmpty ? [] : Array(1...bands.count)
    case .comment, .unit: []
    }
  }

  /// The codes that count as favourable.
  public var favourable: [Int] {
    switch self {
    case .choice(let set): set.favourable
    case .netScore: [9, 10]
    default: []
    }
  }

  /// The codes that count as unfavourable.
  public var unfavourable: [Int] {
    switch self {
    case .choice(let set): set.unfavourable
    case .netScore: Array(0...6)
    default: []
    }
  }
}
