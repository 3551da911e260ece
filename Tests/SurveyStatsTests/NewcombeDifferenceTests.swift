import SurveyStats
import Testing

/// What `References/make/differences.R` wrote.
enum DifferenceReferences {
  struct Proportion: Decodable, Sendable {
    let k, n: Int
    let level, low, high: Double
  }
  struct Pair: Decodable, Sendable {
    let k1, n1, k2, n2: Int
    let level, low, high: Double
  }
  struct Values: Decodable, Sendable {
    let wilsonCorrected: [Proportion]
    let newcombe: [Pair]
  }
  static let values = ReferenceFile.read(Values.self, "differences")
}

/// What `References/make/waves.py` wrote.
enum WaveReferences {
  struct Slope: Decodable, Sendable {
    let times, values: [Double]
    let level, slope, low, high: Double
  }
  struct Values: Decodable, Sendable {
    let differences: [DifferenceReferences.Pair]
    let slopes: [Slope]
  }
  static let values = ReferenceFile.read(Values.self, "waves")
}

@Suite("Newcombe difference of two proportions")
struct NewcombeDifferenceTests {
  @Test("agrees with method 10 from the limits of prop.test", arguments: DifferenceReferences.values.newcombe)
  func reference(_ reference: DifferenceReferences.Pair) throws {
    let interval = try newcombeDifference(
      (reference.k1, reference.n1), minus: (reference.k2, reference.n2), level: reference.level)
    #expect(agrees(interval.low, reference.low, absolute: 1e-12))
    #expect(agrees(interval.high, reference.high, absolute: 1e-12))
    #expect(interval.n == reference.n1 + reference.n2)
  }

  @Test("agrees with confint_proportions_2indep of statsmodels", arguments: WaveReferences.values.differences)
  func statsmodels(_ reference: DifferenceReferences.Pair) throws {
    let interval = try newcombeDifference((reference.k1, reference.n1), minus: (reference.k2, reference.n2))
    #expect(agrees(interval.low, reference.low, absolute: 1e-12))
    #expect(agrees(interval.high, reference.high, absolute: 1e-12))
  }

  // Newcombe (1998), Statistics in Medicine 17, 873–890, table II, method 10.
  @Test(
    "equals the published example",
    arguments: [
      ((56, 70), (48, 80), 0.0524, 0.3339), ((9, 10), (3, 10), 0.1705, 0.8090),
      ((5, 56), (0, 29), -0.0381, 0.1926),
    ])
  func published(_ one: (Int, Int), _ two: (Int, Int), _ low: Double, _ high: Double) throws {
    let interval = try newcombeDifference((one.0, one.1), minus: (two.0, two.1))
    #expect(abs(interval.low - low) < 5.1e-5)
    #expect(abs(interval.high - high) < 5.1e-5)
    #expect(interval.method.rawValue == "newcombe-10")
  }

  @Test func `swapping the groups flips the signs`() throws {
    for one in 0...7 {
      for two in 0...5 {
        let interval = try newcombeDifference((one, 7), minus: (two, 5))
        let swapped = try newcombeDifference((two, 5), minus: (one, 7))
        #expect(agrees(interval.low, -swapped.high) && agrees(interval.value, -swapped.value))
        #expect(interval.low >= -1 && interval.high <= 1 && interval.low < interval.high)
      }
    }
  }

  @Test func `impossible input is refused`() {
    #expect(throws: StatisticsError.tooFew(what: "observations", required: 1, given: 0)) {
      try newcombeDifference((0, 0), minus: (1, 5))
    }
    #expect(throws: StatisticsError.self) { try newcombeDifference((1, 5), minus: (6, 5)) }
    #expect(throws: StatisticsError.self) { try newcombeDifference((1, 5), minus: (1, 5), level: 0) }
  }
}
