import SurveyStats
import Testing

@Suite("Wilson interval of a finite population")
struct WilsonFiniteTests {
  @Test("agrees with the formula in R", arguments: ReferenceValues.intervals.wilsonFinite)
  func reference(_ reference: ReferenceValues.Intervals.Proportion) throws {
    let population = try #require(reference.population)
    let interval = try wilsonInterval(successes: reference.k, of: reference.n, population: population)
    #expect(agrees(interval.low, reference.low))
    #expect(agrees(interval.high, reference.high))
    #expect(interval.method.rawValue == "wilson-finite")
  }

  @Test func `when everybody answered the interval is the point and says so`() throws {
    let interval = try wilsonInterval(successes: 3, of: 8, population: 8)
    #expect(interval.low == 0.375)
    #expect(interval.high == 0.375)
    #expect(interval.warnings == ["Everybody answered: the share describes these people and has no sampling error."])
  }

  @Test func `it is narrower than the interval of an endless population and comes close to it`() throws {
    let endless = try wilsonInterval(successes: 30, of: 100)
    let small = try wilsonInterval(successes: 30, of: 100, population: 120)
    let large = try wilsonInterval(successes: 30, of: 100, population: 1_000_000_000)
    #expect(small.low > endless.low && small.high < endless.high)
    #expect(agrees(large.low, endless.low, relative: 1e-6))
  }

  @Test func `more answers than people are refused`() {
    #expect(throws: StatisticsError.invalid(what: "population", required: "at least the 8 who answered", given: "7")) {
      try wilsonInterval(successes: 3, of: 8, population: 7)
    }
  }
}
