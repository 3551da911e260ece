import SurveyStats
import Testing

@Suite("Sampling adequacy and sphericity")
struct SamplingAdequacyTests {
  @Test("agree with psych::KMO and cortest.bartlett of R", arguments: StructureReferences.scales)
  func reference(_ scale: StructureReferences.Scale) throws {
    let matrices = try itemCovariances(of: scale.items)
    let adequacy = try samplingAdequacy(of: matrices)
    #expect(largestDifference([adequacy.overall] + adequacy.items, [scale.adequacy.kmo] + scale.adequacy.items) < 1e-10)
    #expect(adequacy.n == scale.listwise.n)
    let bartlett = try bartlettTest(of: matrices)
    #expect(bartlett.df == scale.adequacy.df)
    #expect(agrees(bartlett.chiSquare, scale.adequacy.chiSquare))
    #expect(agrees(bartlett.p, scale.adequacy.p, relative: 1e-9, absolute: 0))
  }

  @Test func `reversing an item changes nothing`() throws {
    let base = try itemCovariances(of: RealAnswers.scale("LEAD"))
    let reversed = try itemCovariances(of: RealAnswers.scale("LEAD", reversed: [2]))
    #expect(agrees(try samplingAdequacy(of: reversed).overall, try samplingAdequacy(of: base).overall))
    #expect(agrees(try bartlettTest(of: reversed).chiSquare, try bartlettTest(of: base).chiSquare))
  }

  @Test func `two items are enough for sphericity but not for adequacy`() throws {
    let matrices = try itemCovariances(of: Array(RealAnswers.scale("TSIG").prefix(2)))
    #expect(try bartlettTest(of: matrices).df == 1)
    #expect(throws: StatisticsError.tooFew(what: "items", required: 3, given: 2)) { try samplingAdequacy(of: matrices) }
  }

  @Test func `identical columns and too few people are refused`() throws {
    let column = ScoredColumn(bytes: [1, 2, 5, 3, 3, 4], values: [1, 2, 3, 4, 5], reversed: false)
    let other = ScoredColumn(bytes: [2, 2, 4, 5, 3, 1], values: [1, 2, 3, 4, 5], reversed: false)
    let identical = try itemCovariances(of: [column, column, other])
    let error = StatisticsError.invalid(
      what: "set of items", required: "no item that the others determine exactly",
      given: "item 2, which the ones before it determine")
    #expect(throws: error) { try samplingAdequacy(of: identical) }
    #expect(throws: error) { try bartlettTest(of: identical) }
    let few = try itemCovariances(of: RealAnswers.scale("TSIG"), rows: .rows([0, 1, 5]))
    #expect(throws: StatisticsError.tooFew(what: "people", required: 4, given: 3)) { try bartlettTest(of: few) }
  }
}
