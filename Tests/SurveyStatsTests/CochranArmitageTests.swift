import SurveyStats
import Testing

/// What `References/make/trend.R` wrote.
enum TrendReferences {
  struct Shares: Decodable, Sendable {
    let times: [Double]
    let k, n: [Int]
    let chiSquare, p, slope: Double
    var waves: [WaveShare] { times.indices.map { WaveShare(time: times[$0], successes: k[$0], n: n[$0]) } }
  }
  struct Series: Decodable, Sendable, CustomTestStringConvertible {
    let source: String
    let values, times: [Double]
    let z, p, tau, variance, slope, low, high: Double
    var points: [WavePoint] { zip(times, values).map { WavePoint(time: $0, value: $1) } }
    var testDescription: String { source }
  }
  struct Values: Decodable, Sendable {
    let shares: [Shares]
    let series: [Series]
  }
  static let values = ReferenceFile.read(Values.self, "trend")
}

@Suite("Cochran–Armitage test")
struct CochranArmitageTests {
  @Test("agrees with prop.trend.test of R", arguments: TrendReferences.values.shares)
  func reference(_ reference: TrendReferences.Shares) throws {
    let trend = try cochranArmitage(reference.waves)
    #expect(agrees(trend.chiSquare, reference.chiSquare))
    #expect(agrees(trend.p, reference.p, relative: 1e-9))
    #expect(agrees(trend.slope, reference.slope, relative: 1e-9))
    #expect(trend.waves == reference.times.count && trend.n == reference.n.reduce(0, +))
    #expect(trend.method.rawValue == "cochran-armitage")
  }

  @Test("time runs at any speed, and backwards", arguments: TrendReferences.values.shares)
  func time(_ reference: TrendReferences.Shares) throws {
    let trend = try cochranArmitage(reference.waves)
    let days = try cochranArmitage(
      reference.waves.map { WaveShare(time: $0.time * 365 + 7, successes: $0.successes, n: $0.n) })
    let back = try cochranArmitage(
      reference.waves.reversed().map { WaveShare(time: -$0.time, successes: $0.successes, n: $0.n) })
    let misses = try cochranArmitage(
      reference.waves.map { WaveShare(time: $0.time, successes: $0.n - $0.successes, n: $0.n) })
    #expect(agrees(days.z, trend.z, relative: 1e-9) && agrees(days.slope * 365, trend.slope, relative: 1e-9))
    #expect(agrees(back.z, -trend.z, relative: 1e-9))
    #expect(agrees(misses.z, -trend.z, relative: 1e-9))
  }

  @Test func `impossible input is refused`() {
    let wave = WaveShare(time: 1, successes: 3, n: 5)
    #expect(throws: StatisticsError.tooFew(what: "waves", required: 2, given: 1)) { try cochranArmitage([wave]) }
    #expect(throws: StatisticsError.noVariance(of: "the times of the waves")) { try cochranArmitage([wave, wave]) }
    #expect(throws: StatisticsError.tooFew(what: "observations", required: 1, given: 0)) {
      try cochranArmitage([wave, WaveShare(time: 2, successes: 0, n: 0)])
    }
    #expect(throws: StatisticsError.noVariance(of: "the answers of all waves")) {
      try cochranArmitage([WaveShare(time: 1, successes: 5, n: 5), WaveShare(time: 2, successes: 3, n: 3)])
    }
    #expect(throws: StatisticsError.self) {
      try cochranArmitage([wave, WaveShare(time: .nan, successes: 1, n: 5)])
    }
  }
}
