import SurveyStats
import Testing

@Suite("Mann–Whitney")
struct MannWhitneyTests {
  @Test("agrees with wilcox.test and coin of R", arguments: ComparisonReferences.values.two)
  func reference(_ reference: ComparisonReferences.Two) throws {
    let test = try mannWhitney(reference.first, reference.second)
    let expected = reference.mannWhitney
    #expect(test.u == expected.u)
    #expect(agrees(test.z, expected.z))
    #expect(agrees(test.p, expected.p, relative: 1e-9, absolute: 0))
    #expect((test.exactP == nil) == (expected.exactP == nil))
    if let exact = test.exactP, let reference = expected.exactP {
      #expect(agrees(exact, reference, relative: 1e-9, absolute: 0))
    }
    let corrected = try mannWhitney(reference.first, reference.second, continuity: true)
    #expect(agrees(corrected.p, expected.continuityP, relative: 1e-9, absolute: 0))
    #expect(corrected.method.rawValue == "mann-whitney-continuity")
  }

  @Test func `swapping the groups flips the sign`() throws {
    let test = try mannWhitney(Sample.lower, Sample.higher)
    let swapped = try mannWhitney(Sample.higher, Sample.lower)
    #expect(test.z < 0)
    #expect(test.z == -swapped.z)
    #expect(test.p == swapped.p)
    #expect(test.u + swapped.u == Double(Sample.lower.n * Sample.higher.n))
    #expect(test.method.rawValue == "mann-whitney")
    #expect(test.n == 65 && test.sizes == [33, 32])
  }

  @Test func `only the order of the values counts`() throws {
    let test = try mannWhitney(Sample.lower, Sample.higher)
    let moved = try mannWhitney(
      Sample.moved(Sample.lower, by: -40, times: 0.1), Sample.moved(Sample.higher, by: -40, times: 0.1))
    #expect(test == moved)
  }

  @Test func `three against three without overlap has two extreme choices of twenty`() throws {
    let test = try mannWhitney(
      Distribution(values: [1, 2, 3], counts: [1, 1, 1]), Distribution(values: [4, 5, 6], counts: [1, 1, 1]))
    #expect(test.u == 0)
    #expect(test.exactP == 0.1)
    #expect(!test.warnings.isEmpty)
  }

  @Test func `one against one can't be surprising`() throws {
    let test = try mannWhitney(Sample.one, Distribution(values: [2], counts: [1]))
    #expect(test.exactP == 1)
    #expect(test.u == 1)
  }

  @Test func `equal groups have no difference, with or without correction`() throws {
    for continuity in [false, true] {
      let test = try mannWhitney(Sample.middle, Sample.middle, continuity: continuity)
      #expect(test.z == 0 && test.p == 1)
    }
  }

  @Test func `what can't be tested is refused`() {
    #expect(throws: StatisticsError.tooFew(what: "observations in group 2", required: 1, given: 0)) {
      try mannWhitney(Sample.lower, Sample.empty)
    }
    #expect(throws: StatisticsError.noVariance(of: "the observations")) {
      try mannWhitney(Sample.constant, Sample.constant)
    }
  }
}
