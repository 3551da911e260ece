import SurveyCore
import Testing

@testable import SurveyReport

@Suite("The block 'drivers' of a report")
struct DriversBlockTests {
  typealias Sample = SampleReport

  static func plan(_ outcome: String, _ predictors: [String] = []) -> ReportPlan {
    ReportPlan(
      id: "drivers", title: Sample.text("Drivers"), audience: Sample.text("everybody"), languages: Language.allCases,
      blocks: [.drivers(outcome: outcome, predictors: predictors)])
  }

  @Test func `it has the figures of an analysis of the same answers`() {
    let report = Sample.report(plan: Self.plan("nps", ["safety-scale", "ps2"]))
    let request = AnalysisRequest(outcome: "nps", predictors: ["safety-scale", "ps2"])
    #expect(report.json["drivers"] == SurveyAnalysis(of: Sample.planted, request: request).json["drivers"])
    #expect(report.json["drivers"]?["n"] == 339)
    #expect(report.json["indicators"] == [])
  }

  @Test func `every language has title, note and numbers`() {
    let report = Sample.report(plan: Self.plan("nps", ["safety-scale", "ps2"]))
    for language in Language.allCases {
      for rendering in [
        report.html(in: language).source.replacing("&#39;", with: "'"),
        report.text(in: language, style: TerminalStyle(colour: false, width: 400)),
      ] {
        #expect(rendering.contains(Phrase.driversCaution.text(in: language)))
        #expect(rendering.contains("Safety scale (\(language.rawValue))"))
        #expect(rendering.contains("339"))
      }
    }
  }

  @Test func `fewer than thirty people are hidden`() {
    let few = Sample.table(
      (0..<29).map { Sample.record(ps1: UInt8($0 % 5) + 1, ps2: UInt8($0 % 4) + 2, unit: 3, status: 1) })
    let report = Sample.report(few, plan: Self.plan("ps1", ["ps2"]))
    #expect(report.drivers?.isHidden == true)
    #expect(
      report.json["drivers"] == ["outcome": "ps1", "suppressed": ["reason": "small", "because": []]])
    for language in Language.allCases {
      #expect(!report.html(in: language).source.contains("29"))
    }
  }

  @Test func `an outcome that is part of a driver is pointed out`() {
    let text = Sample.report(plan: Self.plan("ps1", ["safety-scale"])).text(
      in: .en, style: TerminalStyle(colour: false, width: 400))
    #expect(text.contains("The same questions are also part of: Safety scale (en)."))
  }
}
