import SurveyStats
import Testing

@Suite("Clopper–Pearson interval")
struct ClopperPearsonTests {
  @Test("agrees with binom.test of R", arguments: ReferenceValues.intervals.clopperPearson)
  func reference(_ reference: ReferenceValues.Intervals.Proportion) throws {
    let level = try #require(reference.level)
    let interval = try clopperPearsonInterval(successes: reference.k, of: reference.n, level: level)
    #expect(agrees(interval.low, reference.low))
    #expect(agrees(interval.high, reference.high))
  }

  @Test func `it ends exactly at 0 and 1`() throws {
    #expect(try clopperPearsonInterval(successes: 0, of: 9).low == 0)
    #expect(try clopperPearsonInterval(successes: 9, of: 9).high == 1)
  }

  @Test func `impossible input is refused`() {
    #expect(throws: StatisticsError.self) { try clopperPearsonInterval(successes: 0, of: 0) }
    #expect(throws: StatisticsError.self) { try clopperPearsonInterval(successes: 2, of: 1) }
  }
}
