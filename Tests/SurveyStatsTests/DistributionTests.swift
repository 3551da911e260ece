import SurveyStats
import Testing

@Suite("Distributions")
struct DistributionTests {
  @Test(
    "agrees with R's mean, sd, median and psych's skew and kurtosi",
    arguments: ReferenceValues.descriptive.distributions)
  func reference(_ reference: ReferenceValues.Both<ReferenceValues.Descriptive.Shape, ReferenceValues.Moments>) throws {
    let shape = reference.first
    let distribution = Distribution(values: shape.values, counts: shape.counts)
    #expect(try distribution.agrees(with: reference.second), "\(shape.source)")
  }

  @Test("equals R on real answers", arguments: ReferenceValues.answers.items.keys.sorted())
  func realItem(_ name: String) throws {
    let reference = try #require(ReferenceValues.answers.items[name])
    let codes = RealAnswers.codes(of: name)
    let counts = CodeCounts(of: try #require(RealAnswers.columns[name]))
    #expect(codes.enumerated().allSatisfy { counts[UInt8($0.offset + 1)] == reference.first.counts["\($0.element)"] })
    #expect(try Distribution(of: counts, values: codes).agrees(with: reference.second))
  }

  @Test func `values are sorted, merged and only those that occur`() {
    let distribution = Distribution(values: [3, 1, 3, 2], counts: [1, 4, 2, 0])
    #expect(distribution.values == [1, 3])
    #expect(distribution.counts == [4, 3])
    #expect(distribution.n == 7)
  }

  @Test func `shifting moves place and keeps shape, scaling stretches both`() throws {
    let values = [1.0, 2, 3, 4, 5]
    let counts = [7, 1, 0, 4, 9]
    let base = Distribution(values: values, counts: counts)
    let moved = Distribution(values: values.map { 3 * $0 - 100 }, counts: counts)
    #expect(agrees(try moved.mean(), 3 * (try base.mean()) - 100))
    #expect(agrees(try moved.median(), 3 * (try base.median()) - 100))
    #expect(agrees(try moved.standardDeviation(), 3 * (try base.standardDeviation())))
    #expect(agrees(try moved.skewness(), try base.skewness()))
    #expect(agrees(try moved.kurtosis(), try base.kurtosis()))
    let mirrored = Distribution(values: values.map { 6 - $0 }, counts: counts)
    #expect(agrees(try mirrored.skewness(), -(try base.skewness())))
  }

  @Test func `counts and shares by a condition`() throws {
    let distribution = Distribution(values: [1, 2, 3], counts: [5, 3, 2])
    #expect(distribution.count { $0 >= 2 } == 5)
    #expect(try distribution.share { $0 >= 2 } == 0.5)
    #expect(distribution.count { $0 > 3 } == 0)
  }

  @Test func `nothing observed can't be described`() {
    let empty = Distribution(values: [1, 2], counts: [0, 0])
    let error = StatisticsError.tooFew(what: "observations", required: 1, given: 0)
    #expect(throws: error) { try empty.mean() }
    #expect(throws: error) { try empty.median() }
    #expect(throws: error) { try empty.minimum() }
    #expect(throws: error) { try empty.maximum() }
    #expect(throws: error) { try empty.share { _ in true } }
  }

  @Test func `one observation has a place but no spread`() throws {
    let one = Distribution(values: [4], counts: [1])
    #expect(try one.mean() == 4)
    #expect(try one.median() == 4)
    let error = StatisticsError.tooFew(what: "observations", required: 2, given: 1)
    #expect(throws: error) { try one.standardDeviation() }
    #expect(throws: error) { try one.skewness() }
  }

  @Test func `equal observations have no spread and no shape`() throws {
    let equal = Distribution(values: [4], counts: [9])
    #expect(try equal.standardDeviation() == 0)
    #expect(throws: StatisticsError.noVariance(of: "the observations")) { try equal.skewness() }
    #expect(throws: StatisticsError.noVariance(of: "the observations")) { try equal.kurtosis() }
  }
}
