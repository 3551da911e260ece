/// An item as a scale sees it: a column of bytes, the code behind each position, and the keying.
public struct ScoredColumn: Sendable, Hashable {
  /// One byte per respondent, as ``AnswerCode`` describes.
  public let bytes: [UInt8]

  /// The option codes of the answer set: position *p* has the code `values[p - 1]`.
  public let values: [Int]

  /// Whether the item is keyed against the scale: its codes then count as minimum + maximum − code.
  public let reversed: Bool

  /// Makes an item of a scale.
  ///
  /// - Parameters:
  ///   - bytes: One byte per respondent.
  ///   - values: The codes of the options in order, 1…250 of them, at most ``maximumSpan`` apart.
  ///   - reversed: Whether the item is keyed against the scale.
  public init(bytes: [UInt8], values: [Int], reversed: Bool) {
    self.bytes = bytes
    self.values = values
    self.reversed = reversed
  }

  /// How far the lowest and the highest code of an answer set may be apart; it keeps all sums exact.
  public static let maximumSpan = 1000
}

/// How the bytes of one item are read: for each byte the keyed code above the item's lowest, or one of two marks.
struct Decoding {
  /// The mark of a missing answer.
  static let missing: Int16 = -1
  /// The mark of a byte that the answer set doesn't have.
  static let undefined: Int16 = -2

  /// The lowest code of the answer set.
  let lowest: Int
  /// The distance from the lowest to the highest code.
  let span: Int
  /// One entry per byte.
  let table: [Int16]
  /// The number of options.
  let options: Int
  /// Whether the codes are consecutive and ascending: an entry is then the place of the option, from either end.
  let isConsecutive: Bool
  /// Whether the item is keyed against the scale.
  let reversed: Bool

  init(of column: ScoredColumn) throws(StatisticsError) {
    let values = column.values
    guard let lowest = values.min(), let highest = values.max(), values.count <= Int(AnswerCode.maximumPosition) else {
      throw .invalid(what: "answer set", required: "1…250 options", given: "\(values.count)")
    }
    let (span, overflow) = highest.subtractingReportingOverflow(lowest)
    guard !overflow, span <= ScoredColumn.maximumSpan else {
      throw .invalid(
        what: "answer set", required: "codes at most \(ScoredColumn.maximumSpan) apart",
        given: "codes from \(lowest) to \(highest)")
    }
    self.lowest = lowest
    self.span = span
    options = values.count
    isConsecutive = zip(values, values.dropFirst()).allSatisfy { $1 == $0 + 1 }
    reversed = column.reversed
    table = (UInt8.min...UInt8.max).map { code in
      if AnswerCode.isMissing(code) { return Self.missing }
      guard Int(code) <= values.count else { return Self.undefined }
      let value = values[Int(code) - 1]
      return Int16(column.reversed ? highest - value : value - lowest)
    }
  }
}
