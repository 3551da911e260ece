import SurveyStats
import Testing

@Suite("Omega total by a one-factor model")
struct CongenericOmegaTests {
  @Test("agrees with lavaan::cfa and semTools::compRelSEM of R", arguments: StructureReferences.scales)
  func reference(_ scale: StructureReferences.Scale) throws {
    let omega = try congenericOmega(of: scale.items)
    #expect(omega.cases == scale.omega.cases)
    #expect(agrees(omega.modelImplied.value, scale.omega.formula, relative: 1e-5))
    if let value = scale.omega.modelImplied { #expect(agrees(omega.modelImplied.value, value, relative: 1e-5)) }
    if let value = scale.omega.observed { #expect(agrees(omega.observed.value, value, relative: 1e-5)) }
    #expect(zip(omega.loadings, scale.omega.loadings).allSatisfy { abs($0 - $1) < 1e-5 })
    #expect(zip(omega.residuals, scale.omega.residuals).allSatisfy { abs($0 - $1) < 1e-5 })
    let unusual = (scale.omega.loadings + scale.omega.residuals).count { $0 < 0 }
    #expect(omega.warnings.count == unusual)
    #expect(omega.modelImplied.method.rawValue == "cfa-congeneric-ml")
  }

  @Test func `reversing an item and declaring it changes nothing`() throws {
    let items = RealAnswers.scale("LEAD")
    var turned = items
    turned[3] = ScoredColumn(bytes: items[3].bytes.map { 6 - $0 }, values: items[3].values, reversed: true)
    #expect(try congenericOmega(of: turned) == congenericOmega(of: items))
  }

  @Test func `shifted and stretched codes leave the coefficient alone`() throws {
    let items = RealAnswers.scale("HOSTIL")
    let base = try congenericOmega(of: items)
    let other = items.map { item in
      ScoredColumn(bytes: item.bytes, values: item.values.map { 3 * $0 - 7 }, reversed: item.reversed)
    }
    let stretched = try congenericOmega(of: other)
    #expect(agrees(stretched.modelImplied.value, base.modelImplied.value))
    #expect(agrees(stretched.loadings[0], 3 * base.loadings[0]))
  }

  @Test func `the order of items doesn't matter`() throws {
    let items = RealAnswers.scale("LEAD")
    let base = try congenericOmega(of: items)
    let mixed = try congenericOmega(of: items.reversed())
    #expect(agrees(mixed.modelImplied.value, base.modelImplied.value))
    #expect(largestDifference(mixed.loadings.reversed(), base.loadings) < 1e-8)
  }

  static let degenerateCases: [(source: String, columns: [[UInt8]], error: StatisticsError)] = [
    ("two items", [[1, 2, 3], [2, 1, 3]], .tooFew(what: "items", required: 3, given: 2)),
    (
      "identical items", [[1, 2, 3, 4, 5, 1], [1, 2, 3, 4, 5, 1], [1, 2, 3, 5, 4, 2]],
      .invalid(
        what: "set of items", required: "no item that the others determine exactly",
        given: "item 2, which the ones before it determine")
    ),
    (
      "a constant item", [[1, 2, 3, 4, 5, 1], [2, 2, 3, 4, 5, 1], [4, 4, 4, 4, 4, 4]],
      .noVariance(of: "item 3")
    ),
    (
      "as many people as items", [[1, 2, 3], [2, 2, 3], [4, 1, 4]],
      .tooFew(what: "people who answered every item", required: 4, given: 3)
    ),
    (
      "all missing", [[0, 0, 0, 0, 0], [1, 2, 3, 4, 5], [2, 1, 3, 5, 5]],
      .tooFew(what: "people who answered every item", required: 2, given: 0)
    ),
    ("nobody", [[], [], []], .tooFew(what: "people who answered every item", required: 2, given: 0)),
    (
      // lavaan::cfa doesn't converge either; its last residual variance of the first item is −414.
      "uncorrelated items that both correlate with the first",
      [[1, 3, 3, 5, 1, 3, 2, 5], [1, 1, 5, 5, 1, 1, 5, 5], [1, 5, 1, 5, 1, 5, 1, 5]],
      .invalid(
        what: "one-factor model", required: "a largest likelihood",
        given: "none, as one factor doesn't describe the items")
    ),
  ]

  @Test("degenerate input is refused", arguments: degenerateCases)
  func degenerate(_ example: (source: String, columns: [[UInt8]], error: StatisticsError)) {
    #expect(throws: example.error, "\(example.source)") {
      try congenericOmega(
        of: example.columns.map { ScoredColumn(bytes: $0, values: [1, 2, 3, 4, 5], reversed: false) })
    }
  }
}
