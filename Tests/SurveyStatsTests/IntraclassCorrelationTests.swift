import SurveyStats
import Testing

@Suite("Intraclass correlations")
struct IntraclassCorrelationTests {
  @Test("agree with aov and multilevel::ICC1, ICC2 of R", arguments: AgreementReferences.all.cases)
  func reference(_ example: AgreementReferences.Case) throws {
    let icc = try intraclassCorrelation(of: example.items, by: example.column, minimumAnswered: example.minimum)
    let expected = example.icc
    #expect(icc.df1 == expected.df1 && icc.df2 == expected.df2 && icc.n == expected.n)
    #expect(
      largestDifference(
        [icc.icc1, icc.icc1n0, icc.icc2, icc.n0, icc.f, icc.meanSquareBetween, icc.meanSquareWithin],
        [
          expected.icc1, expected.icc1n0, expected.icc2, expected.n0, expected.f, expected.between, expected.within,
        ]) < 1e-10)
    #expect(agrees(icc.p, expected.p, relative: 1e-9, absolute: 0))
  }

  // Bliese, Halverson & Schriesheim (2002), Leadership Quarterly 13: leadership climate of 49 companies.
  @Test func `leadership climate has the published value`() throws {
    let icc = try intraclassCorrelation(
      of: RealAnswers.scale("LEAD"), by: .codes(AgreementReferences.all.companies))
    #expect((icc.icc1 * 1000).rounded() == 88 && (icc.icc1n0 * 1000).rounded() == 89)
    #expect(icc.groupSizes.count == 49 && icc.method.rawValue == "one-way-anova")
  }

  @Test func `shifted, stretched and reversed codes and renamed groups change nothing`() throws {
    let companies = AgreementReferences.all.companies
    let base = try intraclassCorrelation(of: RealAnswers.scale("TSIG"), by: .codes(companies))
    let changed = RealAnswers.scale("TSIG").map {
      ScoredColumn(bytes: $0.bytes, values: $0.values.map { 7 * $0 - 100 }, reversed: true)
    }
    let other = try intraclassCorrelation(of: changed, by: .codes(companies.map { 60_000 - $0 }))
    #expect(agrees(other.icc1, base.icc1) && agrees(other.icc2, base.icc2) && agrees(other.p, base.p, relative: 1e-9))
  }

  @Test func `groups of one size need no correction of the size`() throws {
    let item = ScoredColumn(bytes: [1, 2, 4, 5, 3, 3], values: [1, 2, 3, 4, 5], reversed: false)
    let icc = try intraclassCorrelation(of: [item], by: .bytes([1, 1, 2, 2, 3, 3]))
    #expect(agrees(icc.icc1, icc.icc1n0) && icc.n0 == 2 && icc.meanGroupSize == 2)
  }

  static let degenerateCases: [(source: String, bytes: [UInt8], groups: [UInt8], error: StatisticsError)] = [
    ("one group", [1, 2, 3], [1, 1, 1], .tooFew(what: "groups with a score", required: 2, given: 1)),
    ("all missing", [0, 254, 255], [1, 2, 2], .tooFew(what: "groups with a score", required: 2, given: 0)),
    (
      "only groups of one", [1, 2, 3], [1, 2, 3],
      .tooFew(what: "people with a score in 3 groups", required: 4, given: 3)
    ),
    ("everybody alike", [3, 3, 3, 3], [1, 1, 2, 2], .noVariance(of: "the scores")),
    ("no difference within", [3, 3, 4, 4], [1, 1, 2, 2], .noVariance(of: "the scores within groups")),
    ("different lengths", [3, 3, 4, 4], [1, 1, 2], .unequalLengths(expected: 4, given: 3)),
  ]

  @Test("degenerate input is refused", arguments: degenerateCases)
  func degenerate(_ example: (source: String, bytes: [UInt8], groups: [UInt8], error: StatisticsError)) {
    #expect(throws: example.error, "\(example.source)") {
      try intraclassCorrelation(
        of: [ScoredColumn(bytes: example.bytes, values: [1, 2, 3, 4, 5], reversed: false)], by: .bytes(example.groups))
    }
  }
}
