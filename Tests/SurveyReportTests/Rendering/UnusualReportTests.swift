import Foundation
import SurveyCore
import SurveyTestSupport
import Testing

@testable import SurveyReport

/// Reports of waves with little to show. Source: what a new user's trial of the commands met.
@Suite("Reports of unusual waves")
struct UnusualReportTests {
  typealias Sample = SampleReport

  func text(_ report: Report, width: Int = 400) -> String {
    report.text(in: .en, style: TerminalStyle(colour: false, width: width))
  }

  @Test("a wave that nobody answered says so, has no empty headings and hides nothing")
  func nobody() {
    let report = Sample.report(Sample.table([]), facts: Sample.facts(respondents: 0))
    for rendering in [text(report), report.html(in: .en).source] {
      #expect(rendering.contains("Nobody answered: there is nothing to show."))
      #expect(!rendering.contains("All groups were large enough"))
      #expect(!rendering.contains("Answered most favourably"))
      #expect(!rendering.contains("Answered least favourably"))
    }
  }

  @Test("a wave of which nothing is shown says so and has no empty headings")
  func tooFew() {
    let people = (0..<3).map { _ in Sample.record(ps1: 2, ps2: 4, unit: 3, status: 1) }
    let report = Sample.report(Sample.table(people), facts: Sample.facts(respondents: 3))
    for rendering in [text(report), report.html(in: .en).source] {
      #expect(rendering.contains("Nothing can be shown here: too few people answered."))
      #expect(!rendering.contains("All groups were large enough"))
      #expect(!rendering.contains("Answered most favourably"))
    }
  }

  @Test("a report says which translations are untested, whatever its plan", arguments: [true, false])
  func untested(_ hasMethod: Bool) {
    var plan = Sample.plan
    plan.blocks = [.indicators] + (hasMethod ? [.method] : [])
    let report = Sample.report(plan: plan)
    let sentence = "Not tried out with members of staff beforehand in French, German and English."
    for rendering in [text(report), report.html(in: .en).source] {
      #expect(rendering.components(separatedBy: sentence).count == 2)
    }
  }

  @Test(
    "answers on paper are counted apart, and a few of them not exactly",
    arguments: [
      (0, nil), (1, "Of these, fewer than 5 came on paper"), (4, "Of these, fewer than 5 came on paper"),
      (5, "Of these, 5 came on paper"), (300, "Of these, 300 came on paper"),
    ] as [(Int, String?)])
  func paper(_ count: Int, _ words: String?) {
    var facts = Sample.facts()
    facts.paperAnswers = count
    for rendering in [text(Sample.report(facts: facts)), Sample.report(facts: facts).html(in: .en).source] {
      #expect(rendering.contains("came on paper") == (words != nil))
      if let words { #expect(rendering.contains(words)) }
    }
  }

  @Test("a report without groups speaks of every report of the wave, and names nothing that it doesn't hold")
  func noGroups() {
    var plan = Sample.plan
    plan.blocks = [.indicators, .scales, .hidden]
    let report = Sample.report(plan: plan)
    #expect(text(report).contains("This report compares no groups. In every report of this wave 4 groups are hidden"))
    #expect(!text(report).contains("→ North\n"))
    #expect(text(report).contains("North 2: too few answers → –"))
  }

  @Test("every group that a comparison hides is counted and listed, each once", arguments: 0..<40)
  func hiddenAgree(_ seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    func draw(_ count: Int) -> Int { Int.random(in: 0..<count, using: &random) }
    let people = (0..<(20 + draw(60))).map { _ in
      Sample.record(
        ps1: [1, 2, 5, 255][draw(4)], ps2: [3, 4, 255][draw(3)], unit: [3, 3, 4, 6, 65_535][draw(5)],
        status: [1, 1, 1, 2, 3, 255][draw(6)])
    }
    let report = Sample.report(Sample.table(people))
    let listed = Set(report.hiddenGroups.map(\.group.unfolded))
    #expect(listed.count == report.hiddenGroupCount)
    #expect(ReportWording(report: report, language: .en).hiddenGroups.count == report.hiddenGroupCount)
    for (key, cell) in report.statistics.cells {
      if case .suppressed(let suppression) = cell, suppression.reason != .undeclared {
        #expect(listed.contains(key.group.unfolded))
      }
    }
  }

  @Test("a comparison that the survey doesn't declare is a sentence", arguments: [["tenure"], ["unit", "status"]])
  func undeclared(_ by: [String]) {
    var plan = Sample.plan
    plan.blocks = [.comparison(by: by, of: ["ps2"])]
    let report = Sample.report(plan: plan)
    for rendering in [text(report), report.html(in: .en).source] {
      #expect(rendering.contains("This breakdown is not shown: the survey does not declare it beforehand"))
      #expect(rendering.contains("[\(by.joined(separator: ", "))]"))
      #expect(!rendering.lowercased().contains("everybody"))
    }
    #expect(report.json.text().contains("undeclared"))
  }

  @Test("an indicator that can't be computed is shown with the reason and fails nothing else")
  func failingIndicator() throws {
    var survey = Sample.survey
    survey.indicators.insert(
      Indicator(id: "impossible", title: Sample.text("Impossible"), of: "trainings", measure: .mean, target: 3), at: 0)
    let table = ResponseTable(
      survey: survey, organisation: Sample.organisation,
      records: (0..<40).flatMap { person in
        let answer = UInt8(person % 4)
        return Sample.record(
          ps1: answer + 1, ps2: answer + 2, nps: 2 * answer + 3, ticks: answer < 2 ? (1, 2) : (2, 1), unit: 3, status: 1
        )
      })
    let report = Sample.report(table)
    #expect(report.indicators.cells.map(\.key.variable) == ["speaking", "level", "index", "net"])
    #expect(report.indicatorFailures.keys.sorted() == ["impossible"])
    guard case .array(let indicators)? = report.json["indicators"] else { return #expect(Bool(false)) }
    #expect(indicators.map { $0["id"] } == ["impossible", "speaking", "level", "index", "net"])
    let error = try #require(indicators.first)
    #expect(error["error"] != nil && error["value"] == nil)
    for language in Language.allCases {
      let words = ReportWording(report: report, language: language)
      let reason = words.explanation(try #require(report.indicatorFailures["impossible"]))
      let html = report.html(in: language).source.replacing("&#39;", with: "'")
      #expect(html.contains(reason))
      #expect(report.text(in: language, style: TerminalStyle(colour: false, width: 400)).contains(reason))
    }
  }

  @Test("units stand below the unit that they belong to")
  func tree() {
    let text = text(Sample.report())
    #expect(text.contains("  North "))
    #expect(text.contains("\n    North 1 "))
    #expect(Sample.report().html(in: .en).source.contains("<span class=\"level-1\">North 1</span>"))
  }

  @Test("groups that did not state the one thing compared are simply \"not stated\"")
  func notStated() {
    let report = Sample.report()
    let words = ReportWording(report: report, language: .en)
    let group = Group(["status": Group.declined])
    #expect(words.name(of: group, in: report.comparisons[0]) == "not stated")
    #expect(words.name(of: group) == "not stated (Status (en))")
  }

  @Test("a wave that was closed before its date tells no end")
  func closedEarly() {
    let facts = Sample.facts(reported: Date(timeIntervalSince1970: 1_791_000_000))
    let text = text(Sample.report(facts: facts))
    #expect(text.contains("Sample (en) (autumn), opened on 21 September 2026, closed\n"))
    #expect(!text.contains("14 October 2026"))
  }

  @Test("questions are never cut in text", arguments: [40, 60, 80, 120])
  func wrapped(_ width: Int) {
    let text = text(Sample.report(), width: width)
    #expect(!text.contains("…\n") && !text.contains("…  "))
    let words = text.split { $0.isWhitespace }.joined(separator: " ")
    #expect(words.contains("You can speak up"))
    #expect(words.contains("yours"))
  }

  @Test("languages are listed as people do", arguments: zip(Language.allCases, ["en", "et", "und", "and"]))
  func languages(_ language: Language, _ and: String) {
    let method = ReportWording(report: Sample.report(), language: language).method.joined()
    #expect(method.contains(" \(and) "))
    #expect(method.contains(/[a-zé], [A-Za-z]+ (en|et|und|and) [A-Za-z]+\./))
  }

  @Test(
    "what protects answers is claimed of what the system keeps only",
    arguments: [
      (Language.nl, "Met wat het systeem bewaart"), (.fr, "À partir de ce que le système conserve"),
      (.de, "Aus dem, was das System aufbewahrt"), (.en, "From what the system keeps"),
    ])
  func protection(_ language: Language, _ claim: String) {
    #expect(ReportWording(report: Sample.report(), language: language).method.joined().contains(claim))
  }

  @Test("an analysis explains dashes under missing, and lists the options of items with several answers")
  func analysis() {
    var people = (0..<40).map { person in
      Sample.record(ps1: UInt8(person % 5) + 1, ps2: UInt8(person % 4) + 2, unit: 3, status: 1)
    }
    people[0][1] = 255
    let table = Sample.table(people)
    let style = TerminalStyle(colour: false, width: 400)
    let gated = SurveyAnalysis(of: table, gate: DisclosureGate(responses: table)).text(style: style)
    let own = SurveyAnalysis(of: table).text(style: style)
    #expect(gated.contains("– under missing: not shown"))
    #expect(!own.contains("– under missing: not shown"))
    #expect(own.contains(/trainings 1 +40 +100.0% .*First aid/))
  }
}
