import SurveyStats
import Testing

@Suite("Interval of a mean")
struct MeanIntervalTests {
  @Test("agrees with t.test of R", arguments: ReferenceValues.intervals.mean)
  func reference(_ reference: ReferenceValues.Intervals.Mean) throws {
    let distribution = Distribution(values: reference.values, counts: reference.counts)
    let interval = try meanInterval(of: distribution, level: reference.level)
    #expect(agrees(interval.low, reference.low))
    #expect(agrees(interval.high, reference.high))
    #expect(interval.n == distribution.n)
  }

  @Test func `it needs two different observations`() {
    #expect(throws: StatisticsError.tooFew(what: "observations", required: 2, given: 1)) {
      try meanInterval(of: Distribution(values: [3], counts: [1]))
    }
    #expect(throws: StatisticsError.noVariance(of: "the observations")) {
      try meanInterval(of: Distribution(values: [3], counts: [20]))
    }
  }
}
