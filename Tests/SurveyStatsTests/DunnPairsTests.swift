import SurveyStats
import Testing

@Suite("Dunn's pairs")
struct DunnPairsTests {
  @Test("agrees with scikit_posthocs.posthoc_dunn", arguments: ComparisonReferences.values.several.indices)
  func reference(_ place: Int) throws {
    let expected = ComparisonReferences.python.dunn[place]
    let test = try dunnPairs(ComparisonReferences.values.several[place].groups)
    #expect(test.pairs.count == expected.count)
    for (pair, expected) in zip(test.pairs, expected) {
      #expect(pair.first == expected.first && pair.second == expected.second)
      #expect(agrees(pair.p, expected.p, relative: 1e-9, absolute: 0))
      #expect(agrees(pair.holm, expected.holm, relative: 1e-9, absolute: 0))
    }
  }

  @Test func `one pair is Mann–Whitney's z but for its variance, which is the same for two groups`() throws {
    let pair = try #require(try dunnPairs([Sample.lower, Sample.higher]).pairs.first)
    #expect(agrees(pair.z, try mannWhitney(Sample.lower, Sample.higher).z))
    #expect(pair.holm == pair.p)
  }

  @Test func `exchanging groups flips the sign`() throws {
    let pairs = try dunnPairs([Sample.lower, Sample.higher, Sample.middle]).pairs
    let turned = try dunnPairs([Sample.higher, Sample.lower, Sample.middle]).pairs
    #expect(pairs[0].z < 0 && agrees(pairs[0].z, -turned[0].z))
    #expect(agrees(pairs[1].z, turned[2].z))
  }

  @Test func `what can't be tested is refused`() {
    #expect(throws: StatisticsError.tooFew(what: "groups", required: 2, given: 1)) { try dunnPairs([Sample.lower]) }
    #expect(throws: StatisticsError.noVariance(of: "the observations")) {
      try dunnPairs([Sample.constant, Sample.constant])
    }
  }
}
