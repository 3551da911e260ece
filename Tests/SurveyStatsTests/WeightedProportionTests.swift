import SurveyStats
import Testing

@Suite("Weighted proportion")
struct WeightedProportionTests {
  @Test("agrees with svymean and svyciprop of R", arguments: WeightingReferences.values.rakings)
  func reference(_ reference: WeightingReferences.Raking) throws {
    let raked = try rakingWeights(margins: reference.population)
    let trimmed = try rakingWeights(margins: reference.population, limits: 0.5...2)
    let fixed = try weightedProportion(answers(reference, raked), weights: raked, variance: .fixedWeights)
    check(fixed, reference.fixed)
    check(try weightedProportion(answers(reference, raked), weights: raked), reference.share)
    check(
      try weightedProportion(answers(reference, raked), weights: raked, finitePopulation: true), reference.finite)
    check(try weightedProportion(answers(reference, trimmed), weights: trimmed), reference.shareTrimmed)
    #expect(fixed.variance.rawValue == "linearised-fixed-weights")
    #expect(fixed.estimate.method.rawValue == "logit-design")
  }

  private func check(_ proportion: WeightedProportion, _ reference: WeightingReferences.Share) {
    #expect(proportion.estimate.n == reference.n && proportion.degreesOfFreedom == reference.df)
    #expect(agrees(proportion.estimate.value, reference.value, relative: 1e-8))
    #expect(agrees(proportion.standardError, reference.se, relative: 1e-8))
    #expect(agrees(proportion.estimate.low, reference.xlow, relative: 1e-8))
    #expect(agrees(proportion.estimate.high, reference.xhigh, relative: 1e-8))
    // The quasi-likelihood fit of svyciprop stops short of its last digits.
    #expect(agrees(proportion.estimate.low, reference.low, relative: 1e-6))
    #expect(agrees(proportion.estimate.high, reference.high, relative: 1e-6))
  }

  @Test("Wilson with Kish's effective size agrees with the formula", arguments: WeightingReferences.values.rakings)
  func wilson(_ reference: WeightingReferences.Raking) throws {
    let raked = try rakingWeights(margins: reference.population)
    let result = try weightedWilson(answers(reference, raked), weights: raked)
    #expect(agrees(result.effectiveSize, reference.wilson.effective, relative: 1e-9))
    #expect(agrees(result.estimate.low, reference.wilson.low, relative: 1e-9))
    #expect(agrees(result.estimate.high, reference.wilson.high, relative: 1e-9))
    #expect(result.estimate.method.rawValue == "wilson-kish")
  }

  @Test func `equal weights give the plain share, its standard error and Wilson's interval`() throws {
    let bytes: [UInt8] = [1, 1, 1, 2, 2, 2, 2, 2]
    let raked = try rakingWeights(margins: [
      PopulationMargin(name: "unit", categories: ["a"], population: [80], bytes: [UInt8](repeating: 1, count: 8))
    ])
    let answers = try raked.cells.answers(in: bytes, favourable: [1])
    for variance in WeightedVariance.allCases {
      let proportion = try weightedProportion(answers, weights: raked, variance: variance)
      #expect(agrees(proportion.estimate.value, 0.375))
      #expect(agrees(proportion.standardError, (0.375 * 0.625 / 7).squareRoot()))
    }
    let plain = try wilsonInterval(successes: 3, of: 8)
    let wilson = try weightedWilson(answers, weights: raked).estimate
    #expect(agrees(wilson.low, plain.low) && agrees(wilson.high, plain.high))
  }

  @Test func `an item that the margin determines has no variance left`() throws {
    let bytes: [UInt8] = [1, 1, 2, 2, 2]
    let raked = try rakingWeights(margins: [
      PopulationMargin(name: "unit", categories: ["a", "b"], population: [6, 4], bytes: bytes)
    ])
    let proportion = try weightedProportion(try raked.cells.answers(in: bytes, favourable: [1]), weights: raked)
    #expect(agrees(proportion.estimate.value, 0.6))
    #expect(proportion.standardError < 1e-12)
  }

  @Test func `an interval for just this population says whom it describes`() throws {
    let everybody = try rakingWeights(margins: [
      PopulationMargin(name: "unit", categories: ["a", "b"], population: [2, 2], bytes: [1, 1, 2, 2])
    ])
    let answers = try everybody.cells.answers(in: [1, 2, 1, 1], favourable: [1])
    let census = try weightedProportion(answers, weights: everybody, finitePopulation: true)
    #expect(census.standardError == 0 && agrees(census.estimate.low, 0.75) && agrees(census.estimate.high, 0.75))
    #expect(census.estimate.warnings.contains { $0.contains("Everybody answered") })
    #expect(try weightedProportion(answers, weights: everybody).estimate.warnings.isEmpty)
    let reference = WeightingReferences.values.rakings[0]
    let raked = try rakingWeights(margins: reference.population)
    let finite = try weightedProportion(
      raked.cells.answers(in: reference.item, favourable: [2]), weights: raked, finitePopulation: true)
    #expect(finite.estimate.warnings.contains { $0.contains("stayed away") })
  }

  @Test func `success and failure mirror each other`() throws {
    let reference = WeightingReferences.values.rakings[1]
    let raked = try rakingWeights(margins: reference.population)
    let yes = try weightedProportion(raked.cells.answers(in: reference.item, favourable: [2]), weights: raked)
    let no = try weightedProportion(raked.cells.answers(in: reference.item, favourable: [1]), weights: raked)
    #expect(agrees(yes.estimate.low, 1 - no.estimate.high) && agrees(yes.standardError, no.standardError))
  }

  @Test func `answers that are all the same or missing are refused`() throws {
    let raked = try rakingWeights(margins: [
      PopulationMargin(name: "unit", categories: ["a", "b"], population: [6, 4], bytes: [1, 1, 2])
    ])
    let same = try raked.cells.answers(in: [1, 1, 1], favourable: [1])
    #expect(throws: StatisticsError.noVariance(of: "the answers")) { try weightedProportion(same, weights: raked) }
    #expect(try weightedWilson(same, weights: raked).estimate.high == 1)
    let none = try raked.cells.answers(in: [255, 254, 0], favourable: [1])
    #expect(throws: StatisticsError.tooFew(what: "answers", required: 2, given: 0)) {
      try weightedProportion(none, weights: raked)
    }
    #expect(throws: StatisticsError.self) { try weightedWilson(none, weights: raked) }
    #expect(throws: StatisticsError.self) { try raked.cells.answers(in: [1], favourable: [1]) }
    #expect(throws: StatisticsError.self) { try weightedProportion([], weights: raked) }
  }

  private func answers(_ reference: WeightingReferences.Raking, _ raked: RakingWeights) throws -> [CellAnswers] {
    try raked.cells.answers(in: reference.item, favourable: [2])
  }
}
