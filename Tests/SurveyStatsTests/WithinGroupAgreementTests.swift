import SurveyStats
import Testing

@Suite("Agreement within groups, rwg and rwg(j)")
struct WithinGroupAgreementTests {
  static func item(_ bytes: [UInt8], reversed: Bool = false) -> ScoredColumn {
    ScoredColumn(bytes: bytes, values: [1, 2, 3, 4, 5], reversed: reversed)
  }

  @Test("agrees with multilevel::rwg and rwg.j of R", arguments: AgreementReferences.all.cases)
  func reference(_ example: AgreementReferences.Case) throws {
    for (name, expected) in example.agreement {
      let null = try #require(NullDistribution(rawValue: name))
      let estimate = try withinGroupAgreement(of: example.items, by: example.column, null: null)
      #expect(expected.agrees(with: estimate), "\(name)")
      #expect(estimate.index == (example.items.count == 1 ? .rwg : .rwgj))
      #expect(estimate.null == null)
    }
  }

  // LeBreton & Senter (2008), table 2, five and seven options.
  @Test(
    "null variances are the published ones",
    arguments: [
      (NullDistribution.uniform, 5, 2.0), (.uniform, 7, 4.0), (.slightSkew, 5, 1.34), (.moderateSkew, 5, 0.90),
      (.heavySkew, 5, 0.44),
    ])
  func nulls(_ null: NullDistribution, _ options: Int, _ variance: Double) throws {
    #expect(try null.variance(options: options) == variance)
  }

  @Test func `full agreement is 1, disagreement beyond chance 0`() throws {
    let estimate = try withinGroupAgreement(
      of: [Self.item([4, 4, 4, 1, 5]), Self.item([2, 2, 2, 5, 1])], by: .bytes([1, 1, 1, 2, 2]))
    #expect(estimate.groups.map(\.value) == [1, 0])
    #expect(estimate.mean == 0.5)
  }

  @Test func `reversed items, shifted and stretched codes change nothing`() throws {
    let groups = GroupColumn.codes(AgreementReferences.all.companies)
    let base = try withinGroupAgreement(of: RealAnswers.scale("LEAD"), by: groups)
    let reversed = try withinGroupAgreement(of: RealAnswers.scale("LEAD", reversed: [0, 3]), by: groups)
    let stretched = try withinGroupAgreement(
      of: RealAnswers.scale("LEAD").map {
        ScoredColumn(bytes: $0.bytes, values: $0.values.map { 10 * $0 - 30 }, reversed: false)
      }, by: groups)
    #expect(largestDifference(reversed.groups.map(\.value), base.groups.map(\.value)) < 1e-12)
    #expect(largestDifference(stretched.groups.map(\.value), base.groups.map(\.value)) < 1e-12)
  }

  @Test func `bytes and codes of groups give the same`() throws {
    let companies = AgreementReferences.all.companies
    let items = RealAnswers.scale("TSIG")
    #expect(
      try withinGroupAgreement(of: items, by: .bytes(companies.map(UInt8.init)))
        == withinGroupAgreement(of: items, by: .codes(companies)))
  }

  @Test func `people without a group or an answer are left out, and selected rows are followed`() throws {
    let items = [Self.item([1, 2, 3, 4, 5, 0, 3, 3])]
    let groups = GroupColumn.bytes([1, 1, 1, 254, 2, 2, 2, 253])
    let estimate = try withinGroupAgreement(of: items, by: groups)
    #expect(estimate.groups.map(\.n) == [3, 2])
    #expect(estimate.leftOut == 3)
    let selected = try withinGroupAgreement(of: items, by: groups, rows: .rows([0, 1, 4]))
    #expect(selected.groups.map(\.group) == [1])
    #expect(selected.groupsWithoutValue == 1)
    #expect(selected.warnings == ["1 of 2 groups have no value and don't count."])
  }

  static let degenerateCases: [(source: String, columns: [[UInt8]], groups: [UInt8], error: StatisticsError)] = [
    ("no item", [], [], .tooFew(what: "items", required: 1, given: 0)),
    (
      "one respondent", [[1]], [1],
      .tooFew(what: "groups with at least two people who answered every item", required: 1, given: 0)
    ),
    (
      "all missing", [[0, 0]], [1, 1],
      .tooFew(what: "groups with at least two people who answered every item", required: 1, given: 0)
    ),
    (
      "nobody in a group", [[1, 2]], [0, 254],
      .tooFew(what: "groups with at least two people who answered every item", required: 1, given: 0)
    ),
    ("fewer groups than people", [[1, 2, 3]], [1, 2], .unequalLengths(expected: 3, given: 2)),
  ]

  @Test("degenerate input is refused", arguments: degenerateCases)
  func degenerate(_ example: (source: String, columns: [[UInt8]], groups: [UInt8], error: StatisticsError)) {
    #expect(throws: example.error, "\(example.source)") {
      try withinGroupAgreement(of: example.columns.map { Self.item($0) }, by: .bytes(example.groups))
    }
  }

  @Test func `answer sets that have no common null are refused`() {
    let seven = ScoredColumn(bytes: [1, 2], values: Array(1...7), reversed: false)
    let uneven = ScoredColumn(bytes: [1, 2], values: [1, 2, 4, 8, 16], reversed: false)
    #expect(throws: StatisticsError.self) {
      try withinGroupAgreement(of: [Self.item([1, 2]), seven], by: .bytes([1, 1]))
    }
    #expect(throws: StatisticsError.self) { try withinGroupAgreement(of: [uneven], by: .bytes([1, 1])) }
    #expect(
      throws: StatisticsError.invalid(
        what: "answer options for the heavy-skew null", required: "5", given: "7")
    ) { try withinGroupAgreement(of: [seven], by: .bytes([1, 1]), null: .heavySkew) }
  }
}
