import SurveyStats
import Testing

@Suite("Mann–Kendall test")
struct MannKendallTests {
  @Test("agrees with cor.test(method = kendall) of R against time", arguments: TrendReferences.values.series)
  func reference(_ reference: TrendReferences.Series) throws {
    let result = try mannKendall(reference.points)
    #expect(agrees(result.z, reference.z))
    #expect(agrees(result.p, reference.p, relative: 1e-9))
    #expect(agrees(result.tau, reference.tau))
    #expect(agrees(result.variance, reference.variance))
    #expect(result.waves == reference.values.count && result.method.rawValue == "mann-kendall-ties-cc")
  }

  @Test("only the order matters", arguments: TrendReferences.values.series)
  func order(_ reference: TrendReferences.Series) throws {
    let result = try mannKendall(reference.points)
    let moved = try mannKendall(
      reference.points.reversed().map { WavePoint(time: $0.time + 3, value: $0.value * 8 - 2) })
    let flipped = try mannKendall(reference.points.map { WavePoint(time: -$0.time, value: $0.value) })
    #expect(moved == result)
    #expect(flipped.s == -result.s && flipped.p == result.p)
  }

  @Test func `a steady rise has the largest S and tau 1`() throws {
    let result = try mannKendall((1...9).map { WavePoint(time: Double($0), value: Double($0 * $0)) })
    #expect(result.s == 36 && result.tau == 1)
  }

  @Test func `under 8 waves the series is shown and nothing is tested`() {
    let series = (1...7).map { WavePoint(time: Double($0), value: Double($0)) }
    let error = StatisticsError.tooFew(what: "waves for a test (show the series)", required: 8, given: 7)
    #expect(throws: error) { try mannKendall(series) }
    #expect(throws: error) { try senSlope(series) }
  }

  @Test func `impossible input is refused`() {
    let flat = (1...8).map { WavePoint(time: Double($0), value: 3) }
    #expect(throws: StatisticsError.noVariance(of: "the series")) { try mannKendall(flat) }
    #expect(throws: StatisticsError.noVariance(of: "the series")) { try senSlope(flat) }
    let twice = (1...8).map { WavePoint(time: Double(max($0, 2)), value: Double($0)) }
    #expect(throws: StatisticsError.self) { try mannKendall(twice) }
    let odd = (1...8).map { WavePoint(time: Double($0), value: $0 == 3 ? .infinity : 1) }
    #expect(throws: StatisticsError.self) { try mannKendall(odd) }
  }
}
