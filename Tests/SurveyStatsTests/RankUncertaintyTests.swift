import SurveyStats
import Testing

@Suite("Uncertainty of ranks")
struct RankUncertaintyTests {
  @Test("agrees with integrals in R within simulation error", arguments: PoolingReferences.cases)
  func reference(_ reference: PoolingReferences.Case) throws {
    guard let expected = reference.ranks else { return }
    let simulations = 4000
    let result = try rankUncertainty(
      of: pooledMeans(of: reference.groups.map(\.distribution)), simulations: simulations, seed: 11)
    for (place, range) in result.groups.enumerated() {
      // Five standard errors of a simulated share; a rank is at most as uncertain as the number of groups.
      let error = 5 * (0.25 / Double(simulations)).squareRoot()
      #expect(abs(range.first - expected.first[place]) < error)
      #expect(abs(range.last - expected.last[place]) < error)
      #expect(abs(range.mean - expected.mean[place]) < error * Double(result.groups.count))
      // A skewed rank can have its mean outside the range; a group that is first in nearly all simulations has 1 to 1.
      #expect(1 <= range.low && range.low <= range.high && range.high <= Double(result.groups.count))
      if expected.first[place] > 0.98 { #expect(range.low == 1 && range.high == 1) }
    }
    let count = Double(result.groups.count)
    #expect(agrees(result.groups.reduce(0) { $0 + $1.mean }, count * (count + 1) / 2, relative: 1e-9))
    #expect(agrees(result.groups.reduce(0) { $0 + $1.first }, 1, relative: 1e-9))
  }

  @Test func `the same seed gives the same ranks, another seed others`() throws {
    let pooled = try pooledMeans(of: PoolingReferences.cases[2].groups.map(\.distribution))
    let ranks = try rankUncertainty(of: pooled, simulations: 500, seed: 5)
    #expect(try rankUncertainty(of: pooled, simulations: 500, seed: 5) == ranks)
    #expect(try rankUncertainty(of: pooled, simulations: 500, seed: 6).groups != ranks.groups)
  }

  @Test func `groups that differ by no more than chance share all ranks`() throws {
    let same = Distribution(values: [1, 2, 3], counts: [2, 2, 2])
    let ranks = try rankUncertainty(of: pooledMeans(of: [same, same, same]), simulations: 100, seed: 1)
    for group in ranks.groups {
      #expect(group.mean == 2 && group.low == 2 && group.high == 2)
      #expect(agrees(group.first, 1.0 / 3) && agrees(group.last, 1.0 / 3))
    }
    #expect(ranks.warnings.count == 1)
  }

  @Test func `impossible input is refused`() throws {
    let pooled = try pooledMeans(of: PoolingReferences.cases[2].groups.map(\.distribution))
    #expect(throws: StatisticsError.tooFew(what: "simulations", required: 100, given: 5)) {
      try rankUncertainty(of: pooled, simulations: 5, seed: 1)
    }
    #expect(throws: StatisticsError.self) { try rankUncertainty(of: pooled, seed: 1, level: 0) }
  }
}
