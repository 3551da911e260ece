import SurveyStats
import Testing

@Suite("Sen slope")
struct SenSlopeTests {
  @Test("agrees with the slopes of all pairs in R", arguments: TrendReferences.values.series)
  func reference(_ reference: TrendReferences.Series) throws {
    let slope = try senSlope(reference.points)
    #expect(agrees(slope.value, reference.slope))
    #expect(agrees(slope.low, reference.low))
    #expect(agrees(slope.high, reference.high))
    #expect(slope.low <= slope.value && slope.value <= slope.high)
    #expect(slope.waves == reference.values.count && slope.method.rawValue == "sen-slope")
  }

  @Test("agrees with theilslopes of SciPy", arguments: WaveReferences.values.slopes)
  func scipy(_ reference: WaveReferences.Slope) throws {
    let slope = try senSlope(
      zip(reference.times, reference.values).map { WavePoint(time: $0, value: $1) }, level: reference.level)
    #expect(agrees(slope.value, reference.slope))
    #expect(agrees(slope.low, reference.low))
    #expect(agrees(slope.high, reference.high))
  }

  @Test("scales with the values and against time", arguments: TrendReferences.values.series)
  func scale(_ reference: TrendReferences.Series) throws {
    let slope = try senSlope(reference.points)
    let scaled = try senSlope(reference.points.map { WavePoint(time: $0.time * 4, value: $0.value * 2) })
    #expect(agrees(scaled.value, slope.value / 2) && agrees(scaled.high, slope.high / 2))
    let flipped = try senSlope(reference.points.map { WavePoint(time: $0.time, value: -$0.value) })
    #expect(agrees(flipped.value, -slope.value) && agrees(flipped.low, -slope.high))
  }

  @Test func `a straight line gives its slope`() throws {
    let slope = try senSlope((1...8).map { WavePoint(time: Double($0), value: 2 - Double($0) / 4) })
    #expect(slope.value == -0.25 && slope.low == -0.25 && slope.high == -0.25)
  }
}
