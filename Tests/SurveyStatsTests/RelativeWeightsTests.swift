import SurveyStats
import Testing

/// What `References/make/drivers.R` wrote.
enum DriverReferences {
  struct Case: Decodable, Sendable, CustomTestStringConvertible {
    let source: String
    let n: Int
    let predictors: [[Double]]
    let outcome: [Double]
    let r2: Double
    let johnson, lmg: [Double]
    var testDescription: String { source }

    func correlations() throws -> DriverCorrelations {
      try DriverCorrelations(predictors: predictors, outcome: outcome, n: n)
    }
  }
  struct Bootstrap: Decodable, Sendable {
    let columns, correlations: [[Double]]
    let low, high: [Double]

    func scores() throws -> DriverScores { try DriverScores(outcome: columns[4], predictors: Array(columns[..<4])) }
  }
  struct Values: Decodable, Sendable {
    let cases: [Case]
    let bootstrap: Bootstrap
  }
  static let values = ReferenceFile.read(Values.self, "drivers")
}

@Suite("Relative weights")
struct RelativeWeightsTests {
  @Test("agree with Johnson's formula in R, and R² with lm", arguments: DriverReferences.values.cases)
  func reference(_ reference: DriverReferences.Case) throws {
    let result = try relativeWeights(of: reference.correlations())
    for (weight, expected) in zip(result.weights, reference.johnson) {
      #expect(agrees(weight, expected, relative: 1e-9))
    }
    #expect(agrees(result.rSquared, reference.r2, relative: 1e-9))
    #expect(agrees(result.weights.reduce(0, +), result.rSquared))
    #expect(result.weights.allSatisfy { $0 >= 0 } && result.weights.count == reference.outcome.count)
    #expect(result.n == reference.n && result.method.rawValue == "johnson-relative-weights")
  }

  @Test("follow their predictors and ignore signs", arguments: DriverReferences.values.cases)
  func order(_ reference: DriverReferences.Case) throws {
    let places = reference.outcome.indices.reversed()
    let signs = reference.outcome.indices.map { $0 % 2 == 0 ? -1.0 : 1 }
    for method in DriverMethod.allCases {
      let result = try driverWeights(of: reference.correlations(), method: method)
      let other = try driverWeights(
        of: DriverCorrelations(
          predictors: places.map { row in places.map { reference.predictors[row][$0] * signs[row] * signs[$0] } },
          outcome: places.map { reference.outcome[$0] * signs[$0] }, n: reference.n),
        method: method)
      for (place, weight) in zip(places, other.weights) {
        #expect(agrees(weight, result.weights[place], relative: 1e-8))
      }
    }
  }

  @Test func `independent predictors keep their squared correlations`() throws {
    let correlations = try DriverCorrelations(
      predictors: [[1, 0, 0], [0, 1, 0], [0, 0, 1]], outcome: [0.5, -0.3, 0], n: 40)
    for method in DriverMethod.allCases {
      let result = try driverWeights(of: correlations, method: method)
      #expect(agrees(result.weights[0], 0.25) && agrees(result.weights[1], 0.09) && agrees(result.weights[2], 0))
    }
  }

  @Test func `identical predictors and impossible correlations are refused`() throws {
    let twins = try DriverCorrelations(predictors: [[1, 1], [1, 1]], outcome: [0.4, 0.4], n: 30)
    let impossible = try DriverCorrelations(predictors: [[1, 0], [0, 1]], outcome: [0.9, 0.9], n: 30)
    for method in DriverMethod.allCases {
      #expect(throws: StatisticsError.self) { try driverWeights(of: twins, method: method) }
      #expect(throws: StatisticsError.self) { try driverWeights(of: impossible, method: method) }
    }
    #expect(throws: StatisticsError.self) { try DriverCorrelations(predictors: [], outcome: [], n: 30) }
    #expect(throws: StatisticsError.self) { try DriverCorrelations(predictors: [[1]], outcome: [.nan], n: 30) }
    #expect(throws: StatisticsError.self) { try DriverCorrelations(predictors: [[0.9]], outcome: [0.1], n: 30) }
    #expect(throws: StatisticsError.self) {
      try DriverCorrelations(predictors: [[1, 0.2], [0.3, 1]], outcome: [0.1, 0.2], n: 30)
    }
    #expect(throws: StatisticsError.tooFew(what: "people with all answers for 1 predictors", required: 3, given: 2)) {
      try DriverCorrelations(predictors: [[1]], outcome: [0.1], n: 2)
    }
  }
}
