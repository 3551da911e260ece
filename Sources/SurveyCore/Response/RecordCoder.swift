/// Turns answers into the bytes of a record and back, for every question of a survey.
///
/// Everything that can be looked up is prepared once, since this runs for every answer of every person.
struct RecordCoder: Sendable {
  /// One question: where its bytes stand, and what they mean.
  struct Coder: Sendable {
    let question: Question
    /// Where its bytes begin in a record.
    let offset: Int
    /// How many bytes it takes.
    let size: Int
    /// Which comment of a person it is, for a comment item.
    let comment: Int?
    let meaning: Meaning
  }

  /// What the bytes of a question mean.
  enum Meaning: Sendable {
    case one(CodeTable)
    case many(CodeTable)
    case bands([Double])
    case units([String: UInt16])
    case comment(maximumLength: Int)
  }

  let coders: [Coder]
  let indexByID: [String: Int]
  let recordSize: Int
  let commentItems: [String]

  /// Prepares a survey.
  ///
  /// - Parameter organisation: The units that can be chosen; with nil, no unit is known.
  init(survey: Survey, organisation: Organisation?) {
    let layout = ColumnLayout(survey)
    let offsets = Dictionary(layout.columns.map { ($0.variable, $0.offset) }, uniquingKeysWith: min)
    let sizes = Dictionary(layout.columns.map { ($0.variable, $0.width) }, uniquingKeysWith: +)
    var comments = 0
    coders = survey.questions.map { question in
      var comment: Int?
      let meaning: Meaning
      switch question.kind {
      case .choice, .netScore: meaning = .one(CodeTable(question.kind.codes))
      case .many: meaning = .many(CodeTable(question.kind.codes))
      case .number(let bands): meaning = .bands(bands)
      case .comment(let maximumLength):
        meaning = .comment(maximumLength: maximumLength)
        comment = comments
        comments += 1
      case .unit(let level):
        let choices = organisation?.choices(at: level) ?? []
        meaning = .units(
          Dictionary(
            choices.compactMap { index in organisation.map { ($0.units[index].id, UInt16(clamping: index + 1)) } },
            uniquingKeysWith: { first, _ in first }))
      }
      return Coder(
        question: question, offset: offsets[question.id] ?? 0, size: sizes[question.id] ?? 0, comment: comment,
        meaning: meaning)
    }
    indexByID = Dictionary(coders.enumerated().map { ($1.question.id, $0) }, uniquingKeysWith: { first, _ in first })
    recordSize = layout.recordSize
    commentItems = layout.commentItems
  }

  /// The codes chosen for a question, as conditions see them, or nil where it was skipped, declined or not shown. "Doesn't apply to me" is
  /// an answer without a code.
  func codes(of id: String, in record: [UInt8]) -> [Int]? {
    guard let coder = indexByID[id].map({ coders[$0] }), coder.size > 0 else { return nil }
    let byte = record[coder.offset]
    if byte == AnswerByte.notApplicable { return [] }
    guard byte != AnswerByte.notShown, byte <= AnswerByte.maximumPosition else { return nil }
    switch coder.meaning {
    case .one(let table): return [table.codes[Int(byte) - 1]]
    case .many(let table):
      return table.codes.indices.filter { record[coder.offset + $0] == AnswerByte.ticked }.map { table.codes[$0] }
    case .bands: return [Int(byte)]
    case .units, .comment: return nil
    }
  }

  /// Whether a question is asked, given the record of the answers before it.
  func isShown(_ question: Question, given record: [UInt8]) -> Bool {
    guard let condition = question.showIf else { return true }
    return condition.isMet { codes(of: $0, in: record) }
  }
}

extension RecordCoder.Coder {
  /// Writes the same kind of missing answer into all bytes of the question.
  func write(missing byte: UInt8, to record: inout [UInt8]) {
    guard case .units = meaning else {
      for index in offset..<offset + size { record[index] = byte }
      return
    }
    switch byte {
    case AnswerByte.notShown: write(unit: UnitCode.notShown, to: &record)
    case AnswerByte.declined: write(unit: UnitCode.declined, to: &record)
    default: write(unit: UnitCode.skipped, to: &record)
    }
  }

  /// Writes the two bytes of a unit.
  func write(unit code: UInt16, to record: inout [UInt8]) {
    record[offset] = UInt8(truncatingIfNeeded: code)
    record[offset + 1] = UInt8(truncatingIfNeeded: code >> 8)
  }

  /// Whether all bytes say that the question was skipped.
  func isSkipped(in record: [UInt8]) -> Bool {
    guard case .units = meaning else { return size > 0 && record[offset] == AnswerByte.skipped }
    return UInt16(record[offset]) | UInt16(record[offset + 1]) << 8 == UnitCode.skipped
  }

  /// Whether all bytes say that the question was not shown.
  func isNotShown(in record: [UInt8]) -> Bool {
    (offset..<offset + size).allSatisfy { record[$0] == AnswerByte.notShown }
  }
}

/// The positions of option codes.
struct CodeTable: Sendable {
  /// The codes in order.
  let codes: [Int]
  private let lowest: Int
  private let dense: [UInt8]
  private let sparse: [Int: UInt8]

  init(_ codes: [Int]) {
    self.codes = codes
    lowest = codes.min() ?? 0
    let (span, overflow) = (codes.max() ?? 0).subtractingReportingOverflow(lowest)
    let positions = codes.prefix(Int(AnswerByte.maximumPosition)).enumerated().map { ($1, UInt8($0 + 1)) }
    if !overflow, span < 1024 {
      var dense = [UInt8](repeating: 0, count: span + 1)
      for (code, position) in positions { dense[code - lowest] = position }
      self.dense = dense
      sparse = [:]
    } else {
      dense = []
      sparse = Dictionary(positions, uniquingKeysWith: { first, _ in first })
    }
  }

  /// The position of a code from 1, or nil where there is no option with that code.
  func position(of code: Int) -> UInt8? {
    guard !dense.isEmpty else { return sparse[code] }
    let (index, overflow) = code.subtractingReportingOverflow(lowest)
    guard !overflow, dense.indices.contains(index), dense[index] > 0 else { return nil }
    return dense[index]
  }
}

/// The bands of numbers.
enum NumberBand {
  /// The band that holds a number, from 1, or nil below the first bound.
  static func position(of number: Double, in bounds: [Double]) -> UInt8? {
    bounds.lastIndex { $0 <= number }.map { UInt8(clamping: $0 + 1) }
  }
}
