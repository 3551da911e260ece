/// A group of items that are asked together, with a title of its own.
public struct Section: Sendable, Hashable {
  /// The section's id.
  public var id: String
  /// The heading that respondents read.
  public var title: LocalizedText
  /// A text before the first item.
  public var intro: LocalizedText?
  /// Whether a warning comes before the section and support contacts beside it.
  public var sensitive: Bool
  /// The items in order.
  public var items: [Item]

  /// Makes a section.
  public init(id: String, title: LocalizedText, intro: LocalizedText? = nil, sensitive: Bool = false, items: [Item]) {
    self.id = id
    self.title = title
    self.intro = intro
    self.sensitive = sensitive
    self.items = items
  }
}

/// One question of a section.
public struct Item: Sendable, Hashable {
  /// The item's id; items, attributes and scales share one namespace.
  public var id: String
  /// The concept that keeps the item comparable when its survey or version changes.
  public var concept: String?
  /// The question as respondents read it.
  public var text: LocalizedText
  /// How it is answered.
  public var kind: AnswerKind
  /// Whether a high code means less of what the scale measures.
  public var reverse: Bool
  /// Whether the survey insists on an answer.
  public var required: Bool
  /// Whether a new page begins with this item.
  public var pageBreakBefore: Bool
  /// When the item is asked; nil for always.
  public var showIf: Condition?
  /// Whether the item itself is marked sensitive (its section may be as well).
  public var sensitive: Bool

  /// Makes an item.
  public init(
    id: String, concept: String? = nil, text: LocalizedText, kind: AnswerKind, reverse: Bool = false,
    required: Bool = false, pageBreakBefore: Bool = false, showIf: Condition? = nil, sensitive: Bool = false
  ) {
    self.id = id
    self.concept = concept
    self.text = text
    self.kind = kind
    self.reverse = reverse
    self.required = required
    self.pageBreakBefore = pageBreakBefore
    self.showIf = showIf
    self.sensitive = sensitive
  }
}

/// A self-reported background question used for group comparison; always declinable.
public struct Attribute: Sendable, Hashable {
  /// The attribute's id.
  public var id: String
  /// The question as respondents read it.
  public var text: LocalizedText
  /// How it is answered: ``AnswerKind/unit(level:)`` or ``AnswerKind/choice(_:)``.
  public var kind: AnswerKind
  /// Whether groups by this attribute use the sensitive minimum.
  public var sensitive: Bool

  /// Makes an attribute.
  public init(id: String, text: LocalizedText, kind: AnswerKind, sensitive: Bool = false) {
    self.id = id
    self.text = text
    self.kind = kind
    self.sensitive = sensitive
  }
}
