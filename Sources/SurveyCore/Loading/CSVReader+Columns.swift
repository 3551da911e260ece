extension CSVReader.Row {
  /// Where each column of a table stands, of which this row is the header; nil, with diagnostics, where a column is missing, unknown
  /// or stands twice.
  func positions(of columns: [String], _ log: DiagnosticLog) -> [String: Int]? {
    let layout = "Begin with the line \(columns.joined(separator: ","))."
    if let (code, message, advice) = foreignFormat?.words {
      log.report(code, at: Place(line: line, column: 1), message, advice)
      return nil
    }
    var positions: [String: Int] = [:]
    for (index, name) in fields.enumerated() {
      guard columns.contains(name) else {
        log.report(
          "csv.unknown-column", at: place(of: index), "The column '\(name)' isn't known.",
          NearMatch.advice(
            for: name, among: columns, otherwise: "The columns are \(columns.joined(separator: ","))."))
        continue
      }
      if positions.updateValue(index, forKey: name) != nil {
        log.report(
          "csv.duplicate-column", at: place(of: index), "The column '\(name)' stands twice.", "Remove one of the two.")
      }
    }
    for name in columns where positions[name] == nil {
      log.report(
        "csv.missing-column", at: Place(line: line, column: 1), "The column '\(name)' is missing.", layout)
    }
    return positions.count == columns.count ? positions : nil
  }

  /// The place of a field for messages.
  func place(of field: Int) -> Place { Place(line: places[field].line, column: places[field].column) }
}
