import SurveyStats
import Testing

@Suite("Ordinal alpha")
struct OrdinalAlphaTests {
  @Test("agrees with the standardised alpha of lavaan::lavCor of R", arguments: PolychoricReferences.all.scales)
  func reference(_ scale: PolychoricReferences.Scale) throws {
    let alpha = try ordinalAlpha(of: scale.items)
    #expect(agrees(alpha.value, scale.alpha, relative: 0, absolute: 5e-5))
    #expect(alpha.n == scale.n)
    #expect(alpha.method.rawValue == "alpha-ordinal-polychoric")
    #expect(alpha.warnings.first == "Ordinal alpha is not comparable with alpha.")
  }

  @Test func `reversing an item and declaring it changes nothing`() throws {
    let items = RealAnswers.scale("LEAD")
    var turned = items
    turned[3] = ScoredColumn(bytes: items[3].bytes.map { 6 - $0 }, values: items[3].values, reversed: true)
    #expect(try ordinalAlpha(of: turned) == ordinalAlpha(of: items))
  }

  @Test func `two identical columns are all but perfectly consistent, with a warning`() throws {
    let column = ScoredColumn(bytes: [1, 2, 5, 3, 3, 4, 2], values: [1, 2, 3, 4, 5], reversed: false)
    let alpha = try ordinalAlpha(of: [column, column])
    #expect(alpha.value > 0.9999 && alpha.value <= 1)
    #expect(alpha.warnings.count == 2)
  }

  @Test func `one item and one respondent are refused`() {
    let column = ScoredColumn(bytes: [1], values: [1, 2, 3, 4, 5], reversed: false)
    #expect(throws: StatisticsError.self) { try ordinalAlpha(of: [column]) }
    #expect(throws: StatisticsError.self) { try ordinalAlpha(of: [column, column]) }
  }
}
