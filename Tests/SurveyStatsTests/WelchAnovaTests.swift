import SurveyStats
import Testing

@Suite("Welch's analysis of variance")
struct WelchAnovaTests {
  @Test("agrees with oneway.test of R", arguments: ComparisonReferences.values.several)
  func reference(_ reference: ComparisonReferences.Several) throws {
    let test = try welchAnova(reference.groups)
    #expect(agrees(test.f, reference.welch.f))
    #expect(agrees(test.df1, reference.welch.df1))
    #expect(agrees(test.df2, reference.welch.df2))
    #expect(agrees(test.p, reference.welch.p, relative: 1e-9, absolute: 0))
    #expect(test.method.rawValue == "welch-anova")
  }

  @Test func `for two groups it is Welch's t squared`() throws {
    let (f, t) = (try welchAnova([Sample.lower, Sample.higher]), try welchT(Sample.lower, Sample.higher))
    #expect(agrees(f.f, t.t * t.t) && agrees(f.df2, t.df) && agrees(f.p, t.p, relative: 1e-9, absolute: 0))
  }

  @Test func `the order of the groups doesn't matter`() throws {
    let one = try welchAnova([Sample.lower, Sample.middle, Sample.higher])
    let other = try welchAnova([Sample.higher, Sample.lower, Sample.middle])
    #expect(agrees(one.f, other.f) && agrees(one.df2, other.df2))
  }

  @Test func `what can't be tested is refused`() {
    #expect(throws: StatisticsError.tooFew(what: "groups", required: 2, given: 1)) { try welchAnova([Sample.lower]) }
    #expect(throws: StatisticsError.noVariance(of: "the observations of group 2")) {
      try welchAnova([Sample.lower, Sample.constant])
    }
    #expect(throws: StatisticsError.tooFew(what: "observations in group 3", required: 2, given: 0)) {
      try welchAnova([Sample.lower, Sample.higher, Sample.empty])
    }
  }
}
