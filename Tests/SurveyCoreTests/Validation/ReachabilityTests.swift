import Testing

@testable import SurveyCore

@Suite struct ReachabilityTests {
  static let nobody = LocalizedText([:])
  static let items: [String: Item] = [
    "a": Item(id: "a", text: nobody, kind: .choice(set(1...3))),
    "b": Item(id: "b", text: nobody, kind: .choice(set(1...3)), showIf: .item("a", in: [1])),
    "m": Item(id: "m", text: nobody, kind: .many(set(1...3).options)),
    "n": Item(id: "n", text: nobody, kind: .netScore),
  ]

  static func set(_ codes: ClosedRange<Int>) -> AnswerSet {
    AnswerSet(id: "s", options: codes.map { AnswerOption(code: $0, label: nobody) })
  }

  struct Example: Sendable {
    let condition: Condition
    let isReachable: Bool
  }

  static let examples = [
    Example(condition: .item("a", in: [2]), isReachable: true),
    Example(condition: .not(.item("a", in: [1, 2])), isReachable: true),
    Example(condition: .not(.item("a", in: [1, 2, 3])), isReachable: false),
    Example(condition: .all([.item("a", in: [1]), .item("a", in: [2])]), isReachable: false),
    Example(condition: .any([.item("a", in: [1]), .item("a", in: [2])]), isReachable: true),
    // Two options of a `many` item can be ticked together.
    Example(condition: .all([.item("m", in: [1]), .item("m", in: [2])]), isReachable: true),
    Example(condition: .all([.item("m", in: [1]), .not(.item("m", in: [1]))]), isReachable: false),
    // Nothing ticked is an answer.
    Example(condition: .not(.item("m", in: [1, 2, 3])), isReachable: true),
    // b is asked only after a = 1, and every item that is named must be answered.
    Example(condition: .all([.item("b", in: [1]), .item("a", in: [1])]), isReachable: true),
    Example(condition: .all([.item("b", in: [1]), .item("a", in: [2])]), isReachable: false),
    Example(condition: .any([.item("b", in: [1]), .item("a", in: [2])]), isReachable: true),
    Example(condition: .all([.not(.item("b", in: [1])), .item("a", in: [2, 3])]), isReachable: false),
    Example(condition: .all([.item("n", in: [9, 10]), .not(.item("n", in: [10]))]), isReachable: true),
  ]

  @Test("a condition is reachable when some answers make it hold", arguments: examples)
  func reaches(_ example: Example) {
    #expect(Reachability.isReachable(example.condition, items: Self.items) == example.isReachable)
  }
}
