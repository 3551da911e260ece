import Testing

@testable import SurveyCore

/// interfaces.md: one field per item named by its id, repeated for `many`; `declined`, `n/a`; reserved names mean
/// something else.
@Suite struct AnswerValidatorFormTests {
  let validator = AnswerValidator(survey: SampleDefinition.survey, organisation: AnswerValidatorTests.organisation)

  struct Example: Sendable {
    let field: String
    let values: [String]
    let input: AnswerInput?
  }

  static let examples = [
    Example(field: "ps1", values: ["4"], input: .number(4)),
    Example(field: "ps1", values: [" 4 "], input: .number(4)),
    Example(field: "ps1", values: [""], input: nil),
    Example(field: "ps1", values: [], input: nil),
    Example(field: "ps1", values: ["declined"], input: .declined),
    Example(field: "ps1", values: ["n/a"], input: .notApplicable),
    Example(field: "ps1", values: ["x"], input: .text("x")),
    Example(field: "ps1", values: ["1", "2"], input: .unreadable),
    Example(field: "nps", values: ["10"], input: .number(10)),
    Example(field: "trainings", values: ["1", "3"], input: .codes([1, 3])),
    Example(field: "trainings", values: ["none"], input: .codes([])),
    Example(field: "trainings", values: ["", "1"], input: .codes([1])),
    Example(field: "trainings", values: ["none", "1"], input: .unreadable),
    Example(field: "tenure", values: ["2,5"], input: .number(2.5)),
    Example(field: "tenure", values: ["2.5"], input: .number(2.5)),
    Example(field: "tenure", values: ["nan"], input: .text("nan")),
    Example(field: "unit", values: ["A12"], input: .text("A12")),
    Example(field: "unit", values: ["7b"], input: .text("7b")),
    Example(field: "improve", values: [" keep spaces "], input: .text(" keep spaces ")),
    Example(field: "improve", values: ["declined"], input: .text("declined")),
    Example(field: "improve", values: [""], input: nil),
    Example(field: "page", values: ["3"], input: nil),
    Example(field: "do", values: ["next"], input: nil),
    Example(field: "other", values: ["3"], input: .text("3")),
  ]

  @Test("fields become answers", arguments: examples)
  func reads(_ example: Example) {
    let inputs = validator.inputs(form: [example.field: example.values])
    #expect(inputs[example.field] == example.input)
    #expect(inputs.count == (example.input == nil ? 0 : 1))
  }

  @Test func `a form and JSON give the same record`() throws {
    let form = validator.inputs(form: ["team": ["1"], "ps1": ["declined"], "trainings": ["3"], "tenure": ["3"]])
    let json: [String: AnswerInput] = [
      "team": .number(1), "ps1": .text("declined"), "trainings": .codes([3]), "tenure": .number(3),
    ]
    #expect(try validator.validate(form) == validator.validate(json))
  }

  @Test func `a field that is no question is a problem`() {
    let inputs = validator.inputs(form: ["team": ["1"], "other": ["3"]])
    #expect(throws: AnswerProblems([.init(item: "other", problem: .unknownItem)])) { try validator.validate(inputs) }
  }
}
