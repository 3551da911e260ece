import SurveyStats
import Testing

@Suite("Wilson interval with continuity correction")
struct WilsonCorrectedTests {
  @Test("agrees with prop.test(correct = TRUE) of R", arguments: DifferenceReferences.values.wilsonCorrected)
  func reference(_ reference: DifferenceReferences.Proportion) throws {
    let interval = try wilsonCorrectedInterval(successes: reference.k, of: reference.n, level: reference.level)
    #expect(agrees(interval.low, reference.low, absolute: 1e-12))
    #expect(agrees(interval.high, reference.high, absolute: 1e-12))
    #expect(interval.method.rawValue == "wilson-cc")
  }

  @Test func `contains the interval without correction and mirrors itself`() throws {
    for successes in 0...23 {
      let interval = try wilsonCorrectedInterval(successes: successes, of: 23)
      let plain = try wilsonInterval(successes: successes, of: 23)
      let mirror = try wilsonCorrectedInterval(successes: 23 - successes, of: 23)
      #expect(interval.low <= plain.low && interval.high >= plain.high)
      #expect(agrees(interval.low, 1 - mirror.high))
    }
  }

  @Test func `nobody and everybody end exactly at 0 and 1`() throws {
    #expect(try wilsonCorrectedInterval(successes: 0, of: 12).low == 0)
    #expect(try wilsonCorrectedInterval(successes: 12, of: 12).high == 1)
  }

  @Test func `impossible input is refused`() {
    #expect(throws: StatisticsError.self) { try wilsonCorrectedInterval(successes: 0, of: 0) }
    #expect(throws: StatisticsError.self) { try wilsonCorrectedInterval(successes: 6, of: 5) }
    #expect(throws: StatisticsError.self) { try wilsonCorrectedInterval(successes: 1, of: 5, level: 1) }
  }
}
