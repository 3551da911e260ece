import SurveyStats
import Testing

@Suite("Contingency tables")
struct ContingencyTableTests {
  let first: [UInt8] = [1, 2, 2, 0, 1, 255, 2, 1]
  let second: [UInt8] = [1, 3, 3, 1, 254, 2, 1, 1]

  @Test func `a missing answer is in no row and no column`() throws {
    let table = try ContingencyTable(of: first, rows: 2, by: second, columns: 3)
    #expect(table.counts == [[2, 0, 0], [1, 0, 2]])
    #expect(table.n == 5 && table.missing == 3)
    #expect(table.rowTotals == [2, 3] && table.columnTotals == [3, 0, 2])
  }

  @Test func `selected rows count as often as they are given`() throws {
    let table = try ContingencyTable(of: first, rows: 2, by: second, columns: 3, selection: .rows([1, 1, 3]))
    #expect(table.counts == [[0, 0, 0], [0, 0, 2]])
    #expect(table.missing == 1)
  }

  @Test func `all missing is an empty table`() throws {
    let table = try ContingencyTable(of: [0, 253], rows: 2, by: [1, 1], columns: 2)
    #expect(table.n == 0 && table.missing == 2)
  }

  @Test func `what isn't a table is refused`() {
    #expect(throws: StatisticsError.unequalLengths(expected: 8, given: 1)) {
      try ContingencyTable(of: first, rows: 2, by: [1], columns: 2)
    }
    #expect(throws: StatisticsError.self) { try ContingencyTable(of: first, rows: 2, by: second, columns: 2) }
    #expect(throws: StatisticsError.self) { try ContingencyTable(of: first, rows: 251, by: second, columns: 3) }
    #expect(throws: StatisticsError.self) {
      try ContingencyTable(of: first, rows: 2, by: second, columns: 3, selection: .rows([8]))
    }
    #expect(throws: StatisticsError.self) { try ContingencyTable([]) }
    #expect(throws: StatisticsError.self) { try ContingencyTable([[1, 2], [3]]) }
    #expect(throws: StatisticsError.self) { try ContingencyTable([[1, -2], [3, 4]]) }
  }
}
