import SurveyStats
import Testing

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
}
