/// The group of each respondent, such as a team, as a column of codes.
public enum GroupColumn: Sendable, Hashable {
  /// One byte per respondent, as ``AnswerCode`` describes: the four kinds of missing belong to no group.
  case bytes([UInt8])
  /// One number per respondent; 0 belongs to no group.
  case codes([UInt16])

  /// The number of respondents.
  var count: Int {
    switch self {
    case .bytes(let bytes): bytes.count
    case .codes(let codes): codes.count
    }
  }
}

/// The groups that occur among the selected respondents, numbered in ascending order of their codes.
struct GroupIndex {
  /// The codes of the groups.
  let codes: [Int]
  /// The number of each respondent's group; −1 for none.
  private let places: [Int32]
  private let column: GroupColumn
  private let rows: RowSelection

  /// Finds the groups; the column describes the same respondents as the items.
  init(of column: GroupColumn, items: [ScoredColumn], rows: RowSelection) throws(StatisticsError) {
    let length = items.first?.bytes.count ?? 0
    guard column.count == length else { throw .unequalLengths(expected: length, given: column.count) }
    if let outside = rows.firstOutside(length) {
      throw .invalid(what: "row selection", required: "rows below \(length)", given: "row \(outside)")
    }
    var occurs = [Bool](repeating: false, count: 1 << 16)
    Self.forEach(in: column, rows: rows, from: 0, count: rows.count(of: length)) { occurs[$1] = true }
    var places = [Int32](repeating: -1, count: occurs.count)
    var codes: [Int] = []
    for code in occurs.indices where occurs[code] && Self.isGroup(code, in: column) {
      places[code] = Int32(codes.count)
      codes.append(code)
    }
    self.codes = codes
    self.places = places
    self.column = column
    self.rows = rows
  }

  /// Hands the place of each respondent within a block, and the number of the group, to `body`.
  func forEach(from start: Int, count: Int, _ body: (Int, Int) -> Void) {
    places.withUnsafeBufferPointer { places in
      Self.forEach(in: column, rows: rows, from: start, count: count) { row, code in
        let group = places[code]
        if group >= 0 { body(row, Int(group)) }
      }
    }
  }

  private static func forEach(
    in column: GroupColumn, rows: RowSelection, from start: Int, count: Int, _ body: (Int, Int) -> Void
  ) {
    switch column {
    case .bytes(let bytes): forEach(in: bytes, rows: rows, from: start, count: count, body)
    case .codes(let codes): forEach(in: codes, rows: rows, from: start, count: count, body)
    }
  }

  private static func forEach(
    in codes: [some BinaryInteger], rows: RowSelection, from start: Int, count: Int, _ body: (Int, Int) -> Void
  ) {
    codes.withUnsafeBufferPointer { codes in
      switch rows {
      case .all:
        for row in 0..<count { body(row, Int(codes[start + row])) }
      case .rows(let selected):
        for row in 0..<count { body(row, Int(codes[Int(selected[start + row])])) }
      }
    }
  }

  private static func isGroup(_ code: Int, in column: GroupColumn) -> Bool {
    switch column {
    case .bytes: !AnswerCode.isMissing(UInt8(code))
    case .codes: code != 0
    }
  }
}
