import SurveyStats
import Testing

@Suite("Fisher 2 × 2")
struct FisherTwoByTwoTests {
  @Test("agrees with fisher.test of R and odds_ratio of SciPy", arguments: TableReferences.values.two.indices)
  func reference(_ place: Int) throws {
    let reference = TableReferences.values.two[place]
    let ratio = try #require(ComparisonReferences.python.oddsRatios)[place]
    let test = try fisherTwoByTwo(ContingencyTable(reference.table))
    #expect(agrees(test.p, reference.p, relative: 1e-9, absolute: 0))
    #expect(agrees(test.low, ratio.low, relative: 1e-9, absolute: 0))
    #expect((test.oddsRatio == nil) == (ratio.value == nil) && (test.high == nil) == (ratio.high == nil))
    if let value = test.oddsRatio, let expected = ratio.value {
      #expect(agrees(value, expected, relative: 1e-9, absolute: 0))
    }
    if let high = test.high, let expected = ratio.high { #expect(agrees(high, expected, relative: 1e-9, absolute: 0)) }
  }

  @Test func `the conditional odds ratio isn't the cross product`() throws {
    let test = try fisherTwoByTwo(ContingencyTable([[3, 1], [1, 3]]))
    // R 4.2.2, fisher.test(rbind(c(3, 1), c(1, 3)))$estimate: 6.408309, found to 1e-4; the cross product is 9.
    #expect(agrees(try #require(test.oddsRatio), 6.408309, relative: 1e-4))
    #expect(test.method.rawValue == "fisher-conditional")
  }

  @Test func `swapping the rows inverts the odds ratio`() throws {
    let test = try fisherTwoByTwo(ContingencyTable([[7, 3], [4, 11]]))
    let swapped = try fisherTwoByTwo(ContingencyTable([[4, 11], [7, 3]]))
    #expect(agrees(try #require(test.oddsRatio), 1 / (try #require(swapped.oddsRatio))))
    #expect(agrees(test.low, 1 / (try #require(swapped.high))))
    #expect(agrees(test.p, swapped.p))
  }

  @Test func `an empty cell leaves one side open`() throws {
    let open = try fisherTwoByTwo(ContingencyTable([[7, 0], [2, 8]]))
    #expect(open.oddsRatio == nil && open.high == nil && open.low > 1 && open.warnings.count == 1)
    let zero = try fisherTwoByTwo(ContingencyTable([[0, 7], [8, 2]]))
    #expect(zero.oddsRatio == 0 && zero.low == 0 && (zero.high ?? 2) < 1)
  }

  @Test func `what can't be tested is refused`() {
    #expect(throws: StatisticsError.self) { try fisherTwoByTwo(ContingencyTable([[1, 2, 3], [3, 4, 5]])) }
    #expect(throws: StatisticsError.tooFew(what: "columns with respondents", required: 2, given: 1)) {
      try fisherTwoByTwo(ContingencyTable([[4, 0], [5, 0]]))
    }
    #expect(throws: StatisticsError.self) { try fisherTwoByTwo(ContingencyTable([[1, 2], [3, 4]]), level: 0) }
  }
}
