/// The state of reading one file of answers, row by row.
struct AnswerTableReading {
  private let file: String
  private let survey: Survey
  private let given: Organisation?
  private let ignored: Set<String>
  private let coder: RecordCoder
  /// The coder of each field, or nil where the column is ignored.
  private var fields: [Int?] = []
  /// Where the byte of each field with one option stands in the record, or -1 for other fields.
  private var plainOffsets: [Int] = []
  /// For each field with one option, the positions of the codes 0–99, or 0 where there is none: most cells need nothing
  /// else.
  private var plainPositions: [UInt8] = []
  /// The coders of questions whose condition can be checked in this file; they are settled after a row was read.
  private var conditional: [Int] = []
  private var units: [String: UInt16] = [:]
  private var unitNames: [String] = []
  private var columns: [[UInt8]]
  /// Where each column begins in a record, and the record's size.
  private let starts: [Int]
  private var record: [UInt8]
  private var rows = 0
  private var gaps = AnswerGaps()
  private var problems: [Diagnostic] = []

  init(file: String, survey: Survey, organisation: Organisation?, ignored: Set<String>) {
    self.file = file
    self.survey = survey
    self.given = organisation
    self.ignored = ignored
    let layout = ColumnLayout(survey)
    starts = layout.columns.map(\.offset) + [layout.recordSize]
    coder = RecordCoder(survey: survey, organisation: organisation)
    columns = Array(repeating: [], count: layout.columns.count)
    record = Array(repeating: AnswerByte.notShown, count: layout.recordSize)
  }

  /// Whether there is room for more problems.
  var goesOn: Bool { problems.count < AnswerTable.maximumProblems && !headerFailed }
  private var headerFailed = false

  /// Adds a located problem.
  mutating func report(_ code: String, line: Int, column: Int, _ message: String, _ advice: String) {
    guard problems.count < AnswerTable.maximumProblems else { return }
    problems.append(
      Diagnostic(file: file, line: line, column: column, code: code, message: message, advice: advice))
  }

  /// Reads the header.
  mutating func begin(_ header: CSVReader.Row) {
    if let (code, message, advice) = header.foreignFormat?.words {
      report(code, line: header.line, column: 1, message, advice)
      headerFailed = true
      return
    }
    var seen: Set<String> = []
    for (field, name) in header.fields.enumerated() {
      let (line, column) = header.places[field]
      fields.append(nil)
      if !seen.insert(name).inserted, !ignored.contains(name) {
        report("csv.duplicate-column", line: line, column: column, "The column '\(name)' stands twice.", "Remove one.")
      } else if ignored.contains(name) {
        continue
      } else if let index = coder.indexByID[name] {
        if case .comment = coder.coders[index].meaning {
          report(
            "csv.comment-column", line: line, column: column,
            "The column '\(name)' holds comments, which are kept apart.",
            "Remove it, or pass it over with --ignore \(name).")
        } else {
          fields[field] = index
        }
      } else {
        let near = NearMatch.of(name, among: coder.indexByID.keys.sorted()).map { "Did you mean '\($0)'? Otherwise " }
        report(
          "csv.unknown-column", line: line, column: column, "The survey has no item or attribute '\(name)'.",
          "\(near ?? "")\(near == nil ? "Pass" : "pass") it over with --ignore \(name).")
      }
    }
    headerFailed = !problems.isEmpty
    prepare()
    let present = Set(fields.compactMap { $0 })
    gaps = gaps(beside: present, header: header.fields)
    conditional = coder.coders.indices.filter { index in
      guard present.contains(index), let condition = coder.coders[index].question.showIf else { return false }
      return condition.items.allSatisfy { id in coder.indexByID[id].map(present.contains) ?? false }
    }
  }

  /// What the file leaves open.
  private func gaps(beside present: Set<Int>, header: [String]) -> AnswerGaps {
    var gaps = AnswerGaps()
    gaps.questions = coder.coders.indices.filter { index in
      if case .comment = coder.coders[index].meaning { false } else { !present.contains(index) }
    }.map { coder.coders[$0].question.id }
    gaps.unitsAreThoseMet = given == nil
    gaps.ignoringRemarks = ignored.subtracting(header).sorted().map { name in
      "There is no column '\(name)' to ignore. "
        + NearMatch.advice(for: name, among: header, otherwise: "Leave out --ignore \(name).")
    }
    return gaps
  }

  /// Prepares the short way for cells that hold one code.
  private mutating func prepare() {
    plainOffsets = Array(repeating: -1, count: fields.count)
    plainPositions = Array(repeating: 0, count: fields.count * 100)
    for (field, index) in fields.enumerated() {
      guard let index, case .one(let table) = coder.coders[index].meaning else { continue }
      plainOffsets[field] = coder.coders[index].offset
      for code in 0..<100 { plainPositions[field * 100 + code] = table.position(of: code) ?? 0 }
    }
  }

  /// Writes a cell that holds one code of one or two digits, or nothing; false where the cell needs a closer look.
  private mutating func writePlain(_ row: CSVReader.Row, _ field: Int) -> Bool {
    let offset = plainOffsets[field]
    guard offset >= 0 else { return false }
    let cell = row.range(field)
    guard let first = cell.first else {
      record[offset] = AnswerByte.skipped
      return true
    }
    var code = row.bytes[first] &- UInt8(ascii: "0")
    guard cell.count <= 2, code <= 9 else { return false }
    if cell.count == 2 {
      let digit = row.bytes[first + 1] &- UInt8(ascii: "0")
      guard digit <= 9 else { return false }
      code = code * 10 + digit
    }
    let position = plainPositions[field * 100 + Int(code)]
    guard position > 0 else { return false }
    record[offset] = position
    return true
  }

  /// Reads one row of answers.
  mutating func add(_ row: CSVReader.Row) {
    guard row.count == fields.count else {
      report(
        "csv.fields", line: row.line, column: 1, "The line has \(row.count) fields, the header \(fields.count).",
        "Write one field per column.")
      return
    }
    for field in fields.indices where !writePlain(row, field) {
      guard let index = fields[field] else { continue }
      if let problem = write(row, field, index) { self.report(problem, row, field, index) }
    }
    for index in conditional { settle(index, row) }
    append()
  }

  /// The table, once everything was read.
  mutating func finish() throws(DiagnosticsError) -> ResponseTable {
    guard problems.isEmpty else { throw DiagnosticsError(problems) }
    sortUnits()
    return ResponseTable(survey: survey, organisation: organisation, respondents: rows, columns: columns, gaps: gaps)
  }

  /// Brings the units that were met into the order of their ids, so that nothing, such as the sign of an effect, depends on the order
  /// of the lines. It is plain string order (T10 before T2), the order in which other programs sort groups.
  private mutating func sortUnits() {
    let order = unitNames.indices.sorted { unitNames[$0] < unitNames[$1] }
    var codes = [UInt16](repeating: 0, count: order.count)
    for (place, unit) in order.enumerated() { codes[unit] = UInt16(place + 1) }
    unitNames = order.map { unitNames[$0] }
    for column in columns.indices where starts[column + 1] - starts[column] == 2 {
      for byte in stride(from: 0, to: columns[column].count, by: 2) {
        let code = UInt16(columns[column][byte]) | UInt16(columns[column][byte + 1]) << 8
        guard code > 0, Int(code) <= codes.count else { continue }
        let sorted = codes[Int(code) - 1]
        columns[column][byte] = UInt8(truncatingIfNeeded: sorted)
        columns[column][byte + 1] = UInt8(truncatingIfNeeded: sorted >> 8)
      }
    }
  }

  /// The tree that was given, or the units that were met.
  private var organisation: Organisation? {
    if let given { return given }
    for case .unit(let level) in survey.attributes.map(\.kind) {
      return Organisation(
        units: unitNames.map {
          Organisation.Unit(id: $0, parent: nil, level: level ?? "unit", name: $0, headcount: nil)
        })
    }
    return nil
  }

  private mutating func append() {
    rows += 1
    for index in columns.indices {
      let start = starts[index]
      columns[index].append(record[start])
      if starts[index + 1] - start == 2 { columns[index].append(record[start + 1]) }
    }
  }

  /// Says "not shown" where a condition isn't met; answers behind an unmet condition are a problem.
  private mutating func settle(_ index: Int, _ row: CSVReader.Row) {
    let part = coder.coders[index]
    guard !coder.isShown(part.question, given: record) else { return }
    if part.isSkipped(in: record) {
      part.write(missing: AnswerByte.notShown, to: &record)
    } else if !part.isNotShown(in: record), let field = fields.firstIndex(of: index) {
      report(.notShown, row, field, index)
    }
  }

  // MARK: Cells

  private mutating func write(_ row: CSVReader.Row, _ field: Int, _ index: Int) -> AnswerCellProblem? {
    let cell = Self.trimmed(row.range(field), in: row.bytes)
    guard let first = cell.first else {
      coder.coders[index].write(missing: AnswerByte.skipped, to: &record)
      return nil
    }
    if case .one(let table) = coder.coders[index].meaning, let code = Self.integer(cell, in: row.bytes) {
      guard let position = table.position(of: code) else { return .unknownCode }
      record[coder.coders[index].offset] = position
      return nil
    }
    // Only words begin with a small letter that they share with the words for missing answers.
    if row.bytes[first] == UInt8(ascii: "d") || row.bytes[first] == UInt8(ascii: "n") {
      switch String(decoding: row.bytes[cell], as: UTF8.self) {
      case AnswerInput.declinedWord: return write(missing: AnswerByte.declined, index)
      case AnswerInput.notApplicableWord: return write(missing: AnswerByte.notApplicable, index)
      case AnswerTable.notShownWord: return write(missing: AnswerByte.notShown, index)
      default: break
      }
    }
    return writeAnswer(row.bytes, cell, index)
  }

  private mutating func write(missing byte: UInt8, _ index: Int) -> AnswerCellProblem? {
    let part = coder.coders[index]
    // Answer sets say which of these they offer. Other kinds of question can't say it, and a file from elsewhere may well hold them.
    if case .choice = part.question.kind {
      if byte == AnswerByte.declined, !part.question.declinable { return .notOffered }
      if byte == AnswerByte.notApplicable, !part.question.notApplicable { return .notOffered }
    }
    part.write(missing: byte, to: &record)
    return nil
  }

  private mutating func writeAnswer(_ bytes: [UInt8], _ cell: Range<Int>, _ index: Int) -> AnswerCellProblem? {
    let part = coder.coders[index]
    switch part.meaning {
    case .one, .comment: return .unknownCode
    case .many(let table):
      for offset in part.offset..<part.offset + part.size { record[offset] = AnswerByte.notTicked }
      if bytes[cell].elementsEqual(AnswerValidator.noneWord.utf8) { return nil }
      for word in bytes[cell].split(separator: UInt8(ascii: " ")) {
        guard let code = Self.integer(word.indices, in: bytes), let position = table.position(of: code) else {
          return .unknownCode
        }
        record[part.offset + Int(position) - 1] = AnswerByte.ticked
      }
    case .bands(let bounds):
      guard
        let number = Self.integer(cell, in: bytes).map(Double.init)
          ?? Double(String(decoding: bytes[cell], as: UTF8.self)), number.isFinite
      else { return .notANumber }
      guard let position = NumberBand.position(of: number, in: bounds) else { return .belowBands }
      record[part.offset] = position
    case .units(let known):
      let id = String(decoding: bytes[cell], as: UTF8.self)
      guard let code = given == nil ? units[id] : known[id] else { return meet(id, part) }
      part.write(unit: code, to: &record)
    }
    return nil
  }

  /// Takes on a unit that is met for the first time.
  private mutating func meet(_ id: String, _ part: RecordCoder.Coder) -> AnswerCellProblem? {
    guard given == nil else { return .unknownUnit }
    guard IDPattern.unit.matches(id) else { return .unitID }
    guard unitNames.count < Int(UnitCode.maximumPosition) else { return .tooManyUnits }
    unitNames.append(id)
    let code = UInt16(unitNames.count)
    units[id] = code
    part.write(unit: code, to: &record)
    return nil
  }

  private mutating func report(_ problem: AnswerCellProblem, _ row: CSVReader.Row, _ field: Int, _ index: Int) {
    let question = coder.coders[index].question
    let (line, column) = row.places[field]
    let (code, message, advice) = problem.words(about: question)
    report(code, line: line, column: column, message, advice)
  }

  /// The cell without spaces around it.
  private static func trimmed(_ cell: Range<Int>, in bytes: [UInt8]) -> Range<Int> {
    var cell = cell
    while let first = cell.first, bytes[first] == UInt8(ascii: " ") { cell.removeFirst() }
    while let last = cell.last, bytes[last] == UInt8(ascii: " ") { cell.removeLast() }
    return cell
  }

  /// A whole number of at most nine digits.
  private static func integer(_ cell: Range<Int>, in bytes: [UInt8]) -> Int? {
    var digits = cell
    let negative = digits.first.map { bytes[$0] == UInt8(ascii: "-") } ?? false
    if negative { digits = digits.dropFirst() }
    guard (1...9).contains(digits.count) else { return nil }
    var value = 0
    for index in digits {
      let digit = bytes[index] &- UInt8(ascii: "0")
      guard digit <= 9 else { return nil }
      value = value * 10 + Int(digit)
    }
    return negative ? -value : value
  }
}
