import Foundation
import SurveyCore
import Testing

@testable import SurveyReport

@Suite("Shipped report plans")
struct ShippedPlanTests {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  @Test("the leadership summary fits the shipped survey and exists in all languages")
  func leadershipSummary() throws {
    let survey = try SurveyLoader.load(path: Self.root.appending(path: "Surveys/inclusion-baseline.yaml").path).survey
    #expect(survey != nil)
    let (plan, diagnostics) = try ReportPlanLoader.load(
      path: Self.root.appending(path: "Reports/leadership-summary.yaml").path, for: survey)
    #expect(diagnostics.isEmpty)
    #expect(plan?.languages == Language.allCases)
    #expect(
      plan?.blocks.dropFirst()
        == [.participation, .indicators, .items(section: nil), .actions, .hidden, .method])
  }

  @Test("the comparison of units fits the shipped survey and exists in all languages")
  func unitComparison() throws {
    let survey = try SurveyLoader.load(path: Self.root.appending(path: "Surveys/inclusion-baseline.yaml").path).survey
    let (plan, diagnostics) = try ReportPlanLoader.load(
      path: Self.root.appending(path: "Reports/unit-comparison.yaml").path, for: survey)
    #expect(diagnostics.isEmpty)
    #expect(plan?.languages == Language.allCases)
    #expect(plan?.blocks.dropFirst() == [.participation, .comparison(by: ["unit"], of: []), .hidden, .method])
    #expect(survey?.publication.groupings.contains { $0.by == ["unit"] } == true)
  }

  @Test("the plan that the guide shows is a valid plan")
  func guide() throws {
    let guide = try String(contentsOf: Self.root.appending(path: "Reports/README.md"), encoding: .utf8)
    let example = try #require(guide.firstMatch(of: /```yaml\n((?s).*?)```/)?.output.1)
    let (plan, diagnostics) = ReportPlanLoader.load(String(example), file: "README.md")
    #expect(diagnostics.isEmpty)
    #expect(plan?.blocks.count == 6)
  }
}
