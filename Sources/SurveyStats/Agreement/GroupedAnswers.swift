/// How often each group gives each answer to each item, over the people who answered every item.
struct GroupedAnswers {
  /// The codes of the groups, ascending; a group without a complete person is among them.
  let groups: [Int]
  /// The number of complete people in each group.
  let sizes: [Int]
  /// The number of people left out: without a group, or with a missing answer.
  let leftOut: Int
  /// The keyed codes of each item, ascending.
  let codes: [[Int]]
  private let starts: [Int]
  private let width: Int
  private let counts: [Int32]

  /// Counts in one pass over the bytes.
  init(items: [ScoredColumn], by column: GroupColumn, rows: RowSelection) throws(StatisticsError) {
    guard !items.isEmpty else { throw .tooFew(what: "items", required: 1, given: 0) }
    let blocks = try ItemBlocks(items, rows: rows)
    let index = try GroupIndex(of: column, items: items, rows: rows)
    let entries = blocks.decodings.map { decoding in Set(decoding.table.filter { $0 >= 0 }).sorted() }
    var starts: [Int] = []
    var width = 0
    var places: [[Int32]] = []
    for (decoding, known) in zip(blocks.decodings, entries) {
      var table = [Int32](repeating: 0, count: decoding.span + 1)
      for (place, entry) in known.enumerated() { table[Int(entry)] = Int32(width + place) }
      places.append(table)
      starts.append(width)
      width += known.count
    }
    var counts = [Int32](repeating: 0, count: index.codes.count * width)
    var sizes = [Int](repeating: 0, count: index.codes.count)
    var start = 0
    try blocks.forEach { block, count in
      index.forEach(from: start, count: count) { row, group in
        for item in items.indices where block[item * ItemBlocks.size + row] < 0 { return }
        sizes[group] += 1
        for item in items.indices {
          counts[group * width + Int(places[item][Int(block[item * ItemBlocks.size + row])])] += 1
        }
      }
      start += count
    }
    groups = index.codes
    self.sizes = sizes
    leftOut = blocks.count - sizes.reduce(0, +)
    codes = zip(blocks.decodings, entries).map { decoding, known in known.map { Int($0) + decoding.lowest } }
    self.starts = starts
    self.width = width
    self.counts = counts
  }

  /// The number of items.
  var items: Int { codes.count }

  /// The codes that a group gave to an item, with how often, ascending.
  func answers(group: Int, item: Int) -> [(code: Int, count: Int)] {
    let start = group * width + starts[item]
    return codes[item].enumerated().compactMap { place, code in
      counts[start + place] > 0 ? (code, Int(counts[start + place])) : nil
    }
  }

  /// The variance of a group's answers to an item, with divisor *n* − 1.
  func variance(group: Int, item: Int) -> Double {
    let (n, sum, squares) = moments(group: group, item: item)
    return Double(n * squares - sum * sum) / (Double(n) * Double(n - 1))
  }

  /// The number of a group's answers to an item, their sum and the sum of their squares, from the lowest code.
  private func moments(group: Int, item: Int) -> (n: Int, sum: Int, squares: Int) {
    answers(group: group, item: item).reduce((0, 0, 0)) { result, answer in
      let value = answer.code - codes[item][0]
      return (
        result.0 + answer.count, result.1 + answer.count * value, result.2 + answer.count * value * value
      )
    }
  }
}
