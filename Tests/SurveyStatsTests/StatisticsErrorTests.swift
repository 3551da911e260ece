import Testing

@testable import SurveyStats

@Suite("Messages of errors")
struct StatisticsErrorTests {
  @Test(
    "say what was required and what was given",
    arguments: [
      (
        StatisticsError.tooFew(what: "observations", required: 2, given: 1),
        "Too few observations: at least 2 required, 1 given."
      ),
      (.noVariance(of: "item 2"), "No variance: item 2 must take at least two different values, only one given."),
      (
        .unequalLengths(expected: 120, given: 119),
        "Columns of unequal length: 120 respondents required in every column, 119 given in one."
      ),
      (.invalid(what: "count", required: "0…5", given: "6"), "Invalid count: 0…5 required, 6 given."),
    ])
  func message(_ error: StatisticsError, _ text: String) {
    #expect(String(describing: error) == text)
  }

  @Test(
    "measured numbers have four significant digits",
    arguments: [
      (-1.0 / 60, "-0.01667"), (1.23456, "1.235"), (-0.5, "-0.5"), (123_456.7, "123457"), (0, "0"),
      (1.0000000001, "1"),
      (2.5e-9, "2.5e-09"),
    ])
  func digits(_ value: Double, _ text: String) {
    #expect(rounded(value) == text)
  }

  @Test func `a correlation that is too low is told in four digits`() {
    #expect(throws: StatisticsError.invalid(what: "mean correlation", required: "above -0.3333", given: "-0.3457")) {
      try standardisedAlpha(averageCorrelation: -0.345678, items: 4)
    }
  }
}
