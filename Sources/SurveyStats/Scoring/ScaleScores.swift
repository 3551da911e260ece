/// How the keyed answers of a person make a score.
public enum ScaleScoring: Sendable, Hashable, CaseIterable {
  /// The mean of the answered items.
  case mean
  /// The sum over all items; for a person with missing answers the person's mean times the number of items.
  case sum
}

/// The scores of a scale: their distribution, and how many people stand behind it or have none.
public struct ScaleScores: Sendable, Hashable {
  /// The scores of the people who have one.
  public let distribution: Distribution
  /// The number of people who answered every item.
  public let complete: Int
  /// The number of people whose score rests on a part of the items.
  public let incomplete: Int
  /// The number of people who answered too few items for a score.
  public let withoutScore: Int
}

/// The scores of a scale over respondents.
///
/// A person's score rests on the items that person answered: it is their mean, or their mean times the number of items
/// where the scale is a sum (person-mean imputation). Scores are computed from whole numbers by a histogram of number
/// answered and sum, so equal scores are exactly equal.
///
/// - Parameters:
///   - items: One column per item, all of the same length.
///   - scoring: Mean or sum.
///   - minimumAnswered: The smallest number of answered items that makes a score, from 1 to the number of items.
///   - rows: Which respondents to score.
/// - Returns: The distribution of the scores, which is empty when nobody has one, with the counts of people.
/// - Throws: ``StatisticsError`` without items, for columns that don't fit together, or for an impossible minimum.
/// - Complexity: O(*k* · *n*) for *k* items and *n* respondents, one pass over the bytes.
///
/// Reference: Schafer & Graham (2002), *Psychological Methods* 7, 147–177, on averaging the available items.
public func scaleScores(
  of items: [ScoredColumn], scoring: ScaleScoring, minimumAnswered: Int, rows: RowSelection = .all
) throws(StatisticsError) -> ScaleScores {
  let (blocks, lowest) = try scoredBlocks(items, minimumAnswered: minimumAnswered, rows: rows)
  let histogram = try SumHistogram(of: blocks)
  var values: [Double] = []
  var counts: [Int] = []
  for answered in minimumAnswered...items.count {
    for (sum, count) in histogram.row(answered: answered).enumerated() where count > 0 {
      let keyed = sum + answered * lowest
      values.append(Double(scoring == .mean ? keyed : keyed * items.count) / Double(answered))
      counts.append(count)
    }
  }
  let distribution = Distribution(values: values, counts: counts)
  let complete = histogram.row(answered: items.count).reduce(0, +)
  return ScaleScores(
    distribution: distribution, complete: complete, incomplete: distribution.n - complete,
    withoutScore: blocks.count - distribution.n)
}

/// How many people have each number of answered items and each sum of entries.
private struct SumHistogram {
  /// The number of different sums; counts of *a* answered items start at *a* times this.
  let sums: Int
  private(set) var counts: [Int]

  init(of blocks: ItemBlocks) throws(StatisticsError) {
    let items = blocks.items.count
    let sums = 1 + blocks.decodings.map(\.span).reduce(0, +)
    var counts = [Int](repeating: 0, count: (items + 1) * sums)
    try blocks.forEach { block, length in
      counts.withUnsafeMutableBufferPointer { counts in
        addPlaces(of: block, items: items, length: length, sums: sums) { counts[$0] &+= 1 }
      }
    }
    self.sums = sums
    self.counts = counts
  }

  /// The counts of people with this many answered items, by sum.
  func row(answered: Int) -> ArraySlice<Int> {
    counts[(answered * sums)..<((answered + 1) * sums)]
  }
}

/// Hands the place in the histogram of every respondent of a block to `add`.
private func addPlaces(
  of block: UnsafePointer<Int16>, items: Int, length: Int, sums: Int, add: (Int) -> Void
) {
  withUnsafeTemporaryAllocation(of: Int32.self, capacity: 2 * ItemBlocks.size) { buffer in
    guard let sum = buffer.baseAddress else { return }
    let answered = sum + ItemBlocks.size
    buffer.initialize(repeating: 0)
    for item in 0..<items {
      let entries = block + item * ItemBlocks.size
      for row in 0..<length {
        let entry = Int32(entries[row])
        answered[row] &+= 1 &+ (entry >> 31)
        sum[row] &+= entry & ~(entry >> 31)
      }
    }
    for row in 0..<length { add(Int(answered[row]) &* sums &+ Int(sum[row])) }
  }
}
