import SurveyCore
import SurveyTestSupport
import Testing

@testable import SurveyServer

/// web.md, rule 1 (at most five a page) and the survey format (`page-break`, never across sections).
@Suite struct PagePlanTests {
  static func survey(_ sections: String) -> Survey {
    let text = """
      survey: plan
      version: 1
      languages: [en]
      title: { en: "Plan" }
      about: { en: "About." }
      source: { origin: "own items", licence: "EUPL-1.2" }
      privacy: { minimum-group: 5 }
      answers:
        yesno: { options: [ { code: 0, label: { en: "No" } }, { code: 1, label: { en: "Yes" } } ] }
      sections:
      \(sections)
      """
    let (survey, diagnostics) = SurveyLoader.load(text, file: "plan.yaml")
    guard let survey else { fatalError(diagnostics.map(\.description).joined(separator: "\n")) }
    return survey
  }

  static func item(_ id: String, _ more: String = "") -> String {
    "      - { id: \(id), text: { en: \"\(id)?\" }, answers: yesno\(more) }"
  }

  static func section(_ id: String, sensitive: Bool = false, _ items: [String]) -> String {
    "  - id: \(id)\n    title: { en: \"\(id)\" }\n    sensitive: \(sensitive)\n    items:\n"
      + items.joined(separator: "\n") + "\n"
  }

  @Test func `pages hold five questions at most and never cross a section`() {
    let plan = PagePlan(
      Self.survey(Self.section("a", (1...7).map { Self.item("a\($0)") }) + Self.section("b", [Self.item("b1")])))
    #expect(plan.pages.map(\.questions) == [[0, 1, 2, 3, 4], [5, 6], [7]])
    #expect(plan.checkNumber == 4)
  }

  @Test func `a page break begins a page`() {
    let items = [Self.item("a1"), Self.item("a2", ", page-break: before"), Self.item("a3")]
    #expect(PagePlan(Self.survey(Self.section("a", items))).pages.map(\.questions) == [[0], [1, 2]])
  }

  @Test func `a question never shares a page with the one that decides whether it is asked`() {
    let items = [
      Self.item("a1"), Self.item("a2"), Self.item("a3", ", show-if: { item: a1, in: [1] }"),
      Self.item("a4", ", show-if: { all: [ { item: a1, in: [1] }, { not: { item: a3, in: [1] } } ] }"),
    ]
    #expect(PagePlan(Self.survey(Self.section("a", items))).pages.map(\.questions) == [[0, 1], [2], [3]])
  }

  @Test func `a sensitive section begins with a page that says so`() {
    let plan = PagePlan(
      Self.survey(Self.section("a", [Self.item("a1")]) + Self.section("b", sensitive: true, [Self.item("b1")])))
    #expect(plan.pages.map(\.questions) == [[0], [], [1]])
    #expect(plan.pages.map(\.isNotice) == [false, true, false])
  }

  @Test func `the sample falls into pages by section, gate and attributes`() {
    // ps1 ps2 team | teamwork (asked if team is 1) || nps trainings tenure improve || unit status
    #expect(PagePlan(SampleSurvey.survey).pages.map(\.questions) == [[0, 1, 2], [3], [4, 5, 6, 7], [8, 9]])
  }
}
