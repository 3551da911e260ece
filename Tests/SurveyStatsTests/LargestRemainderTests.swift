import SurveyStats
import Testing

@Suite("Rounding by largest remainder")
struct LargestRemainderTests {
  /// Worked by hand from the exact shares.
  static let cases: [(counts: [Int], total: Int, rounded: [Int])] = [
    ([1, 1, 1], 100, [34, 33, 33]),
    ([2, 1], 100, [67, 33]),
    ([0, 5, 0], 100, [0, 100, 0]),
    ([1, 2, 3, 1], 100, [14, 29, 43, 14]),
    // 12.5, 37.5, 50: the tie goes to the larger count
    ([1, 3, 4], 100, [12, 38, 50]),
    ([1, 1, 1], 1000, [334, 333, 333]),
    // Seats of the standard Hamilton example: 41.20, 29.34, 18.33, 11.13 of 100
    ([4120, 2934, 1833, 1113], 100, [41, 30, 18, 11]),
  ]

  @Test("adds up to the total", arguments: cases)
  func rounds(_ example: (counts: [Int], total: Int, rounded: [Int])) throws {
    #expect(try largestRemainder(example.counts, total: example.total) == example.rounded)
  }

  @Test func `always adds up, and is never a whole unit off`() throws {
    var state: UInt64 = 7
    for _ in 0..<500 {
      let counts = (0..<5).map { _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 55)
      }
      let n = counts.reduce(0, +)
      let rounded = try largestRemainder(counts)
      #expect(rounded.reduce(0, +) == 100)
      for (count, part) in zip(counts, rounded) { #expect(abs(Double(count) / Double(n) * 100 - Double(part)) < 1) }
    }
  }

  @Test func `very large counts don't overflow`() throws {
    #expect(try largestRemainder([Int.max / 2, Int.max / 2], total: 1000) == [500, 500])
  }

  @Test func `nothing can't be divided`() {
    #expect(throws: StatisticsError.tooFew(what: "observations", required: 1, given: 0)) {
      try largestRemainder([0, 0])
    }
    #expect(throws: StatisticsError.self) { try largestRemainder([1, -1, 3]) }
    #expect(throws: StatisticsError.self) { try largestRemainder([1], total: -1) }
  }
}
