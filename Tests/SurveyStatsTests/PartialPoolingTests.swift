import SurveyStats
import Testing

/// What `References/make/pooling.R` wrote.
enum PoolingReferences {
  struct Group: Decodable, Sendable {
    let values: [Double]
    let counts: [Int]
    var distribution: Distribution { Distribution(values: values, counts: counts) }
  }
  struct Ranks: Decodable, Sendable { let mean, first, last: [Double] }
  struct Case: Decodable, Sendable, CustomTestStringConvertible {
    let source: String
    let groups: [Group]
    let mean, se, between, within: Double
    let pooled, deviations: [Double]
    let ranks: Ranks?
    var testDescription: String { source }
  }
  struct Values: Decodable, Sendable { let cases: [Case] }
  static let cases = ReferenceFile.read(Values.self, "pooling").cases
}

@Suite("Partial pooling of means")
struct PartialPoolingTests {
  @Test("agrees with lme4", arguments: PoolingReferences.cases)
  func reference(_ reference: PoolingReferences.Case) throws {
    let result = try pooledMeans(of: reference.groups.map(\.distribution))
    #expect(agrees(result.mean, reference.mean, relative: 1e-5))
    #expect(agrees(result.standardError, reference.se, relative: 1e-5))
    #expect(agrees(result.between, reference.between, relative: 1e-5))
    #expect(agrees(result.within, reference.within, relative: 1e-5))
    for (group, (pooled, deviation)) in zip(result.groups, zip(reference.pooled, reference.deviations)) {
      #expect(agrees(group.pooled, pooled, relative: 1e-5))
      #expect(agrees(group.conditionalDeviation, deviation, relative: 1e-5))
      #expect((0...1).contains(group.ownWeight))
    }
    #expect(result.warnings.isEmpty == (reference.between > 0))
    #expect(result.method.rawValue == "one-way-random-effects-reml")
  }

  @Test("moves and scales with the observations", arguments: PoolingReferences.cases)
  func scale(_ reference: PoolingReferences.Case) throws {
    let result = try pooledMeans(of: reference.groups.map(\.distribution))
    let moved = try pooledMeans(
      of: reference.groups.map { Distribution(values: $0.values.map { 3 * $0 + 100 }, counts: $0.counts) })
    #expect(agrees(moved.mean, 3 * result.mean + 100, relative: 1e-7))
    #expect(agrees(moved.between, 9 * result.between, relative: 1e-6, absolute: 1e-9))
    for (other, group) in zip(moved.groups, result.groups) {
      #expect(agrees(other.pooled, 3 * group.pooled + 100, relative: 1e-7))
    }
  }

  // One-way analysis of variance by hand: groups of 3 with means 2, 5, 8; MSB = 27, MSW = 1; τ² = (27 − 1)/3.
  @Test func `equal sizes give the estimates of the analysis of variance`() throws {
    let result = try pooledMeans(
      of: [2.0, 5, 8].map { Distribution(values: [$0 - 1, $0, $0 + 1], counts: [1, 1, 1]) })
    #expect(agrees(result.between, 26.0 / 3, relative: 1e-8) && agrees(result.within, 1, relative: 1e-8))
    #expect(agrees(result.groups[0].ownWeight, 26.0 / 27, relative: 1e-8))
    #expect(agrees(result.groups[0].pooled, 5 - 3 * 26.0 / 27, relative: 1e-8))
  }

  @Test func `impossible input is refused`() {
    let group = Distribution(values: [1, 2], counts: [1, 1])
    let one = Distribution(values: [1], counts: [1])
    #expect(throws: StatisticsError.tooFew(what: "groups", required: 2, given: 1)) { try pooledMeans(of: [group]) }
    #expect(throws: StatisticsError.tooFew(what: "observations in group 2", required: 1, given: 0)) {
      try pooledMeans(of: [group, Distribution(values: [], counts: [])])
    }
    #expect(throws: StatisticsError.tooFew(what: "observations in 2 groups", required: 3, given: 2)) {
      try pooledMeans(of: [one, one])
    }
    #expect(throws: StatisticsError.noVariance(of: "the observations of a group")) {
      try pooledMeans(of: [Distribution(values: [1], counts: [5]), Distribution(values: [2], counts: [5])])
    }
  }
}
