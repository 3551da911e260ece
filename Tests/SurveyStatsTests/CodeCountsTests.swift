import SurveyStats
import Testing

@Suite("Counts of codes")
struct CodeCountsTests {
  let column: [UInt8] = [1, 2, 2, 0, 250, 253, 254, 254, 255, 255, 255, 5]

  @Test func `the four kinds of missing are counted apart`() {
    let counts = CodeCounts(of: column)
    #expect(counts.valid == 5)
    #expect(counts.notShown == 1)
    #expect(counts.notApplicable == 1)
    #expect(counts.skipped == 2)
    #expect(counts.declined == 3)
    #expect(counts.total == column.count)
    #expect(counts[AnswerCode.maximumPosition] == 1)
  }

  @Test func `an empty category counts zero`() {
    #expect(CodeCounts(of: column).counts(positions: 5) == [1, 2, 0, 0, 1])
  }

  @Test func `selected rows are counted as often as they are given`() {
    let counts = CodeCounts(of: column, rows: .rows([1, 1, 3, 11]))
    #expect(counts.counts(positions: 5) == [0, 2, 0, 0, 1])
    #expect(counts.notShown == 1)
    #expect(counts.total == 4)
  }

  @Test func `a column without respondents has no answers`() {
    #expect(CodeCounts(of: []).total == 0)
    #expect(CodeCounts(of: column, rows: .rows([])).total == 0)
  }

  @Test("every length is counted whole", arguments: [1, 2, 3, 4, 5, 7, 8, 1023])
  func lengths(_ length: Int) {
    let column = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 37) }
    let counts = CodeCounts(of: column)
    for code in UInt8.min...UInt8.max { #expect(counts[code] == column.count { $0 == code }) }
  }

  @Test func `order doesn't matter`() {
    #expect(CodeCounts(of: column) == CodeCounts(of: column.reversed()))
  }
}
