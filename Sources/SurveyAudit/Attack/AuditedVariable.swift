/// What the attacker works on: the answers to one item or scale, and the groups for which something of it was published.
public struct AuditedVariable: Sendable, Hashable {
  /// The id of the item or scale.
  public let id: String
  /// The categories of each person's answer: one, or several for an item with ticks; nil for people who did not answer.
  public let answers: [[Int]?]
  /// The categories that count as favourable; nil where none does.
  public let favourable: Set<Int>?
  /// The groups whose numbers were shown.
  public let shown: [AuditedGroup]
  /// The groups of which only a band was shown.
  public let banded: [AuditedGroup]

  /// Makes a variable of which people may choose several categories.
  public init(
    _ id: String, answers: [[Int]?], favourable: Set<Int>? = nil, shown: [AuditedGroup], banded: [AuditedGroup] = []
  ) {
    self.id = id
    self.answers = answers
    self.favourable = favourable
    self.shown = shown
    self.banded = banded
  }

  /// Makes a variable of which people choose one category.
  public init(
    _ id: String, answers: [Int?], favourable: Set<Int>? = nil, shown: [AuditedGroup], banded: [AuditedGroup] = []
  ) {
    self.init(
      id, answers: answers.map { answer in answer.map { [$0] } }, favourable: favourable, shown: shown, banded: banded)
  }
}
