import SurveyStats
import Testing

@Suite("Cliff's delta")
struct CliffsDeltaTests {
  @Test("agrees with the article's formula over every pair", arguments: ComparisonReferences.values.two)
  func reference(_ reference: ComparisonReferences.Two) throws {
    for expected in reference.cliff {
      let delta = try cliffsDelta(reference.first, reference.second, level: expected.level)
      #expect(agrees(delta.value, expected.value))
      #expect(agrees(delta.low, expected.low))
      #expect(agrees(delta.high, expected.high))
      #expect(delta.method.rawValue == "cliff-asymmetric")
    }
  }

  // Hogarty & Kromrey (1999), SUGI 24, paper 238: delta is -0.25.
  @Test func `equals the published example`() throws {
    let delta = try cliffsDelta(
      Distribution(values: [10, 20, 30, 40, 50], counts: [2, 3, 3, 1, 1]),
      Distribution(values: [10, 20, 30, 40, 50], counts: [1, 1, 1, 2, 1]))
    #expect(agrees(delta.value, -0.25))
  }

  @Test func `swapping the groups mirrors the interval`() throws {
    let delta = try cliffsDelta(Sample.lower, Sample.higher)
    let swapped = try cliffsDelta(Sample.higher, Sample.lower)
    #expect(delta.value == -swapped.value)
    #expect(agrees(delta.low, -swapped.high) && agrees(delta.high, -swapped.low))
    #expect(
      try delta
        == cliffsDelta(Sample.moved(Sample.lower, by: 7, times: 3), Sample.moved(Sample.higher, by: 7, times: 3)))
  }

  @Test func `it is twice U over all pairs, less one`() throws {
    let u = try mannWhitney(Sample.lower, Sample.higher).u
    let pairs = Double(Sample.lower.n * Sample.higher.n)
    #expect(agrees(try cliffsDelta(Sample.lower, Sample.higher).value, 2 * u / pairs - 1))
  }

  @Test func `groups that don't overlap get the labelled interval`() throws {
    let low = Distribution(values: [1, 2], counts: [4, 5])
    let high = Distribution(values: [3, 4], counts: [6, 1])
    let delta = try cliffsDelta(high, low)
    #expect(delta.value == 1 && delta.high == 1 && delta.low < 1 && delta.low > -1)
    #expect(delta.method.rawValue == "cliff-disjoint" && delta.warnings.count == 1)
    let swapped = try cliffsDelta(low, high)
    #expect(swapped.value == -1 && swapped.low == -1 && swapped.high == -delta.low)
  }

  @Test func `a variance that isn't positive is replaced, and said`() throws {
    let delta = try cliffsDelta(
      Distribution(values: [1, 4], counts: [1, 1]), Distribution(values: [2, 3], counts: [1, 1]))
    #expect(delta.value == 0 && delta.low >= -1 && delta.high <= 1 && delta.low < 0)
  }

  @Test func `what can't be measured is refused`() {
    #expect(throws: StatisticsError.tooFew(what: "observations in group 1", required: 2, given: 1)) {
      try cliffsDelta(Sample.one, Sample.lower)
    }
    #expect(throws: StatisticsError.noVariance(of: "the observations")) {
      try cliffsDelta(Sample.constant, Sample.constant)
    }
    #expect(throws: StatisticsError.self) { try cliffsDelta(Sample.lower, Sample.higher, level: 1) }
  }
}
