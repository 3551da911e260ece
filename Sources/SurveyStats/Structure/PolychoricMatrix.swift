/// The polychoric correlations of several items.
public struct PolychoricMatrix: Sendable, Hashable {
  /// The correlations.
  public let correlation: Matrix
  /// How missing answers were treated.
  public let missing: MissingAnswers
  /// The smallest number of people behind a correlation.
  public let smallestPair: Int
  /// The method.
  public let method: PolychoricMethod
  /// What must be said beside the numbers, in full sentences.
  public let warnings: [String]
}

/// The polychoric correlations of items, from the tables of all pairs.
///
/// - Parameters:
///   - items: One column of one-byte codes per item, all of the same length, keyed.
///   - rows: Which respondents to use.
///   - missing: Whether a person counts only with all answers, or for each pair with both.
/// - Returns: The matrix with the number of people, and warnings where it isn't positive definite or a correlation lies
///   at the limit of the search.
/// - Throws: ``StatisticsError`` with fewer than two items, when fewer than two answers to an item occur, or for columns
///   that don't fit together.
/// - Complexity: O(*k*² · *n*) for *k* items and *n* respondents, one pass over the bytes.
///
/// Reference: `lavaan::lavCor(ordered = TRUE, estimator = "two.step")` of R.
public func polychoricMatrix(
  of items: [ScoredColumn], rows: RowSelection = .all, missing: MissingAnswers = .listwise
) throws(StatisticsError) -> PolychoricMatrix {
  guard items.count >= 2 else { throw .tooFew(what: "items", required: 2, given: items.count) }
  let tables = try PairTables(of: ItemBlocks(items, rows: rows), missing: missing)
  var correlation = Matrix.identity(items.count)
  var smallest = Int.max
  var warnings: [String] = []
  for first in items.indices {
    for second in (first + 1)..<max(first + 1, items.count) {
      let table = tables.table(first, second)
      let occurring = [
        table.count { row in row.contains { $0 > 0 } },
        (table.first ?? []).indices.count { column in table.contains { $0[column] > 0 } },
      ]
      for (item, answers) in zip([first, second], occurring) where answers < 2 {
        throw .tooFew(what: "answers to item \(item + 1) that occur", required: 2, given: answers)
      }
      let estimate = try polychoricCorrelation(of: table)
      correlation[first, second] = estimate.value
      correlation[second, first] = estimate.value
      smallest = min(smallest, estimate.n)
      warnings += estimate.warnings.map { "Items \(first + 1) and \(second + 1): \($0)" }
    }
  }
  if (try correlation.symmetricEigen().values.last ?? 0) <= 0 {
    warnings.append("The polychoric correlations are not positive definite.")
  }
  return PolychoricMatrix(
    correlation: correlation, missing: missing, smallestPair: smallest, method: .twoStep, warnings: warnings)
}

/// How often each pair of answers occurs, for each pair of items.
private struct PairTables {
  private let spans: [Int]
  private let starts: [Int]
  private let counts: [Int32]

  /// Counts in one pass over the bytes.
  init(of blocks: ItemBlocks, missing: MissingAnswers) throws(StatisticsError) {
    let items = blocks.items.count
    let entries = blocks.decodings.map { decoding in Set(decoding.table.filter { $0 >= 0 }).sorted().map(Int.init) }
    let places = zip(blocks.decodings, entries).map { decoding, known in
      var table = [Int16](repeating: -1, count: decoding.span + 1)
      for (place, entry) in known.enumerated() { table[entry] = Int16(place) }
      return table
    }
    let spans = entries.map(\.count)
    var starts: [Int] = []
    var size = 0
    for first in 0..<items {
      for second in 0..<items {
        starts.append(size)
        if first < second { size += spans[first] * spans[second] }
      }
    }
    var counts = [Int32](repeating: 0, count: size)
    try blocks.forEach { block, count in
      for item in 0..<items {
        let own = block + item * ItemBlocks.size
        for row in 0..<count where own[row] >= 0 { own[row] = places[item][Int(own[row])] }
      }
      if missing == .listwise { leaveOutIncomplete(block, items: items, count: count) }
      for first in 0..<items {
        for second in (first + 1)..<max(first + 1, items) {
          let left = block + first * ItemBlocks.size
          let right = block + second * ItemBlocks.size
          let start = starts[first * items + second]
          for row in 0..<count where left[row] >= 0 && right[row] >= 0 {
            counts[start + Int(left[row]) * spans[second] + Int(right[row])] += 1
          }
        }
      }
    }
    self.spans = spans
    self.starts = starts
    self.counts = counts
  }

  /// The table of two items, the first before the second.
  func table(_ first: Int, _ second: Int) -> [[Int]] {
    let start = starts[first * spans.count + second]
    return (0..<spans[first]).map { row in
      (0..<spans[second]).map { Int(counts[start + row * spans[second] + $0]) }
    }
  }
}

/// Marks all answers of a person with a missing one as missing.
private func leaveOutIncomplete(_ block: UnsafeMutablePointer<Int16>, items: Int, count: Int) {
  for row in 0..<count {
    var sign: Int16 = 0
    for item in 0..<items { sign |= block[item * ItemBlocks.size + row] >> 15 }
    for item in 0..<items { block[item * ItemBlocks.size + row] |= sign }
  }
}
