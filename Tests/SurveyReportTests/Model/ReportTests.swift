import SurveyCore
import SurveyTestSupport
import Testing

import struct Foundation.Date

@testable import SurveyReport

@Suite("Reports before rendering")
struct ReportTests {
  typealias Sample = SampleReport

  func number(_ value: JSONValue?) -> Double? {
    if case .number(let number)? = value { number } else { nil }
  }

  @Test("the JSON has the promised form")
  func form() throws {
    let json = Sample.report().json
    guard case .object(let members) = json else { return #expect(Bool(false)) }
    #expect(
      members.map(\.name)
        == [
          "format", "plan", "wave", "survey", "untestedLanguages", "ledger", "minimumGroup", "cells", "indicators",
          "hidden",
        ])
    #expect(json["format"] == "survey.report/1")
    #expect(json["survey"] == "sample@2")
    #expect(json["untestedLanguages"] == ["fr", "de", "en"])
    #expect(json["ledger"] == "00c0ffee")
    #expect(json["minimumGroup"] == 5)
    #expect(json["hidden"] == ["groups": 4])
  }

  @Test("cells are shown, suppressed with a reason, or empty")
  func cells() throws {
    guard case .array(let cells)? = Sample.report().json["cells"] else { return #expect(Bool(false)) }
    func cell(_ variable: String, _ group: JSONValue) -> JSONValue? {
      cells.first { $0["variable"] == .string(variable) && $0["group"] == group }
    }
    let total = try #require(cell("ps2", [:]))
    #expect(total["n"] == 339)
    #expect(total["counts"] != nil && total["mean"] != nil && total["sd"] != nil)
    #expect(total["favourable"]?["low"] != nil)
    #expect(cell("safety-scale", ["status": "1"])?["n"] == 198)
    #expect(
      cell("safety-scale", ["status": "3"])
        == [
          "variable": "safety-scale", "group": ["status": "3"],
          "suppressed": ["reason": "small", "because": [], "showInstead": [:]],
        ])
    #expect(cell("safety-scale", ["status": "2"])?["suppressed"]?["reason"] == "difference")
    #expect(cell("safety-scale", ["unit": "N2"])?["suppressed"]?["showInstead"] == ["unit": "north"])
    #expect(cell("safety-scale", ["unit": "S1"])?["n"] == 188)
  }

  @Test("nothing of a hidden group is in any rendering")
  func nothingHiddenAppears() throws {
    let report = Sample.report()
    // Status 2 has 137 people, status 3 four; team North 1 has 148.
    let renderings =
      Language.allCases.flatMap {
        [report.html(in: $0).source, report.text(in: $0, style: TerminalStyle(colour: false))]
      }
      + [report.csv, report.json.text()]
    for rendering in renderings {
      let words = rendering.replacing(/<style>.*<\/style>/.dotMatchesNewlines(), with: "").replacing(
        /<[^>]*>/, with: " ")
      let numbers = Set(words.split { !$0.isNumber && $0 != "." }.map(String.init))
      #expect(numbers.isDisjoint(with: ["137", "148"]))
      #expect(numbers.contains("198"))
    }
  }

  @Test("a hidden cell has no number, in any random wave", arguments: 0..<40)
  func hiddenCellsHaveNoNumbers(_ seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    func draw(_ count: Int) -> Int { Int.random(in: 0..<count, using: &random) }
    let people = 10 + draw(80)
    let table = Sample.table(
      (0..<people).map { _ in
        Sample.record(
          ps1: UInt8(1 + draw(5)), ps2: UInt8(1 + draw(5)), unit: [3, 3, 3, 4, 6, 65_535][draw(6)],
          status: [1, 1, 1, 2, 2, 3, 255][draw(7)])
      })
    let report = Sample.report(table)
    guard case .array(let cells)? = report.json["cells"] else { return #expect(Bool(false)) }
    for case .object(let members) in cells where members.contains(where: { $0.name == "suppressed" }) {
      #expect(members.map(\.name) == ["variable", "group", "suppressed"])
    }
    for line in report.csv.split(separator: "\r\n") where line.contains("hidden: ") {
      #expect(line.hasSuffix(",,,,,,"))
    }
    #expect(report.statistics.suppressedCount == cells.count { $0["suppressed"] != nil })
  }

  @Test("measures of indicators")
  func measures() throws {
    let indicators = Sample.report().indicators
    // By hand: of 339 people ps2 has the mean m, and the index is (m − 1) / 4 × 100.
    let report = Sample.report()
    guard case .shown(.success(let ps2), _)? = report.statistics["ps2"] else { return #expect(Bool(false)) }
    let mean = try #require(ps2.mean?.success)
    let index = try #require(indicators.value(of: "index"))
    #expect(abs(index.value - (mean - 1) * 25) < 1e-12)
    #expect(index.low < index.value && index.value < index.high)
    // nps: of 198 codes 0…10 in turn 36 are 9 or 10 and 126 at most 6, of 137 in turn 24 and 89, four are 0: (60 − 219) / 339.
    let net = try #require(indicators.value(of: "net"))
    #expect(abs(net.value - (60.0 - 219) / 339 * 100) < 1e-12)
    #expect(net.target == -20)
    let speaking = try #require(indicators.value(of: "speaking"))
    #expect(speaking.low >= 0 && speaking.high <= 100 && speaking.previous == nil)
  }

  @Test("the change of a share has Newcombe's interval")
  func change() throws {
    // Newcombe (1998), method 10: 56/70 against 48/80 gives 0.0524 to 0.3339.
    func table(_ favourable: Int, of count: Int) -> ResponseTable {
      Sample.table(
        (0..<count).map { person in
          Sample.record(ps1: person < favourable ? 1 : 5, ps2: person < favourable ? 5 : 1, unit: 3, status: 1)
        })
    }
    let before = Sample.history([("spring", Date(timeIntervalSince1970: 1_780_000_000), table(48, of: 80))])
    let now = Sample.report(table(56, of: 70), history: before)
    let change = try #require(now.indicators.value(of: "speaking")?.change)
    #expect(abs(change.value - 20) < 1e-9)
    #expect(abs(change.low - 5.24) < 0.005)
    #expect(abs(change.high - 33.39) < 0.005)
    #expect(now.json.text().contains("\"previous\": 60.0"))
  }

  @Test("of a scale that everybody answers alike only a band is told")
  func noVariance() throws {
    let table = Sample.table((0..<40).map { _ in Sample.record(ps1: 2, ps2: 4, unit: 3, status: 1) })
    let json = Sample.report(table).json
    guard case .array(let indicators)? = json["indicators"] else { return #expect(Bool(false)) }
    #expect(
      indicators.first { $0["id"] == "level" } == [
        "id": "level", "band": ["favourable": ["low": 0.9, "high": 1.0]],
      ])
    #expect(!json.text().contains("\"n\": 40"))
  }

  @Test("an undeclared comparison is reported as such")
  func undeclared() throws {
    var plan = Sample.plan
    plan.blocks = [.comparison(by: ["tenure"], of: ["ps2"])]
    guard case .array(let cells)? = Sample.report(plan: plan).json["cells"] else { return #expect(Bool(false)) }
    #expect(cells.count == 4)
    for cell in cells.dropFirst() { #expect(cell["suppressed"]?["reason"] == "undeclared") }
  }

  @Test("the target counts as reached or missed only where the whole interval lies on one side")
  func targets() throws {
    let words = ReportWording(report: Sample.report(), language: .en)
    func figure(_ low: Double, _ high: Double, _ direction: Indicator.Direction = .up) -> IndicatorFigure {
      IndicatorFigure(
        id: "x", title: Sample.text("x"), measure: .favourable, direction: direction, value: (low + high) / 2, low: low,
        high: high, target: 70)
    }
    #expect(words.targetState(figure(70, 80)) == "target reached")
    #expect(words.targetState(figure(60, 69)) == "target missed")
    #expect(words.targetState(figure(60, 71)) == "too close to call")
    #expect(words.targetState(figure(60, 69, .down)) == "target reached")
  }
}
