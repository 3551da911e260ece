/// A set of respondents by their place in the columns, as bits.
struct PeopleSet: Sendable, Hashable {
  /// 64 respondents each; the last is not zero.
  private var words: [UInt64] = []

  /// The respondents at these places.
  init(_ rows: some Sequence<Int>) {
    for row in rows {
      while words.count <= row >> 6 { words.append(0) }
      words[row >> 6] |= 1 << UInt64(row & 63)
    }
  }

  /// How many there are.
  var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

  /// Whether there is nobody.
  var isEmpty: Bool { words.isEmpty }

  /// Whether the respondent is one of them.
  func contains(_ row: Int) -> Bool { row >> 6 < words.count && words[row >> 6] >> UInt64(row & 63) & 1 == 1 }

  /// The places of the members, ascending.
  var rows: [Int] {
    words.indices.flatMap { word in
      (0..<64).filter { words[word] >> UInt64($0) & 1 == 1 }.map { word * 64 + $0 }
    }
  }

  /// Those who are in both.
  func intersection(_ other: PeopleSet) -> PeopleSet { combined(with: other, &) }

  /// Those who are in either.
  func union(_ other: PeopleSet) -> PeopleSet { combined(with: other, |) }

  /// Those who are here but not in the other.
  func subtracting(_ other: PeopleSet) -> PeopleSet { combined(with: other) { $0 & ~$1 } }

  /// Those who are in one of the two only.
  func symmetricDifference(_ other: PeopleSet) -> PeopleSet { combined(with: other, ^) }

  /// Whether everybody here is in the other.
  func isSubset(of other: PeopleSet) -> Bool {
    guard words.count <= other.words.count else { return false }
    for index in words.indices where words[index] & ~other.words[index] != 0 { return false }
    return true
  }

  private func combined(with other: PeopleSet, _ operation: (UInt64, UInt64) -> UInt64) -> PeopleSet {
    var result = PeopleSet([])
    result.words.reserveCapacity(max(words.count, other.words.count))
    for index in 0..<max(words.count, other.words.count) {
      result.words.append(
        operation(index < words.count ? words[index] : 0, index < other.words.count ? other.words[index] : 0))
    }
    while result.words.last == 0 { result.words.removeLast() }
    return result
  }
}
