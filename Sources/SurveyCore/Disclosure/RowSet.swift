/// A set of respondents, one bit each.
struct RowSet: Sendable, Hashable {
  /// How many respondents there are, in the set or not.
  let respondents: Int
  private var words: [UInt64]

  /// The respondents for whom the condition holds.
  init(respondents: Int, where condition: (Int) -> Bool) {
    self.respondents = respondents
    words = [UInt64](repeating: 0, count: (respondents + 63) / 64)
    for row in 0..<respondents where condition(row) { words[row >> 6] |= 1 << UInt64(row & 63) }
  }

  /// Nobody.
  static func nobody(_ respondents: Int) -> RowSet { RowSet(respondents: respondents) { _ in false } }

  /// Everybody.
  static func everybody(_ respondents: Int) -> RowSet { RowSet(respondents: respondents) { _ in true } }

  /// How many respondents are in the set.
  var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

  /// Whether nobody is in the set.
  var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

  /// Whether every respondent is in the set.
  var isEverybody: Bool { count == respondents }

  /// The respondents in ascending order.
  var rows: [UInt32] {
    var rows: [UInt32] = []
    for (index, word) in words.enumerated() {
      var rest = word
      while rest != 0 {
        rows.append(UInt32(index << 6 + rest.trailingZeroBitCount))
        rest &= rest - 1
      }
    }
    return rows
  }

  /// Whether a respondent is in the set.
  func contains(_ row: Int) -> Bool { words[row >> 6] >> UInt64(row & 63) & 1 == 1 }

  /// How many respondents are in both sets.
  func intersectionCount(_ other: RowSet) -> Int {
    var count = 0
    for index in words.indices { count += (words[index] & other.words[index]).nonzeroBitCount }
    return count
  }

  /// Whether all respondents of the set are in the other.
  func isSubset(of other: RowSet) -> Bool {
    for index in words.indices where words[index] & ~other.words[index] != 0 { return false }
    return true
  }

  /// Adds the respondents of the other set.
  mutating func formUnion(_ other: RowSet) {
    for index in words.indices { words[index] |= other.words[index] }
  }

  /// Keeps the respondents who are in both sets.
  mutating func formIntersection(_ other: RowSet) {
    for index in words.indices { words[index] &= other.words[index] }
  }

  /// Takes out the respondents of the other set.
  mutating func subtract(_ other: RowSet) {
    for index in words.indices { words[index] &= ~other.words[index] }
  }
}
