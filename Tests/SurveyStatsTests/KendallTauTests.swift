import SurveyStats
import Testing

@Suite("Kendall's tau-b")
struct KendallTauTests {
  @Test("agrees with cor.test of R", arguments: TableReferences.values.tables)
  func reference(_ reference: TableReferences.Table) throws {
    let tau = try kendallTau(ContingencyTable(reference.table))
    #expect(agrees(tau.tau, reference.tau))
    #expect(agrees(tau.z, reference.tauZ))
    #expect(agrees(tau.p, reference.tauP, relative: 1e-9, absolute: 0))
    let turned = try kendallTau(ContingencyTable(reference.table.reversed()))
    #expect(turned.tau == -tau.tau)
    let exchanged = try kendallTau(ContingencyTable(TableReferences.transposed(reference.table)))
    #expect(agrees(exchanged.tau, tau.tau))
  }

  @Test func `identical columns have a tau of one`() throws {
    let tau = try kendallTau(ContingencyTable([[4, 0, 0], [0, 5, 0], [0, 0, 9]]))
    #expect(agrees(tau.tau, 1) && tau.tau <= 1 && tau.method.rawValue == "kendall-tau-b")
  }

  @Test func `one category isn't an order`() {
    #expect(throws: StatisticsError.self) { try kendallTau(ContingencyTable([[4, 5, 6]])) }
    #expect(throws: StatisticsError.self) { try kendallTau(ContingencyTable([[0, 1], [0, 5]])) }
  }
}
