/// Counts of two variables against each other, without the respondents who miss either.
///
/// A missing answer has no row and no column, so that it can never count as "no" or as neutral.
public struct ContingencyTable: Sendable, Hashable {
  /// One row per category of the first variable, one count per category of the second.
  public let counts: [[Int]]
  /// The counts of the first variable.
  public let rowTotals: [Int]
  /// The counts of the second variable.
  public let columnTotals: [Int]
  /// The respondents in the table.
  public let n: Int
  /// The respondents who miss one of the variables or both.
  public let missing: Int

  /// Makes a table of counts.
  ///
  /// - Parameters:
  ///   - counts: Rows of equal length, none negative.
  ///   - missing: The respondents left out.
  /// - Throws: ``StatisticsError`` without rows or columns, for rows of different lengths or a negative count.
  public init(_ counts: [[Int]], missing: Int = 0) throws(StatisticsError) {
    guard let columns = counts.first?.count, columns > 0 else {
      throw .tooFew(what: "rows and columns", required: 1, given: 0)
    }
    for row in counts {
      guard row.count == columns else {
        throw .invalid(what: "table", required: "\(columns) columns in every row", given: "\(row.count) in one")
      }
      for count in row where count < 0 {
        throw .invalid(what: "count", required: "0 or more", given: "\(count)")
      }
    }
    guard missing >= 0 else { throw .invalid(what: "count", required: "0 or more", given: "\(missing)") }
    self.counts = counts
    rowTotals = counts.map { $0.reduce(0, +) }
    columnTotals = (0..<columns).map { column in counts.reduce(0) { $0 + $1[column] } }
    n = rowTotals.reduce(0, +)
    self.missing = missing
  }

  /// Counts two columns of bytes against each other.
  ///
  /// - Parameters:
  ///   - first: One byte per respondent, as ``AnswerCode`` describes; its positions are the rows.
  ///   - rows: The number of options of the first variable.
  ///   - second: The column of the second variable, of the same length; its positions are the columns.
  ///   - columns: The number of options of the second variable.
  ///   - selection: Which respondents to count.
  /// - Throws: ``StatisticsError`` for columns of different lengths, a position that an answer set doesn't
  ///   have, or numbers of options outside 1…250.
  /// - Complexity: O(*n*), one pass over the bytes.
  public init(
    of first: [UInt8], rows: Int, by second: [UInt8], columns: Int, selection: RowSelection = .all
  ) throws(StatisticsError) {
    guard first.count == second.count else { throw .unequalLengths(expected: first.count, given: second.count) }
    for options in [rows, columns] where !(1...Int(AnswerCode.maximumPosition)).contains(options) {
      throw .invalid(what: "answer set", required: "1…250 options", given: "\(options)")
    }
    if let outside = selection.firstOutside(first.count) {
      throw .invalid(what: "selected row", required: "below \(first.count)", given: "\(outside)")
    }
    var cells = [Int](repeating: 0, count: rows * columns)
    var (missing, undefined) = (0, 0)
    func count(_ place: Int) {
      let (row, column) = (first[place], second[place])
      if AnswerCode.isMissing(row) || AnswerCode.isMissing(column) {
        missing += 1
      } else if Int(row) <= rows, Int(column) <= columns {
        cells[Int(row - 1) * columns + Int(column - 1)] += 1
      } else {
        undefined += 1
      }
    }
    switch selection {
    case .all: for place in first.indices { count(place) }
    case .rows(let places): for place in places { count(Int(place)) }
    }
    guard undefined == 0 else {
      throw .invalid(
        what: "answers", required: "positions up to \(rows) and \(columns)", given: "\(undefined) beyond them")
    }
    try self.init((0..<rows).map { Array(cells[($0 * columns)..<(($0 + 1) * columns)]) }, missing: missing)
  }

  /// The places of the rows and of the columns that have respondents; at least two of each are required.
  func occupied() throws(StatisticsError) -> (rows: [Int], columns: [Int]) {
    let (rows, columns) = (
      rowTotals.indices.filter { rowTotals[$0] > 0 }, columnTotals.indices.filter { columnTotals[$0] > 0 }
    )
    guard rows.count >= 2 else { throw .tooFew(what: "rows with respondents", required: 2, given: rows.count) }
    guard columns.count >= 2 else { throw .tooFew(what: "columns with respondents", required: 2, given: columns.count) }
    return (rows, columns)
  }
}
