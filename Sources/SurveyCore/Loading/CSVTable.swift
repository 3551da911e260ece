/// A small table whose first line names known columns, read whole; tables of answers are read row by row instead.
struct CSVTable {
  /// One line below the first.
  struct Line {
    let row: CSVReader.Row
    fileprivate let positions: [String: Int]

    /// A field with its place.
    subscript(column: String) -> (text: String, place: Place) {
      let index = positions[column] ?? 0
      return (row[index], row.place(of: index))
    }
  }

  /// The lines that have a field for each column.
  let lines: [Line]

  /// Reads a table; nil, with diagnostics, where it has a wrong quote, is empty, or lacks a column. Lines with too many or too few fields
  /// are reported and left out.
  ///
  /// - Parameter columns: The columns, which may stand in any order.
  init?(_ text: String, columns: [String], log: DiagnosticLog) {
    var reader = CSVReader(bytes: Array(text.utf8))
    var rows: [CSVReader.Row] = []
    do {
      while let row = try reader.next() { rows.append(row) }
    } catch {
      log.report(error.code, at: Place(line: error.line, column: error.column), error.message, error.advice)
      return nil
    }
    guard let header = rows.first else {
      log.report(
        "csv.empty", at: Place(line: 1, column: 1), "The file is empty.",
        "Begin with the line \(columns.joined(separator: ",")).")
      return nil
    }
    guard let positions = header.positions(of: columns, log) else { return nil }
    lines = rows.dropFirst().compactMap { row in
      guard row.count == header.count else {
        log.report(
          "csv.fields", at: Place(line: row.line, column: 1),
          "The line has \(row.count) fields, the header \(header.count).", "Write one field per column.")
        return nil
      }
      return Line(row: row, positions: positions)
    }
  }
}
