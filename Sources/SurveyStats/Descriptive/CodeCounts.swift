/// How often each byte code occurs in a column: the distribution of an item, with the four kinds of missing apart.
public struct CodeCounts: Sendable, Hashable {
  private let counts: [Int]

  /// Counts the codes of a column.
  ///
  /// - Parameters:
  ///   - column: One byte per respondent, as ``AnswerCode`` describes.
  ///   - rows: Which respondents to count. Every place must exist in the column.
  /// - Complexity: O(*n*), one pass over the bytes.
  public init(of column: [UInt8], rows: RowSelection = .all) {
    precondition(rows.firstOutside(column.count) == nil, "A selected row lies outside the column.")
    var counts = [Int](repeating: 0, count: 4 * 256)
    column.withUnsafeBufferPointer { bytes in
      counts.withUnsafeMutableBufferPointer { counts in
        switch rows {
        case .all: Self.count(bytes, into: counts)
        case .rows(let rows): for row in rows { counts[Int(bytes[Int(row)])] &+= 1 }
        }
      }
    }
    self.counts = (0..<256).map { counts[$0] + counts[256 + $0] + counts[512 + $0] + counts[768 + $0] }
  }

  /// The counts of codes that follow each other, 255 by 0; the other codes occur nowhere.
  init(_ known: ArraySlice<UInt32>, from first: UInt8) {
    var counts = [Int](repeating: 0, count: 256)
    var code = first
    for count in known {
      counts[Int(code)] = Int(count)
      code &+= 1
    }
    self.counts = counts
  }

  /// Counts into four tables in turn: neighbouring equal answers would otherwise wait for each other's increment.
  private static func count(_ bytes: UnsafeBufferPointer<UInt8>, into counts: UnsafeMutableBufferPointer<Int>) {
    let whole = bytes.count & ~3
    var row = 0
    while row < whole {
      counts[Int(bytes[row])] &+= 1
      counts[256 &+ Int(bytes[row &+ 1])] &+= 1
      counts[512 &+ Int(bytes[row &+ 2])] &+= 1
      counts[768 &+ Int(bytes[row &+ 3])] &+= 1
      row &+= 4
    }
    while row < bytes.count {
      counts[Int(bytes[row])] &+= 1
      row &+= 1
    }
  }

  /// The number of respondents with this code.
  public subscript(code: UInt8) -> Int { counts[Int(code)] }

  /// The number of counted respondents, answers and missing together.
  public var total: Int { counts.reduce(0, +) }

  /// The number of answers: respondents with a position in 1…250.
  public var valid: Int { counts[1...Int(AnswerCode.maximumPosition)].reduce(0, +) }

  /// The number of respondents the item was not shown to.
  public var notShown: Int { self[AnswerCode.notShown] }

  /// The number of respondents the item does not apply to.
  public var notApplicable: Int { self[AnswerCode.notApplicable] }

  /// The number of respondents who left the item empty.
  public var skipped: Int { self[AnswerCode.skipped] }

  /// The number of respondents who declined to answer.
  public var declined: Int { self[AnswerCode.declined] }

  /// The counts of an answer set's options, in order, with a zero for an option nobody chose.
  ///
  /// - Parameter positions: The number of options, 0…250.
  public func counts(positions: Int) -> [Int] {
    precondition((0...Int(AnswerCode.maximumPosition)).contains(positions), "An answer set has at most 250 options.")
    return Array(counts[1..<(1 + positions)])
  }
}
