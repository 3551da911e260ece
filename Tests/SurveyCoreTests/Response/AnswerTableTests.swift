import Foundation
import Testing

@testable import SurveyCore

/// The contract of interfaces.md, "Answers in CSV", on the sample survey.
@Suite struct AnswerTableTests {
  static let survey = SampleDefinition.survey
  static let organisation = AnswerValidatorTests.organisation

  static func read(
    _ text: String, organisation: Organisation? = organisation, ignoring: [String] = []
  ) throws -> ResponseTable {
    try AnswerTable.read(
      text: text, file: "a.csv", survey: survey, organisation: organisation, ignoring: ignoring)
  }

  @Test func `cells become bytes`() throws {
    let table = try Self.read(
      """
      team,ps1,nps,trainings,tenure,unit,status
      1,5,0,1 3,2.5,A12,2
      0,declined,10,none,25,declined,declined
      1,n/a,,,,,
      1,not-shown, 7 ,3,0,7b,1
      """)
    #expect(table.respondents == 4)
    #expect(table.bytes(of: "team") == [2, 1, 2, 2])
    #expect(table.bytes(of: "ps1") == [5, 255, 253, 0])
    #expect(table.bytes(of: "nps") == [1, 11, 254, 8])
    #expect(table.bytes(of: "trainings", option: 1) == [1, 2, 254, 2])
    #expect(table.bytes(of: "trainings", option: 3) == [1, 2, 254, 1])
    #expect(table.bytes(of: "tenure") == [1, 4, 254, 1])
    #expect(table.units(of: "unit") == [2, 65535, 65534, 3])
    #expect(table.bytes(of: "status") == [2, 255, 254, 1])
    #expect(table.bytes(of: "ps2") == [0, 0, 0, 0], "a question without a column was shown to nobody")
  }

  @Test func `empty behind an unmet condition is not shown`() throws {
    let survey = try #require(
      SurveyLoader.load(
        SampleDefinition.yaml.replacing(
          "answers: yesno, sensitive: true", with: "answers: yesno, show-if: { item: team, in: [1] }"),
        file: "s.yaml"
      ).survey)
    func bytes(_ text: String) throws -> [UInt8]? {
      try AnswerTable.read(text: text, file: "a.csv", survey: survey, organisation: nil).bytes(of: "witness")
    }
    // team 1 shows it; 0, skipped or declined don't.
    #expect(try bytes("team,witness\n1,1\n1,\n0,\n,\n") == [2, 254, 0, 0])
    #expect(try bytes("witness,team\n1,1\n,0\n") == [2, 0], "the order of columns doesn't matter")
    #expect(try bytes("witness\n1\n\"\"\n") == [2, 254], "a condition on a missing column can't be checked")
    #expect(throws: DiagnosticsError.self) { try bytes("team,witness\n0,1\n") }
  }

  @Test func `units met in a file become a flat organisation in the order of their ids`() throws {
    let table = try Self.read("unit\nB\n\"\"\nA\ndeclined\nA\n", organisation: nil)
    #expect(table.organisation?.units.map(\.id) == ["A", "B"])
    #expect(table.organisation?.units.map(\.level) == ["team", "team"])
    #expect(table.units(of: "unit") == [2, 65534, 1, 65535, 1])
  }

  struct Refused: Sendable {
    let text: String
    let problems: [String]
  }

  static let refused = [
    Refused(text: "", problems: ["1:1 csv.empty"]),
    Refused(text: "team,ps9\n1,1\n", problems: ["1:6 csv.unknown-column"]),
    Refused(text: "team,improve\n1,x\n", problems: ["1:6 csv.comment-column"]),
    Refused(text: "team,team\n1,1\n", problems: ["1:6 csv.duplicate-column"]),
    Refused(text: "team,ps1\n1\n1,2,3\n", problems: ["2:1 csv.fields", "3:1 csv.fields"]),
    Refused(
      text: "team,ps1\n2,1\n1,6\n1,abc\n1,100\n",
      problems: [
        "2:1 csv.unknown-code", "3:3 csv.unknown-code", "4:3 csv.unknown-code", "5:3 csv.unknown-code",
      ]),
    Refused(
      text: "team,status\ndeclined,1\n1,n/a\n", problems: ["2:1 csv.not-offered", "3:3 csv.not-offered"]),
    Refused(text: "trainings\n1 2\n1;3\n", problems: ["2:1 csv.unknown-code", "3:1 csv.unknown-code"]),
    Refused(text: "tenure\ntwo\n-1\n", problems: ["2:1 csv.not-a-number", "3:1 csv.below-bands"]),
    Refused(text: "unit\nZ\nA13\n", problems: ["2:1 csv.unknown-unit", "3:1 csv.unknown-unit"]),
    Refused(text: "team\n\"1\n", problems: ["2:1 csv.syntax"]),
  ]

  @Test("every problem of a file is located", arguments: refused)
  func refuses(_ refused: Refused) {
    let error = #expect(throws: DiagnosticsError.self) { try Self.read(refused.text) }
    #expect(error?.diagnostics.map { "\($0.line):\($0.column) \($0.code)" } == refused.problems)
  }

  @Test func `a message never holds the cell`() {
    let error = #expect(throws: DiagnosticsError.self) { try Self.read("ps1\nsecret-words\n") }
    #expect(error?.description.contains("secret-words") == false)
  }

  @Test func `reading stops after fifty problems`() {
    let text = "ps1\n" + String(repeating: "9\n", count: 80)
    let error = #expect(throws: DiagnosticsError.self) { try Self.read(text) }
    #expect(error?.diagnostics.count == AnswerTable.maximumProblems)
  }

  @Test func `ignored columns may hold anything`() throws {
    let table = try Self.read("team,improve,extra\n1,text,9\n", ignoring: ["improve", "extra"])
    #expect(table.bytes(of: "team") == [2])
  }

  @Test func `what is written reads as the same table`() throws {
    let table = try Self.read(
      """
      team,ps1,nps,trainings,tenure,unit,status
      1,5,0,1 3,2.5,A12,2
      0,declined,10,none,25,declined,declined
      1,n/a,,,,,
      1,not-shown,7,3,0,7b,1
      """)
    var bytes: [UInt8] = []
    AnswerTable.write(table) { bytes += $0 }
    let again = try Self.read(String(decoding: bytes, as: UTF8.self))
    #expect(again.columns == table.columns)
  }

  @Test func `a single skipped answer survives writing`() throws {
    let yaml = """
      survey: one
      version: 1
      languages: [en]
      title: { en: One }
      sections:
        - { id: s, title: { en: S }, items: [ { id: q, type: net-score, text: { en: "Q?" } } ] }
      """
    let survey = try #require(SurveyLoader.load(yaml, file: "one.yaml").survey)
    let table = ResponseTable(survey: survey, organisation: nil, records: [254, 3, 254])
    var bytes: [UInt8] = []
    AnswerTable.write(table) { bytes += $0 }
    let again = try AnswerTable.read(
      text: String(decoding: bytes, as: UTF8.self), file: "one.csv", survey: survey, organisation: nil)
    #expect(again.columns == [[254, 3, 254]])
  }

  @Test func `a file says what it leaves open`() throws {
    let table = try Self.read("ps1,unit,x\n5,B,1\n", organisation: nil, ignoring: ["x", "ps3"])
    #expect(!table.gaps.questions.contains("ps1") && !table.gaps.questions.contains("unit"))
    #expect(table.gaps.questions.contains("ps2") && table.gaps.questions.contains("status"))
    #expect(table.gaps.unitsAreThoseMet)
    #expect(table.gaps.ignoringRemarks == ["There is no column 'ps3' to ignore. Did you mean 'ps1'?"])
    #expect(try !Self.read("unit\nA12\n").gaps.unitsAreThoseMet)
  }

  @Test func `the leadership answers have the rows and units that their notice states`() throws {
    let path = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Fixtures/lq2002/lq2002.csv").path
    func item(_ id: String, _ set: String) -> String {
      "      - { id: \(id), text: { en: \"\(id)\" }, answers: \(set) }\n"
    }
    let options = (0...5).map { "{ code: \($0), label: { en: \"\($0)\" } }" }
    let items =
      (1...11).map { item($0 < 10 ? "LEAD0\($0)" : "LEAD\($0)", "one") } + (1...3).map { item("TSIG0\($0)", "one") }
      + (1...5).map { item("HOSTIL0\($0)", "zero") }
    let yaml = """
      survey: lq
      version: 1
      languages: [en]
      title: { en: LQ }
      answers:
        one: { options: [\(options[1...].joined(separator: ", "))] }
        zero: { options: [\(options[...4].joined(separator: ", "))] }
      attributes: [ { id: COMPID, type: unit, level: company, text: { en: "Which company?" } } ]
      sections:
        - id: all
          title: { en: All }
          items:
      \(items.joined())
      """
    let (survey, diagnostics) = SurveyLoader.load(yaml, file: "lq.yaml")
    let loaded = try #require(survey, "\(diagnostics)")
    let table = try AnswerTable.read(path: path, survey: loaded, organisation: nil, ignoring: ["SUB"])
    // Tests/Fixtures/lq2002/README.md: 2,042 people, 49 companies of 10 to 99 people, nobody skipped.
    #expect(table.respondents == 2042)
    #expect(table.organisation?.units.count == 49)
    let sizes = Dictionary(grouping: table.units(of: "COMPID") ?? []) { $0 }.values.map(\.count)
    #expect(sizes.min() == 10)
    #expect(sizes.max() == 99)
    let bytes = table.columns.indices.filter { table.layout.columns[$0].width == 1 }.flatMap { table.columns[$0] }
    #expect(bytes.allSatisfy { (1...5).contains($0) })
  }
}
