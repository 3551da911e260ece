import SurveyStats
import Testing

@Suite("Pairwise alpha")
struct PairwiseAlphaTests {
  @Test("agrees with psych::alpha(use = \"pairwise\") of R", arguments: StructureReferences.scales)
  func reference(_ scale: StructureReferences.Scale) throws {
    let alpha = try pairwiseAlpha(of: scale.items)
    let expected = scale.alphaPairwise
    #expect(alpha.estimate.n == scale.pairwise.smallestPair)
    #expect(agrees(alpha.estimate.value, expected.alpha.value))
    #expect(agrees(alpha.estimate.low, expected.alpha.low, relative: 1e-9))
    #expect(agrees(alpha.estimate.high, expected.alpha.high, relative: 1e-9))
    #expect(agrees(alpha.standardised, expected.alphaStandardised))
    #expect(agrees(alpha.averageInterItem, expected.averageInterItem))
    #expect(agree(alpha.items.map(\.itemRest), expected.itemRest))
    #expect(agree(alpha.items.compactMap(\.alphaIfDropped), expected.alphaIfDropped))
    #expect(alpha.method.rawValue == "alpha-pairwise")
  }

  @Test func `without missing answers it is the listwise alpha`() throws {
    let items = RealAnswers.scale("LEAD")
    let listwise = try cronbachAlpha(of: items)
    let pairwise = try pairwiseAlpha(of: items)
    #expect(agrees(pairwise.estimate.value, listwise.estimate.value))
    #expect(agrees(pairwise.estimate.low, listwise.estimate.low))
    #expect(agrees(pairwise.standardised, listwise.standardised))
    #expect(pairwise.warnings.isEmpty)
  }

  @Test func `two identical columns are perfectly consistent`() throws {
    let column = ScoredColumn(bytes: [1, 2, 5, 3, 3, 0], values: [1, 2, 3, 4, 5], reversed: false)
    let alpha = try pairwiseAlpha(of: [column, column])
    #expect(agrees(alpha.estimate.value, 1))
    #expect(alpha.withoutAnswer == 1)
  }

  @Test func `items that cancel out are refused`() {
    let items = [[1, 2, 4], [5, 4, 2]].map { ScoredColumn(bytes: $0, values: [1, 2, 3, 4, 5], reversed: false) }
    #expect(throws: StatisticsError.noVariance(of: "the sum of the items")) { try pairwiseAlpha(of: items) }
  }
}
