import Testing

@testable import SurveyCore

@Suite struct SurveyLoaderTests {
  @Test func `the sample has no diagnostics`() {
    let (survey, diagnostics) = SurveyLoader.load(SampleSurvey.yaml, file: "sample.yaml")
    #expect(diagnostics.map(\.description) == [])
    #expect(survey?.items.count == 8)
  }
}
