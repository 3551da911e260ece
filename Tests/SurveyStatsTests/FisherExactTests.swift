import SurveyStats
import Testing

@Suite("Fisher, any size")
struct FisherExactTests {
  @Test("agrees with fisher.test of R", arguments: TableReferences.values.larger)
  func reference(_ reference: TableReferences.Exact) throws {
    let test = try fisherExact(ContingencyTable(reference.table))
    #expect(agrees(test.p, reference.p, relative: 1e-9, absolute: 0))
    let turned = try fisherExact(ContingencyTable(TableReferences.transposed(reference.table).reversed()))
    #expect(agrees(turned.p, reference.p, relative: 1e-9, absolute: 0))
    #expect(test.method.rawValue == "fisher-exact")
  }

  @Test("agrees with every table counted in whole numbers", arguments: TableReferences.counted)
  func counted(_ reference: TableReferences.Exact) throws {
    #expect(agrees(try fisherExact(ContingencyTable(reference.table)).p, reference.p, relative: 1e-11, absolute: 0))
  }

  @Test("equals the test of 2 × 2 tables", arguments: TableReferences.values.two)
  func small(_ reference: TableReferences.Exact) throws {
    let table = try ContingencyTable(reference.table)
    guard table.n <= FisherExactTest.maximumRespondents else { return }
    #expect(agrees(try fisherExact(table).p, reference.p, relative: 1e-9, absolute: 0))
  }

  @Test func `rows without respondents don't matter`() throws {
    let test = try fisherExact(ContingencyTable([[3, 1, 2], [0, 0, 0], [0, 4, 5]]))
    #expect(agrees(test.p, TableReferences.values.larger[0].p, relative: 1e-9, absolute: 0))
  }

  @Test func `what can't be tested is refused`() {
    #expect(throws: StatisticsError.self) { try fisherExact(ContingencyTable([[30, 10], [10, 10]])) }
    #expect(throws: StatisticsError.self) { try fisherExact(ContingencyTable([[3, 1]])) }
    #expect(throws: StatisticsError.self) {
      try fisherExact(ContingencyTable((0..<11).map { row in (0..<11).map { $0 == row ? 2 : 0 } }))
    }
  }
}
