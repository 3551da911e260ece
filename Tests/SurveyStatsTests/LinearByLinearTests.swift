import SurveyStats
import Testing

@Suite("Linear by linear")
struct LinearByLinearTests {
  @Test("agrees with coin::lbl_test of R", arguments: TableReferences.values.tables)
  func reference(_ reference: TableReferences.Table) throws {
    let table = try ContingencyTable(reference.table)
    let test = try linearByLinear(table)
    #expect(agrees(test.m2, reference.m2))
    #expect(agrees(test.p, reference.linearP, relative: 1e-9, absolute: 0))
    #expect(agrees(try linearByLinear(table, columnScores: reference.unevenScores).m2, reference.unevenM2))
    #expect(test.method.rawValue == "linear-by-linear")
  }

  @Test func `shifting and scaling the scores does nothing, reversing flips the sign`() throws {
    let table = try ContingencyTable([[4, 9, 14], [7, 12, 3]])
    let test = try linearByLinear(table)
    let moved = try linearByLinear(table, rowScores: [10, 30], columnScores: [-1, -2, -3])
    #expect(agrees(test.z, -moved.z) && agrees(test.m2, moved.m2))
  }

  @Test func `identical columns correlate perfectly`() throws {
    #expect(agrees(try linearByLinear(ContingencyTable([[4, 0], [0, 6]])).r, 1))
  }

  @Test func `what can't be tested is refused`() throws {
    let table = try ContingencyTable([[4, 9], [7, 2]])
    #expect(throws: StatisticsError.self) { try linearByLinear(table, rowScores: [1]) }
    #expect(throws: StatisticsError.noVariance(of: "the scores of the columns")) {
      try linearByLinear(table, columnScores: [2, 2])
    }
    #expect(throws: StatisticsError.self) { try linearByLinear(ContingencyTable([[1, 0], [0, 0]])) }
  }
}
