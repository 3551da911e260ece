import SurveyStats
import Testing

@Suite("Agreement within groups, a_wg")
struct BoundedAgreementTests {
  @Test("agrees with multilevel::awg of R", arguments: AgreementReferences.all.cases)
  func reference(_ example: AgreementReferences.Case) throws {
    let estimate = try boundedAgreement(of: example.items, by: example.column)
    #expect(example.awg.agrees(with: estimate))
    #expect(estimate.index == .awg)
  }

  @Test func `full agreement is 1, also at the end of the answers, and two camps are −1`() throws {
    let item = ScoredColumn(bytes: [3, 3, 5, 5, 1, 5], values: [1, 2, 3, 4, 5], reversed: false)
    let estimate = try boundedAgreement(of: [item], by: .bytes([1, 1, 2, 2, 3, 3]))
    #expect(estimate.groups.map(\.value) == [1, 1, -1])
  }

  @Test func `a reversed item changes nothing`() throws {
    let groups = GroupColumn.codes(AgreementReferences.all.companies)
    let base = try boundedAgreement(of: RealAnswers.scale("HOSTIL"), by: groups)
    let reversed = try boundedAgreement(of: RealAnswers.scale("HOSTIL", reversed: [2]), by: groups)
    #expect(largestDifference(reversed.groups.map(\.value), base.groups.map(\.value)) < 1e-12)
  }

  @Test func `a mean too near to the end gives no value`() {
    let item = ScoredColumn(bytes: [1, 2, 1], values: [1, 2, 3, 4, 5], reversed: false)
    #expect(throws: StatisticsError.self) { try boundedAgreement(of: [item], by: .bytes([1, 1, 1])) }
  }
}
