import Foundation

extension AnswerTable {
  /// Writes a table to a file in the form that ``read(path:survey:organisation:ignoring:)`` takes.
  ///
  /// A number was kept as its band, so the band's lower bound is written. Comments are not in the table.
  ///
  /// - Throws: The error of the file system where the file can't be written.
  public static func write(_ table: ResponseTable, path: String) throws {
    let url = URL(fileURLWithPath: path)
    try Data().write(to: url)
    let file = try FileHandle(forWritingTo: url)
    defer { try? file.close() }
    try write(table) { try file.write(contentsOf: Data($0)) }
  }

  /// Writes a table as CSV text, handed out in pieces.
  public static func write(_ table: ResponseTable, to output: ([UInt8]) throws -> Void) rethrows {
    let writing = AnswerTableWriting(table)
    var piece: [UInt8] = []
    writing.header(to: &piece)
    for row in 0..<table.respondents {
      writing.row(row, to: &piece)
      if piece.count > 1 << 16 {
        try output(piece)
        piece.removeAll(keepingCapacity: true)
      }
    }
    try output(piece)
  }
}

/// Turns the bytes of a table back into cells.
private struct AnswerTableWriting {
  private struct Variable {
    let id: String
    let firstColumn: Int
    let count: Int
    /// The cell of each position from 1.
    let cells: [[UInt8]]
    let isMany: Bool
  }

  private let table: ResponseTable
  private let variables: [Variable]

  init(_ table: ResponseTable) {
    self.table = table
    variables = table.survey.questions.compactMap { question in
      let columns = table.layout.columns.indices.filter { table.layout.columns[$0].variable == question.id }
      guard let first = columns.first else { return nil }
      let cells: [String]
      var isMany = false
      switch question.kind {
      case .choice, .netScore: cells = question.kind.codes.map(String.init)
      case .many:
        cells = question.kind.codes.map(String.init)
        isMany = true
      case .number(let bands): cells = bands.map { Int(exactly: $0).map(String.init) ?? String($0) }
      case .unit: cells = table.organisation?.units.map(\.id) ?? []
      case .comment: cells = []
      }
      return Variable(
        id: question.id, firstColumn: first, count: columns.count, cells: cells.map { Array($0.utf8) }, isMany: isMany)
    }
  }

  func header(to output: inout [UInt8]) {
    output += variables.map(\.id).joined(separator: ",").utf8
    output.append(UInt8(ascii: "\n"))
  }

  func row(_ row: Int, to output: inout [UInt8]) {
    let start = output.count
    defer {
      // A line with one empty cell would be an empty line, which is no row.
      if output.count == start { output += "\"\"".utf8 }
      output.append(UInt8(ascii: "\n"))
    }
    for (index, variable) in variables.enumerated() {
      if index > 0 { output.append(UInt8(ascii: ",")) }
      let bytes = table.columns[variable.firstColumn]
      if table.layout.columns[variable.firstColumn].width == 2 {
        unit(UInt16(bytes[2 * row]) | UInt16(bytes[2 * row + 1]) << 8, variable, to: &output)
      } else if bytes[row] == AnswerByte.notShown || bytes[row] > AnswerByte.maximumPosition {
        output += Self.words[Int(bytes[row])]
      } else if variable.isMany {
        ticked(row, variable, to: &output)
      } else {
        output += variable.cells[Int(bytes[row]) - 1]
      }
    }
  }

  private func unit(_ code: UInt16, _ variable: Variable, to output: inout [UInt8]) {
    switch code {
    case UnitCode.notShown: output += AnswerTable.notShownWord.utf8
    case UnitCode.skipped: break
    case UnitCode.declined: output += AnswerInput.declinedWord.utf8
    default: output += variable.cells[Int(code) - 1]
    }
  }

  private func ticked(_ row: Int, _ variable: Variable, to output: inout [UInt8]) {
    var isFirst = true
    for option in 0..<variable.count where table.columns[variable.firstColumn + option][row] == AnswerByte.ticked {
      if !isFirst { output.append(UInt8(ascii: " ")) }
      output += variable.cells[option]
      isFirst = false
    }
    if isFirst { output += AnswerValidator.noneWord.utf8 }
  }

  /// The words for missing answers, by their byte.
  private static let words: [[UInt8]] = {
    var words = Array(repeating: [UInt8](), count: 256)
    words[Int(AnswerByte.notShown)] = Array(AnswerTable.notShownWord.utf8)
    words[Int(AnswerByte.notApplicable)] = Array(AnswerInput.notApplicableWord.utf8)
    words[Int(AnswerByte.declined)] = Array(AnswerInput.declinedWord.utf8)
    return words
  }()
}
