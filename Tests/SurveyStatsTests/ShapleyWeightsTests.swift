import SurveyStats
import Testing

@Suite("Shapley weights")
struct ShapleyWeightsTests {
  @Test("agree with all subsets in R", arguments: DriverReferences.values.cases)
  func reference(_ reference: DriverReferences.Case) throws {
    let result = try shapleyWeights(of: reference.correlations())
    for (weight, expected) in zip(result.weights, reference.lmg) { #expect(agrees(weight, expected, relative: 1e-9)) }
    #expect(agrees(result.rSquared, reference.r2, relative: 1e-9))
    #expect(agrees(result.weights.reduce(0, +), result.rSquared))
    #expect(result.method.rawValue == "shapley-lmg")
  }

  @Test func `all subsets of 15 predictors are tried, and of 16 refused`() throws {
    func equal(_ count: Int) throws -> DriverCorrelations {
      try DriverCorrelations(
        predictors: (0..<count).map { row in (0..<count).map { row == $0 ? 1 : 0.5 } },
        outcome: [Double](repeating: 0.4, count: count), n: 100)
    }
    let result = try shapleyWeights(of: equal(15))
    // R² of equal correlations is p r² / (1 + (p − 1) c).
    #expect(agrees(result.rSquared, 15 * 0.16 / 8))
    #expect(result.weights.allSatisfy { agrees($0, 0.16 / 8) })
    #expect(
      throws: StatisticsError.invalid(what: "number of predictors", required: "1…15 for all subsets", given: "16")
    ) {
      try shapleyWeights(of: equal(16))
    }
  }
}
