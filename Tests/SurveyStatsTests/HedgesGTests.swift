import SurveyStats
import Testing

@Suite("Hedges' g")
struct HedgesGTests {
  @Test(
    "agrees with gamma and pt of R, and with pingouin",
    arguments: ComparisonReferences.values.two.indices)
  func reference(_ place: Int) throws {
    let reference = ComparisonReferences.values.two[place]
    for expected in reference.hedges {
      let g = try hedgesG(reference.first, reference.second, level: expected.level)
      #expect(agrees(g.cohensD.value, expected.d))
      #expect(agrees(g.cohensD.low, expected.low, relative: 1e-9, absolute: 1e-12))
      #expect(agrees(g.cohensD.high, expected.high, relative: 1e-9, absolute: 1e-12))
      #expect(g.cohensD.method == .noncentralT && g.estimate.method == .noncentralTCorrected)
      #expect(agrees(g.estimate.value, expected.exact))
      #expect(agrees(g.estimate.low, expected.low * expected.correction, relative: 1e-9, absolute: 1e-12))
      #expect(agrees(g.estimate.high, expected.high * expected.correction, relative: 1e-9, absolute: 1e-12))
      #expect(g.method.rawValue == "hedges-exact")
      let approximate = try hedgesG(reference.first, reference.second, correction: .approximate, level: expected.level)
      #expect(agrees(approximate.estimate.value, expected.approximate))
      #expect(agrees(approximate.estimate.value, ComparisonReferences.python.hedges[place]))
      #expect(approximate.method.rawValue == "hedges-approximate")
    }
  }

  // effectsize looks for its limits with an optimiser that stops after four digits or so.
  @Test("agrees with effectsize::hedges_g of R", arguments: ComparisonReferences.values.two.indices)
  func effectsize(_ place: Int) throws {
    let reference = ComparisonReferences.values.two[place]
    for expected in reference.hedges {
      let g = try hedgesG(reference.first, reference.second, level: expected.level).estimate
      #expect(agrees(g.value, expected.effectsize.value))
      #expect(agrees(g.low, expected.effectsize.low, relative: 1e-3, absolute: 1e-3))
      #expect(agrees(g.high, expected.effectsize.high, relative: 1e-3, absolute: 1e-3))
    }
  }

  @Test func `swapping mirrors, shifting and scaling do nothing`() throws {
    let g = try hedgesG(Sample.lower, Sample.higher)
    let swapped = try hedgesG(Sample.higher, Sample.lower)
    #expect(g.estimate.value == -swapped.estimate.value && g.estimate.value < 0)
    #expect(agrees(g.estimate.low, -swapped.estimate.high) && agrees(g.estimate.high, -swapped.estimate.low))
    let moved = try hedgesG(Sample.moved(Sample.lower, by: 9, times: 4), Sample.moved(Sample.higher, by: 9, times: 4))
    #expect(agrees(g.estimate.value, moved.estimate.value))
  }

  @Test func `a million answers keep the correction's digits`() throws {
    let many = Distribution(values: [1, 2, 3], counts: [400_000, 300_000, 300_000])
    let other = Distribution(values: [1, 2, 3], counts: [100_000, 200_000, 700_000])
    let g = try hedgesG(many, other)
    // The expansion of the correction, 1 - 3/(4m) - 7/(32 m²) with m = N - 2.
    #expect(agrees(g.correction, 1 - 3 / (4 * 1_999_998), relative: 1e-12))
    #expect(g.estimate.low < g.estimate.value && g.estimate.value < g.estimate.high)
    #expect(g.warnings.count == 1)
  }

  @Test func `what can't be measured is refused`() {
    #expect(throws: StatisticsError.noVariance(of: "the observations of both groups")) {
      try hedgesG(Sample.constant, Distribution(values: [4], counts: [5]))
    }
    #expect(throws: StatisticsError.tooFew(what: "observations in group 1", required: 2, given: 1)) {
      try hedgesG(Sample.one, Sample.lower)
    }
  }
}
