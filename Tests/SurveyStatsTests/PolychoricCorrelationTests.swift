import SurveyStats
import Testing

@Suite("Polychoric correlation")
struct PolychoricCorrelationTests {
  @Test("agrees with polycor::polychor of R", arguments: PolychoricReferences.all.tables)
  func reference(_ example: PolychoricReferences.Table) throws {
    let estimate = try polychoricCorrelation(of: example.table)
    #expect(agrees(estimate.value, example.polychor, relative: 0, absolute: 5e-5))
    #expect(agrees(estimate.value, example.precise, relative: 0, absolute: 1e-6))
    #expect(agree(estimate.firstThresholds, example.rows))
    #expect(agree(estimate.secondThresholds, example.columns))
    #expect(estimate.n == example.table.joined().reduce(0, +))
    #expect(estimate.method.rawValue == "polychoric-two-step")
  }

  @Test("exchanging the items changes nothing, turning one the sign", arguments: PolychoricReferences.all.tables)
  func symmetry(_ example: PolychoricReferences.Table) throws {
    let value = try polychoricCorrelation(of: example.table).value
    let exchanged = example.table[0].indices.map { column in example.table.map { $0[column] } }
    #expect(abs(try polychoricCorrelation(of: exchanged).value - value) < 1e-10)
    #expect(abs(try polychoricCorrelation(of: example.table.reversed()).value + value) < 1e-10)
    let often = example.table.map { row in row.map { 7 * $0 } }
    #expect(abs(try polychoricCorrelation(of: often).value - value) < 1e-10)
  }

  @Test func `independent answers have no correlation`() throws {
    #expect(abs(try polychoricCorrelation(of: [[10, 20, 30], [20, 40, 60]]).value) < 1e-10)
  }

  @Test func `perfect order stops at the limit and says so`() throws {
    for (table, value) in [([[10, 0], [0, 10]], 0.9999), ([[0, 0, 4], [0, 8, 0], [3, 0, 0]], -0.9999)] {
      let estimate = try polychoricCorrelation(of: table)
      #expect(estimate.value == value)
      #expect(estimate.warnings.count == 1)
    }
  }

  static let degenerateCases: [(source: String, table: [[Int]], error: StatisticsError)] = [
    ("no table", [], .tooFew(what: "answers to the first item that occur", required: 2, given: 0)),
    (
      "one answer to the first", [[1, 2], [0, 0]],
      .tooFew(what: "answers to the first item that occur", required: 2, given: 1)
    ),
    (
      "one answer to the second", [[1, 0], [4, 0]],
      .tooFew(what: "answers to the second item that occur", required: 2, given: 1)
    ),
    ("ragged rows", [[1, 2], [1]], .unequalLengths(expected: 2, given: 1)),
    ("negative count", [[1, -2], [1, 3]], .invalid(what: "count", required: "0 or more", given: "-2")),
  ]

  @Test("degenerate input is refused", arguments: degenerateCases)
  func degenerate(_ example: (source: String, table: [[Int]], error: StatisticsError)) {
    #expect(throws: example.error, "\(example.source)") { try polychoricCorrelation(of: example.table) }
  }
}
