import SurveyStats
import Testing

@Suite("Welch's t")
struct WelchTTests {
  @Test("agrees with t.test of R", arguments: ComparisonReferences.values.two)
  func reference(_ reference: ComparisonReferences.Two) throws {
    let test = try welchT(reference.first, reference.second)
    let expected = reference.welch
    #expect(agrees(test.difference.value, expected.difference))
    #expect(agrees(test.difference.low, expected.low))
    #expect(agrees(test.difference.high, expected.high))
    #expect(agrees(test.t, expected.t))
    #expect(agrees(test.df, expected.df))
    #expect(agrees(test.p, expected.p, relative: 1e-9, absolute: 0))
  }

  @Test func `swapping flips the sign, shifting does nothing, scaling stretches the difference only`() throws {
    let test = try welchT(Sample.lower, Sample.higher)
    let swapped = try welchT(Sample.higher, Sample.lower)
    #expect(test.t == -swapped.t && test.p == swapped.p && test.t < 0)
    let moved = try welchT(Sample.moved(Sample.lower, by: 9, times: 4), Sample.moved(Sample.higher, by: 9, times: 4))
    #expect(agrees(moved.t, test.t) && agrees(moved.df, test.df))
    #expect(agrees(moved.difference.value, 4 * test.difference.value))
    #expect(test.method.rawValue == "welch-t" && test.sizes == [33, 32] && test.n == 65)
  }

  @Test func `one constant group is enough variance, two are not`() throws {
    #expect(try welchT(Sample.constant, Sample.lower).df == 32)
    #expect(throws: StatisticsError.noVariance(of: "the observations of both groups")) {
      try welchT(Sample.constant, Distribution(values: [4], counts: [5]))
    }
    #expect(throws: StatisticsError.tooFew(what: "observations in group 2", required: 2, given: 1)) {
      try welchT(Sample.lower, Sample.one)
    }
  }
}
