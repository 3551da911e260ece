/// A table of texts that comes back from translators.
struct TranslationTable {
  /// One line.
  struct Row {
    let place: Place
    let path: String
    let texts: [(language: Language, text: String, place: Place)]
  }

  private(set) var languages: [Language] = []
  private(set) var rows: [Row] = []
  /// Where the table ends.
  private(set) var end = Place(line: 1, column: 1)

  /// Reads a table, reporting what of it can't be read.
  init(_ bytes: [UInt8], log: DiagnosticLog) {
    var reader = CSVReader(bytes: bytes)
    var row = CSVReader.Row()
    do throws(CSVReader.SyntaxError) {
      guard try reader.next(into: &row) else {
        log.report("csv.empty", at: end, "The file is empty.", "Write it with 'survey-cli texts export'.")
        return
      }
      guard let columns = columns(of: row, log) else { return }
      while try reader.next(into: &row) { add(row, columns, log) }
    } catch {
      log.report(error.code, at: Place(line: error.line, column: error.column), error.message, error.advice)
    }
  }

  /// The language of every column; nil for that of the paths.
  private mutating func columns(of header: CSVReader.Row, _ log: DiagnosticLog) -> [Language?]? {
    if let (code, message, advice) = header.foreignFormat?.words {
      log.report(code, at: Place(line: header.line, column: 1), message, advice)
      return nil
    }
    let known = ["path"] + Language.allCases.map(\.rawValue)
    var columns: [Language?] = []
    var hasPaths = false
    for (index, name) in header.fields.enumerated() {
      let language = Language(rawValue: name)
      if language == nil, name != "path" {
        log.report(
          "csv.unknown-column", at: header.place(of: index), "The column '\(name)' isn't known.",
          NearMatch.advice(for: name, among: known, otherwise: "The columns are \(known.joined(separator: ", "))."))
      } else if language.map(languages.contains) ?? hasPaths {
        log.report(
          "csv.duplicate-column", at: header.place(of: index), "The column '\(name)' stands twice.",
          "Remove one of the two.")
      }
      hasPaths = hasPaths || name == "path"
      if let language { languages.append(language) }
      columns.append(language)
    }
    if !hasPaths || languages.isEmpty {
      log.report(
        "csv.missing-column", at: Place(line: header.line, column: 1),
        hasPaths ? "There is no column of a language." : "The column 'path' is missing.",
        "Begin with the line that 'survey-cli texts export' wrote, such as path,nl,fr.")
    }
    return log.hasErrors ? nil : columns
  }

  private mutating func add(_ row: CSVReader.Row, _ columns: [Language?], _ log: DiagnosticLog) {
    end = Place(line: row.line, column: 1)
    guard row.count == columns.count else {
      log.report(
        "csv.width", at: end, "The line has \(row.count) fields, and the first line \(columns.count).",
        "Put texts with commas or quotes in quotes.")
      return
    }
    var path = ""
    var texts: [(language: Language, text: String, place: Place)] = []
    for (index, language) in columns.enumerated() {
      let text = row[index].replacing("\r\n", with: "\n")
      if let language { texts.append((language, text, row.place(of: index))) } else { path = text }
    }
    rows.append(Row(place: end, path: path, texts: texts))
  }
}
