import SurveyCore
import SurveyStats
import Testing

@testable import SurveyReport

@Suite struct AnalysisRequestTests {
  static let table = SampleReport.planted

  @Test func `a request of known names has no problems`() {
    let request = AnalysisRequest(
      breakdowns: [Breakdown("status"), Breakdown(parsing: "unit:district")], teams: Breakdown("unit"),
      outcome: "safety-scale", predictors: ["nps", "ps1"])
    #expect(request.problems(for: Self.table) == [])
    #expect(AnalysisRequest().problems(for: Self.table) == [])
  }

  static let bad: [(request: AnalysisRequest, problem: String)] = [
    (
      AnalysisRequest(breakdowns: [Breakdown("rank")]),
      "The survey has no attribute 'rank'. Choose among unit, status."
    ),
    (
      AnalysisRequest(teams: Breakdown("unit", level: "region")),
      "The organisation has no level 'region'. Choose among zone, district, team."
    ),
    (
      AnalysisRequest(breakdowns: [Breakdown("status", level: "team")]),
      "'status' has no levels, as it is no unit. Leave out ':team'."
    ),
    (
      AnalysisRequest(outcome: "tenure", predictors: ["nps"]),
      "'tenure' is no scale or scored item. Choose among safety-scale, ps1, ps2, nps."
    ),
    (
      AnalysisRequest(outcome: "nps", predictors: ["nps"]),
      "The outcome 'nps' can't be its own predictor. Leave it out."
    ),
    (
      AnalysisRequest(outcome: "safety-scale"),
      "There is no other scale that could drive 'safety-scale'. Name predictors with --predictor."
    ),
    (AnalysisRequest(predictors: ["nps"]), "Predictors need an outcome. Name it with --outcome."),
  ]

  @Test("names the problem and the way out", arguments: bad)
  func problems(_ example: (request: AnalysisRequest, problem: String)) {
    #expect(example.request.problems(for: Self.table) == [example.problem])
  }
}

@Suite struct RemarkTests {
  @Test func `an estimator's numbers become names, at any place of the sentence`() {
    let remark = Remark("alpha", "Item 2 runs against item 1, but not item 9.").naming("item", ["ps1", "ps2"])
    #expect(remark.text == "Item 'ps2' runs against item 'ps1', but not item 9.")
  }

  @Test func `both numbers of a pair become names`() {
    let error = StatisticsError.noVariance(of: "item 2 among the people who answered items 1 and 2")
    #expect(
      error.naming("item", ["a", "b"]) == .noVariance(of: "item 'b' among the people who answered items 'a' and 'b'"))
    #expect("item 1 and 2 people".naming("item", ["a", "b"]) == "item 'a' and 2 people")
  }

  @Test func `what is said of several variables is said once`() {
    var remarks = RemarkCollector()
    remarks.note("ps1", [Remark("skew", "No variance."), Remark("", "Nobody answered.")])
    remarks.note("ps2", [Remark("skew", "No variance."), Remark("skew", "No variance.")])
    #expect(remarks.texts == ["ps1, ps2, skew: No variance.", "ps1: Nobody answered."])
  }
}

@Suite struct DeclinedBoundsTests {
  @Test func `the bounds hold whatever those who declined would have said`() throws {
    // 8 favourable of 40 answers, 10 declined: from 8 of 50 to 18 of 50.
    let bounds = try #require(DeclinedBounds(favourable: 8, answered: 40, declined: 10))
    #expect(bounds.declinedShare == 10.0 / 50)
    #expect(bounds.ifNone == 8.0 / 50)
    #expect(bounds.ifAll == 18.0 / 50)
  }

  @Test func `without declined or answers there is nothing to bound`() {
    #expect(DeclinedBounds(favourable: 8, answered: 40, declined: 0) == nil)
    #expect(DeclinedBounds(favourable: 0, answered: 0, declined: 3) == nil)
  }
}
