import SurveyStats
import Testing

@Suite("Feldt interval")
struct FeldtIntervalTests {
  @Test("agrees with psych::alpha.ci of R", arguments: ReferenceValues.reliability.intervals)
  func reference(_ reference: ReferenceValues.Reliabilities.Interval) throws {
    let interval = try feldtInterval(
      alpha: reference.alpha, items: reference.items, cases: reference.cases, level: reference.level)
    #expect(agrees(interval.low, reference.feldt.low))
    #expect(agrees(interval.high, reference.feldt.high))
    #expect(interval.method.rawValue == "feldt")
    #expect(interval.n == reference.cases)
  }

  @Test func `a perfect coefficient has no width`() throws {
    let interval = try feldtInterval(alpha: 1, items: 4, cases: 20)
    #expect(interval.low == 1 && interval.high == 1)
  }

  @Test func `impossible input is refused`() {
    #expect(throws: StatisticsError.tooFew(what: "items", required: 2, given: 1)) {
      try feldtInterval(alpha: 0.5, items: 1, cases: 20)
    }
    #expect(throws: StatisticsError.tooFew(what: "cases", required: 2, given: 1)) {
      try feldtInterval(alpha: 0.5, items: 3, cases: 1)
    }
    for alpha in [1.1, .nan, -.infinity] {
      #expect(throws: StatisticsError.self) { try feldtInterval(alpha: alpha, items: 3, cases: 20) }
    }
  }
}
