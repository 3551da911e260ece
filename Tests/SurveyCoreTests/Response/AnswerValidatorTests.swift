import Testing

@testable import SurveyCore

/// The routes' contract (interfaces.md, "HTTP" and "Codes in storage"), on the sample survey.
@Suite struct AnswerValidatorTests {
  static let organisation = Organisation(units: [
    Organisation.Unit(id: "Z", parent: nil, level: "zone", name: "Zone", headcount: 100),
    Organisation.Unit(id: "A12", parent: 0, level: "team", name: "Team", headcount: 60),
    Organisation.Unit(id: "7b", parent: 0, level: "team", name: "Team", headcount: 40),
  ])
  let validator = AnswerValidator(survey: SampleDefinition.survey, organisation: organisation)

  /// The record of the sample: ps1 team ps2 nps trainings(1) trainings(3) tenure witness unit unit status minority.
  static func record(
    ps1: UInt8 = 254, team: UInt8 = 2, ps2: UInt8 = 254, nps: UInt8 = 254, trainings: (UInt8, UInt8) = (254, 254),
    tenure: UInt8 = 254, witness: UInt8 = 254, unit: UInt16 = 65534, status: UInt8 = 254, minority: UInt8 = 254
  ) -> [UInt8] {
    [
      ps1, team, ps2, nps, trainings.0, trainings.1, tenure, witness, UInt8(unit & 255), UInt8(unit >> 8), status,
      minority,
    ]
  }

  struct Accepted: Sendable {
    let source: String
    let answers: [String: AnswerInput]
    let record: [UInt8]
    var comment = ""
  }

  static let accepted = [
    Accepted(source: "only what is required", answers: ["team": .number(1)], record: record()),
    Accepted(source: "a code", answers: ["team": .number(1), "ps1": .number(5)], record: record(ps1: 5)),
    Accepted(
      source: "positions, not codes, are kept", answers: ["team": .number(0), "witness": .number(0)],
      record: record(team: 1, witness: 1)),
    Accepted(
      source: "declined as a word", answers: ["team": .number(1), "ps1": .text("declined")], record: record(ps1: 255)),
    Accepted(
      source: "not applicable as a word", answers: ["team": .number(1), "ps1": .text("n/a")], record: record(ps1: 253)),
    Accepted(
      source: "attributes can always be declined",
      answers: ["team": .number(1), "status": .declined, "unit": .declined],
      record: record(unit: 65535, status: 255)),
    Accepted(source: "net score 0", answers: ["team": .number(1), "nps": .number(0)], record: record(nps: 1)),
    Accepted(source: "net score 10", answers: ["team": .number(1), "nps": .number(10)], record: record(nps: 11)),
    Accepted(
      source: "ticked and not ticked", answers: ["team": .number(1), "trainings": .codes([3])],
      record: record(trainings: (2, 1))),
    Accepted(
      source: "nothing ticked", answers: ["team": .number(1), "trainings": .codes([])],
      record: record(trainings: (2, 2))),
    Accepted(source: "lowest band", answers: ["team": .number(1), "tenure": .number(0)], record: record(tenure: 1)),
    Accepted(
      source: "just below a bound", answers: ["team": .number(1), "tenure": .number(2.9)], record: record(tenure: 1)),
    Accepted(source: "on a bound", answers: ["team": .number(1), "tenure": .number(3)], record: record(tenure: 2)),
    Accepted(source: "open above", answers: ["team": .number(1), "tenure": .number(99)], record: record(tenure: 4)),
    Accepted(source: "a unit", answers: ["team": .number(1), "unit": .text("7b")], record: record(unit: 3)),
    Accepted(
      source: "a comment where the condition is met",
      answers: ["team": .number(1), "trainings": .codes([1]), "improve": .text("More light\r\nplease")],
      record: record(trainings: (1, 2)), comment: "More light\nplease"),
    Accepted(
      source: "in a comment the words are text",
      answers: ["team": .number(1), "trainings": .codes([]), "improve": .text("declined")],
      record: record(trainings: (2, 2)), comment: "declined"),
    Accepted(
      source: "an empty comment is left out, shown or not", answers: ["team": .number(0), "improve": .text("")],
      record: record(team: 1)),
  ]

  @Test("accepted answers become the bytes of the layout", arguments: accepted)
  func accepts(_ accepted: Accepted) throws {
    let answer = try validator.validate(accepted.answers)
    #expect(answer.record == accepted.record, "\(accepted.source)")
    #expect(answer.comments == [accepted.comment], "\(accepted.source)")
  }

  struct Refused: Sendable {
    let answers: [String: AnswerInput]
    let problems: [(String, AnswerProblem)]
  }

  static let refused = [
    Refused(answers: [:], problems: [("team", .required)]),
    Refused(answers: ["team": .number(2)], problems: [("team", .unknownOption)]),
    Refused(answers: ["team": .number(0.5)], problems: [("team", .unknownOption)]),
    Refused(answers: ["team": .declined], problems: [("team", .notOffered)]),
    Refused(answers: ["team": .text("1")], problems: [("team", .wrongType)]),
    Refused(answers: ["team": .codes([1])], problems: [("team", .wrongType)]),
    Refused(answers: ["team": .number(1), "minority": .notApplicable], problems: [("minority", .notOffered)]),
    Refused(answers: ["team": .number(1), "nps": .number(11)], problems: [("nps", .unknownOption)]),
    Refused(
      answers: ["team": .number(1), "tenure": .number(-1)], problems: [("tenure", .numberOutOfRange(minimum: 0))]),
    Refused(answers: ["team": .number(1), "tenure": .text("two")], problems: [("tenure", .notANumber)]),
    Refused(answers: ["team": .number(1), "trainings": .codes([2])], problems: [("trainings", .unknownOption)]),
    Refused(answers: ["team": .number(1), "trainings": .number(1)], problems: [("trainings", .wrongType)]),
    Refused(answers: ["team": .number(1), "trainings": .unreadable], problems: [("trainings", .wrongType)]),
    Refused(answers: ["team": .number(1), "unit": .text("Z")], problems: [("unit", .unknownUnit)]),
    Refused(answers: ["team": .number(1), "unit": .number(7)], problems: [("unit", .wrongType)]),
    Refused(answers: ["team": .number(1), "improve": .text("x")], problems: [("improve", .notShown)]),
    Refused(
      answers: ["team": .number(0), "trainings": .codes([]), "improve": .text("x")],
      problems: [("improve", .notShown)]),
    Refused(
      answers: ["team": .number(1), "trainings": .codes([]), "improve": .text(String(repeating: "é", count: 501))],
      problems: [("improve", .tooLong(maximum: 500))]),
    Refused(
      answers: ["team": .number(1), "trainings": .codes([]), "improve": .text(String(repeating: "👨‍👩‍👧‍👦", count: 400))],
      problems: [("improve", .tooLong(maximum: 500))]),
    Refused(
      answers: ["zz": .number(1), "aa": .number(1), "status": .number(9), "ps1": .number(6)],
      problems: [
        ("ps1", .unknownOption), ("team", .required), ("status", .unknownOption), ("aa", .unknownItem),
        ("zz", .unknownItem),
      ]),
  ]

  @Test("refused answers name every problem in the order of the survey", arguments: refused)
  func refuses(_ refused: Refused) {
    let expected = refused.problems.map { AnswerProblems.Entry(item: $0.0, problem: $0.1) }
    #expect(throws: AnswerProblems(expected)) { try validator.validate(refused.answers) }
  }

  @Test func `problems of one page leave the others alone`() {
    let answers: [String: AnswerInput] = ["ps1": .number(9), "nps": .number(70)]
    #expect(validator.problems(in: answers, for: ["ps1"]).map(\.problem) == [.unknownOption])
    #expect(validator.problems(in: answers, for: ["team", "ps2"]).map(\.problem) == [.required])
  }

  @Test func `questions appear when their condition is met`() {
    #expect(!validator.shownQuestions(given: [:]).map(\.id).contains("improve"))
    let met: [String: AnswerInput] = ["team": .number(1), "trainings": .codes([1])]
    #expect(validator.shown(["improve", "ps1"], given: met).map(\.id) == ["ps1", "improve"])
  }

  @Test func `answers to questions that are no longer asked are dropped`() {
    let answers: [String: AnswerInput] = ["team": .number(0), "trainings": .codes([]), "improve": .text("x")]
    #expect(validator.withoutHidden(answers) == ["team": .number(0), "trainings": .codes([])])
  }

  @Test func `without an organisation no unit is accepted`() {
    let validator = AnswerValidator(survey: SampleDefinition.survey, organisation: nil)
    let expected = AnswerProblems([.init(item: "unit", problem: .unknownUnit)])
    #expect(throws: expected) { try validator.validate(["team": .number(1), "unit": .text("A12")]) }
  }
}
