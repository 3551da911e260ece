import SurveyStats
import Testing

@Suite("Kruskal–Wallis")
struct KruskalWallisTests {
  @Test("agrees with kruskal.test of R", arguments: ComparisonReferences.values.several)
  func reference(_ reference: ComparisonReferences.Several) throws {
    let test = try kruskalWallis(reference.groups)
    #expect(agrees(test.h, reference.kruskal.h, absolute: 1e-11))
    #expect(test.df == reference.kruskal.df)
    #expect(agrees(test.p, reference.kruskal.p, relative: 1e-9, absolute: 0))
    #expect(agrees(test.epsilonSquared, reference.kruskal.epsilonSquared))
    #expect(test.method.rawValue == "kruskal-wallis")
  }

  @Test func `for two groups it is the square of Mann–Whitney's z`() throws {
    let h = try kruskalWallis([Sample.lower, Sample.higher])
    let z = try mannWhitney(Sample.lower, Sample.higher)
    #expect(agrees(h.h, z.z * z.z) && agrees(h.p, z.p, relative: 1e-9, absolute: 0))
  }

  @Test func `groups without overlap and without spread reach an epsilon squared of one`() throws {
    let groups = [1.0, 2, 3].map { Distribution(values: [$0], counts: [7]) }
    #expect(agrees(try kruskalWallis(groups).epsilonSquared, 1))
  }

  @Test func `equal groups differ in nothing`() throws {
    let test = try kruskalWallis([Sample.middle, Sample.middle, Sample.middle])
    #expect(test.h == 0 && test.p == 1 && test.warnings.isEmpty)
  }

  @Test func `small groups are warned about, impossible ones refused`() throws {
    #expect(try kruskalWallis([Sample.one, Sample.lower]).warnings.count == 1)
    #expect(throws: StatisticsError.tooFew(what: "groups", required: 2, given: 0)) { try kruskalWallis([]) }
    #expect(throws: StatisticsError.tooFew(what: "observations in group 2", required: 1, given: 0)) {
      try kruskalWallis([Sample.lower, Sample.empty, Sample.higher])
    }
    #expect(throws: StatisticsError.noVariance(of: "the observations")) {
      try kruskalWallis([Sample.constant, Sample.constant])
    }
  }
}
