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
}
