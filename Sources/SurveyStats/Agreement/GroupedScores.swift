/// Sums of the scale scores of each group, kept as whole numbers by the number of answered items.
struct GroupedScores {
  /// The number of people with a score in each group, ascending by the code of the group.
  let sizes: [Int]
  /// The number of people without a score or a group.
  let leftOut: Int
  private let items: Int
  private let counts: [Int]
  private let sums: [Int]
  private let squares: [Int]

  /// Accumulates in one pass over the bytes.
  init(
    items: [ScoredColumn], by column: GroupColumn, minimumAnswered: Int, rows: RowSelection
  ) throws(StatisticsError) {
    let (blocks, _) = try scoredBlocks(items, minimumAnswered: minimumAnswered, rows: rows)
    let index = try GroupIndex(of: column, items: items, rows: rows)
    let width = items.count + 1
    var counts = [Int](repeating: 0, count: index.codes.count * width)
    var sums = counts
    var squares = counts
    var start = 0
    try blocks.forEach { block, count in
      index.forEach(from: start, count: count) { row, group in
        var answered = 0
        var sum = 0
        for item in items.indices {
          let entry = Int(block[item * ItemBlocks.size + row])
          guard entry >= 0 else { continue }
          answered += 1
          sum += entry
        }
        guard answered >= minimumAnswered else { return }
        counts[group * width + answered] += 1
        sums[group * width + answered] += sum
        squares[group * width + answered] += sum * sum
      }
      start += count
    }
    sizes = index.codes.indices.map { counts[($0 * width)..<(($0 + 1) * width)].reduce(0, +) }
    leftOut = blocks.count - sizes.reduce(0, +)
    self.items = items.count
    self.counts = counts
    self.sums = sums
    self.squares = squares
  }

  /// The sums of squares of the mean scores between and within groups.
  func sumsOfSquares() -> (between: Double, within: Double) {
    let totals = sizes.indices.map(total)
    let mean = totals.reduce(0, +) / Double(sizes.reduce(0, +))
    var between = 0.0
    var within = 0.0
    for (group, size) in sizes.enumerated() where size > 0 {
      let own = totals[group] / Double(size)
      between += Double(size) * (own - mean) * (own - mean)
      within += deviation(of: group, from: own)
    }
    return (between, within)
  }

  /// The sum of a group's scores.
  private func total(_ group: Int) -> Double {
    (1...items).reduce(0) { $0 + Double(sums[place(group, $1)]) / Double($1) }
  }

  /// The sum of the squared deviations of a group's scores from a value.
  private func deviation(of group: Int, from value: Double) -> Double {
    (1...items).reduce(0) { result, answered in
      let place = place(group, answered)
      guard counts[place] > 0 else { return result }
      // Around the mean of those with as many answers the sum is exact: a whole number over another.
      let inner = Double(counts[place] * squares[place] - sums[place] * sums[place]) / Double(counts[place])
      let apart = Double(sums[place]) / Double(counts[place]) - value * Double(answered)
      return result + (inner + Double(counts[place]) * apart * apart) / Double(answered * answered)
    }
  }

  private func place(_ group: Int, _ answered: Int) -> Int { group * (items + 1) + answered }
}
