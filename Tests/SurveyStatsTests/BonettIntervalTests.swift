import SurveyStats
import Testing

@Suite("Bonett interval")
struct BonettIntervalTests {
  @Test("agrees with the formula in R", arguments: ReferenceValues.reliability.intervals)
  func reference(_ reference: ReferenceValues.Reliabilities.Interval) throws {
    let interval = try bonettInterval(
      alpha: reference.alpha, items: reference.items, cases: reference.cases, level: reference.level)
    #expect(agrees(interval.low, reference.bonett.low))
    #expect(agrees(interval.high, reference.bonett.high))
    #expect(interval.method.rawValue == "bonett")
  }

  @Test func `a perfect coefficient has no width`() throws {
    let interval = try bonettInterval(alpha: 1, items: 4, cases: 20)
    #expect(interval.low == 1 && interval.high == 1)
  }

  @Test func `it needs three cases`() {
    #expect(throws: StatisticsError.tooFew(what: "cases", required: 3, given: 2)) {
      try bonettInterval(alpha: 0.5, items: 3, cases: 2)
    }
  }
}
