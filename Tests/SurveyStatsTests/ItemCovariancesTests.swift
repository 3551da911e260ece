import SurveyStats
import Testing

@Suite("Covariances and correlations of items")
struct ItemCovariancesTests {
  @Test("agree with cov and cor of R", arguments: StructureReferences.scales)
  func reference(_ scale: StructureReferences.Scale) throws {
    let listwise = try itemCovariances(of: scale.items)
    #expect(listwise.n == scale.listwise.n)
    #expect(listwise.smallestPair == scale.listwise.n)
    #expect(agree(listwise.covariance.entries, scale.listwise.covariance.flatMap(\.self)))
    #expect(agree(listwise.correlation.entries, scale.listwise.correlation.flatMap(\.self)))
    let pairwise = try itemCovariances(of: scale.items, missing: .pairwise)
    #expect(pairwise.n == scale.pairwise.n)
    #expect(pairwise.smallestPair == scale.pairwise.smallestPair)
    #expect(agree(pairwise.covariance.entries, scale.pairwise.covariance.flatMap(\.self)))
    #expect(agree(pairwise.correlation.entries, scale.pairwise.correlation.flatMap(\.self)))
  }

  @Test func `without missing answers both treatments give the same`() throws {
    let items = RealAnswers.scale("LEAD")
    let listwise = try itemCovariances(of: items)
    let pairwise = try itemCovariances(of: items, missing: .pairwise)
    #expect(listwise.covariance == pairwise.covariance)
    #expect(listwise.correlation == pairwise.correlation)
    #expect(pairwise.warnings.isEmpty)
  }

  @Test func `a person without any answer is left out of both`() throws {
    let items = [[1, 2, 4, 0], [2, 1, 5, 254]].map {
      ScoredColumn(bytes: $0, values: [1, 2, 3, 4, 5], reversed: false)
    }
    for missing in MissingAnswers.allCases {
      let matrices = try itemCovariances(of: items, missing: missing)
      #expect(matrices.n == 3)
      #expect(matrices.leftOut == 1)
    }
  }

  @Test func `identical columns correlate perfectly, a reversed copy negatively`() throws {
    let bytes: [UInt8] = [1, 2, 5, 3, 3]
    let items = [false, false, true].map { ScoredColumn(bytes: bytes, values: [1, 2, 3, 4, 5], reversed: $0) }
    for missing in MissingAnswers.allCases {
      let r = try itemCovariances(of: items, missing: missing).correlation
      #expect(agrees(r[0, 1], 1) && agrees(r[0, 2], -1))
    }
  }

  @Test func `selected rows give what their own columns give`() throws {
    let items = RealAnswers.scale("TSIG")
    let rows = stride(from: 1, to: UInt32(2042), by: 3).map { $0 }
    let own = items.map { item in
      ScoredColumn(bytes: rows.map { item.bytes[Int($0)] }, values: item.values, reversed: false)
    }
    #expect(
      try itemCovariances(of: items, rows: .rows(rows), missing: .pairwise)
        == itemCovariances(of: own, missing: .pairwise))
  }

  static let degenerateCases: [(source: String, columns: [[UInt8]], missing: MissingAnswers, error: StatisticsError)] =
    [
      ("one item", [[1, 2]], .listwise, .tooFew(what: "items", required: 2, given: 1)),
      (
        "one respondent", [[1], [2]], .listwise,
        .tooFew(what: "people who answered every item", required: 2, given: 1)
      ),
      (
        "nobody answered both", [[1, 2, 0, 0], [0, 0, 1, 2]], .pairwise,
        .tooFew(what: "people who answered items 1 and 2", required: 2, given: 0)
      ),
      ("constant item", [[1, 2, 3], [4, 4, 4]], .listwise, .noVariance(of: "item 2")),
      (
        "constant among those who answered both", [[1, 1, 3], [4, 5, 0]], .pairwise,
        .noVariance(of: "item 1 among the people who answered items 1 and 2")
      ),
      (
        "all missing", [[0, 0], [254, 255]], .pairwise,
        .tooFew(what: "people who answered item 1", required: 2, given: 0)
      ),
    ]

  @Test("degenerate input is refused", arguments: degenerateCases)
  func degenerate(
    _ example: (source: String, columns: [[UInt8]], missing: MissingAnswers, error: StatisticsError)
  ) {
    #expect(throws: example.error, "\(example.source)") {
      try itemCovariances(
        of: example.columns.map { ScoredColumn(bytes: $0, values: [1, 2, 3, 4, 5], reversed: false) },
        missing: example.missing)
    }
  }
}
