import SurveyStats
import Testing

@Suite("Weighted mean")
struct WeightedMeanTests {
  @Test("agrees with svymean of R", arguments: WeightingReferences.values.rakings)
  func reference(_ reference: WeightingReferences.Raking) throws {
    let raked = try rakingWeights(margins: reference.population)
    let values = (0...20).map { Double($0) / 4 }
    let distributions = try raked.cells.distributions(of: reference.scores, values: values)
    for (variance, expected) in [(WeightedVariance.calibrated, reference.mean), (.fixedWeights, reference.meanFixed)] {
      let result = try weightedMean(distributions, weights: raked, variance: variance)
      #expect(agrees(result.estimate.value, expected.value, relative: 1e-8))
      #expect(agrees(result.standardError, expected.se, relative: 1e-8))
      #expect(agrees(result.estimate.low, expected.low, relative: 1e-8))
      #expect(agrees(result.estimate.high, expected.high, relative: 1e-8))
      #expect(result.missing == raked.n - result.estimate.n && result.variance == variance)
    }
  }

  @Test func `equal weights give Student's interval`() throws {
    let raked = try rakingWeights(margins: [
      PopulationMargin(name: "unit", categories: ["a"], population: [50], bytes: [1, 1, 1, 1, 1])
    ])
    let scores = Distribution(values: [1, 2, 4], counts: [2, 1, 2])
    let result = try weightedMean([scores], weights: raked).estimate
    let plain = try meanInterval(of: scores)
    #expect(agrees(result.value, plain.value) && agrees(result.low, plain.low) && agrees(result.high, plain.high))
  }

  @Test func `impossible input is refused`() throws {
    let raked = try rakingWeights(margins: [
      PopulationMargin(name: "unit", categories: ["a", "b"], population: [6, 4], bytes: [1, 1, 2])
    ])
    let one = Distribution(values: [3], counts: [1])
    let none = Distribution(values: [], counts: [])
    #expect(throws: StatisticsError.noVariance(of: "the values")) { try weightedMean([one, one], weights: raked) }
    #expect(throws: StatisticsError.tooFew(what: "values", required: 2, given: 1)) {
      try weightedMean([none, one], weights: raked)
    }
    #expect(throws: StatisticsError.self) { try weightedMean([one], weights: raked) }
    #expect(throws: StatisticsError.self) {
      try weightedMean([one, Distribution(values: [1, 2], counts: [1, 1])], weights: raked)
    }
    #expect(throws: StatisticsError.self) { try raked.cells.distributions(of: [0, 3, 255], values: [1, 2]) }
    #expect(throws: StatisticsError.self) { try raked.cells.distributions(of: [0], values: [1, 2]) }
  }
}
