/// A table of plain text whose columns line up.
struct TextTable {
  /// How a column is aligned.
  enum Alignment {
    case left, right
  }

  private let alignments: [Alignment]
  private var rows: [[String]] = []

  /// Makes a table with one alignment per column.
  init(_ alignments: [Alignment]) {
    self.alignments = alignments
  }

  /// Adds a row with one text per column.
  mutating func add(_ row: [String]) {
    precondition(row.count == alignments.count, "A row has one text per column.")
    rows.append(row)
  }

  /// Adds a row whose first text is broken into lines of at most that many characters; the rest stands beside the first line.
  mutating func add(_ row: [String], wrappedTo width: Int) {
    let lines = row[0].wrapped(to: width)
    add([lines.first ?? ""] + row.dropFirst())
    for line in lines.dropFirst() { add(["  " + line] + [String](repeating: "", count: row.count - 1)) }
  }

  /// The lines, two spaces between columns.
  var lines: [String] {
    let widths = alignments.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      var line = ""
      for (column, text) in row.enumerated() {
        if column > 0 { line += "  " }
        let padding = String(repeating: " ", count: widths[column] - text.count)
        line += alignments[column] == .left ? text + padding : padding + text
      }
      while line.last == " " { line.removeLast() }
      return line
    }
  }
}

extension String {
  /// The text broken into lines of at most that many characters, at spaces.
  func wrapped(to width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in split(separator: " ", omittingEmptySubsequences: true) {
      if !line.isEmpty, line.count + 1 + word.count > width {
        lines.append(line)
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + word
    }
    return lines + (line.isEmpty ? [] : [line])
  }

  /// The text with a capital first letter.
  var capitalisedSentence: String { prefix(1).uppercased() + dropFirst() }
}
