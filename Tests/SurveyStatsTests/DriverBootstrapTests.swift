import SurveyStats
import Testing

@Suite("Bootstrap of driver weights")
struct DriverBootstrapTests {
  static let reference = DriverReferences.values.bootstrap

  @Test func `correlations of scores agree with cor of R`() throws {
    let correlations = try Self.reference.scores().correlations()
    for (row, expected) in zip(correlations.predictors, Self.reference.correlations) {
      for (value, reference) in zip(row, expected) {
        #expect(agrees(value, reference, relative: 1e-9, absolute: 1e-12))
      }
    }
  }

  @Test func `limits lie where R's bootstrap has them, within simulation error`() throws {
    let result = try driverIntervals(of: Self.reference.scores(), method: .johnson, replicates: 4000, seed: 7)
    for (interval, (low, high)) in zip(result.weights, zip(Self.reference.low, Self.reference.high)) {
      #expect(abs(interval.low - low) < 0.1 * (high - low))
      #expect(abs(interval.high - high) < 0.1 * (high - low))
      #expect(interval.low <= interval.value && interval.value <= interval.high)
    }
    #expect(result.replicates == 4000 && result.seed == 7)
  }

  @Test("the same seed gives the same result on any number of threads", arguments: DriverMethod.allCases)
  func threads(_ method: DriverMethod) throws {
    let scores = try Self.reference.scores()
    let one = try driverIntervals(of: scores, method: method, replicates: 200, seed: 42)
    for threads in [2, 3, 8, 500] {
      #expect(try driverIntervals(of: scores, method: method, replicates: 200, seed: 42, threads: threads) == one)
    }
    #expect(try driverIntervals(of: scores, method: method, replicates: 200, seed: 43).weights != one.weights)
  }

  @Test func `people with a missing score are left out and counted`() throws {
    let columns = Self.reference.columns
    let scores = try DriverScores(
      outcome: columns[4] + [1, nil], predictors: columns[..<4].map { $0 + [nil, 2] })
    #expect(scores.n == 80 && scores.incomplete == 2)
    #expect(try scores.correlations() == Self.reference.scores().correlations())
  }

  @Test func `impossible input is refused`() throws {
    let scores = try Self.reference.scores()
    #expect(throws: StatisticsError.tooFew(what: "bootstrap samples", required: 100, given: 10)) {
      try driverIntervals(of: scores, method: .johnson, replicates: 10, seed: 1)
    }
    #expect(throws: StatisticsError.self) { try driverIntervals(of: scores, method: .johnson, seed: 1, threads: 0) }
    #expect(throws: StatisticsError.self) { try driverIntervals(of: scores, method: .johnson, seed: 1, level: 2) }
    #expect(throws: StatisticsError.noVariance(of: "predictor 1")) {
      try DriverScores(outcome: [1, 2, 3, 5], predictors: [[0.1, 0.1, 0.1, 0.1]]).correlations()
    }
    #expect(throws: StatisticsError.noVariance(of: "the outcome")) {
      try DriverScores(outcome: [2, 2, 2, 2], predictors: [[1, 2, 3, 4]]).correlations()
    }
    #expect(throws: StatisticsError.self) {
      try DriverScores(outcome: [nil, nil], predictors: [[1, 2]]).correlations()
    }
    #expect(throws: StatisticsError.unequalLengths(expected: 2, given: 1)) {
      try DriverScores(outcome: [1, 2], predictors: [[1]])
    }
    #expect(throws: StatisticsError.self) { try DriverScores(outcome: [1, 2], predictors: []) }
    #expect(throws: StatisticsError.self) { try DriverScores(outcome: [1, .nan], predictors: [[1, 2]]) }
  }
}
