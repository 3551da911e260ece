import SurveyStats
import Testing

@Suite("Jonckheere–Terpstra")
struct JonckheereTests {
  @Test(
    "agrees with every pair compared in R, and the z of its Kendall test",
    arguments: ComparisonReferences.values.several)
  func reference(_ reference: ComparisonReferences.Several) throws {
    let test = try jonckheere(reference.groups)
    #expect(agrees(test.j, reference.jonckheere.j))
    #expect(agrees(test.z, reference.jonckheere.z, absolute: 1e-12))
    #expect(agrees(test.p, reference.jonckheere.p, relative: 1e-9, absolute: 0))
    #expect(test.method.rawValue == "jonckheere")
  }

  @Test func `the reverse order flips the sign`() throws {
    let rising = try jonckheere([Sample.lower, Sample.middle, Sample.higher])
    let falling = try jonckheere([Sample.higher, Sample.middle, Sample.lower])
    #expect(rising.z > 0 && rising.z == -falling.z && rising.p == falling.p)
  }

  @Test func `for two groups it is Mann–Whitney`() throws {
    let (test, pair) = (try jonckheere([Sample.lower, Sample.higher]), try mannWhitney(Sample.higher, Sample.lower))
    #expect(test.j == pair.u && agrees(test.z, pair.z))
  }

  @Test func `what can't be tested is refused`() {
    #expect(throws: StatisticsError.tooFew(what: "observations in group 2", required: 1, given: 0)) {
      try jonckheere([Sample.lower, Sample.empty])
    }
    #expect(throws: StatisticsError.noVariance(of: "the observations")) {
      try jonckheere([Sample.constant, Sample.constant])
    }
  }
}
