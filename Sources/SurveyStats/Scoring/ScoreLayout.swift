/// The places of a histogram of the people of a scale by number of answered items and sum of entries.
///
/// The sums of *a* answered items run from 0 to *a* times the largest span of an item, so that fewer answers need fewer places.
struct ScoreLayout {
  /// The number of items.
  let items: Int
  /// The lowest code of the items' answer sets, which entries are counted from.
  let lowest: Int
  /// The largest distance from the lowest to the highest code of an item.
  let span: Int
  /// The first place of each number of answered items; the others follow by their sum.
  private let firstPlaces: [Int]

  init(_ decodings: [Decoding], lowest: Int) {
    items = decodings.count
    let span = decodings.map(\.span).max() ?? 0
    firstPlaces = (0...(items + 1)).map { answered in answered + span * (answered * (answered - 1) / 2) }
    self.span = span
    self.lowest = lowest
  }

  /// The number of places.
  var places: Int { firstPlaces[items + 1] }

  /// Hands every respondent of a block, with the place in the histogram, to `body`.
  @inline(__always)
  func forEachPlace(in block: UnsafePointer<Int16>, count: Int, _ body: (_ row: Int, _ place: Int) -> Void) {
    if items * span <= Int16.max {
      forEachPlace(in: block, count: count, sums: Int16.self, body)
    } else {
      forEachPlace(in: block, count: count, sums: Int32.self, body)
    }
  }

  @inline(__always)
  private func forEachPlace<Sum: FixedWidthInteger & SignedInteger>(
    in block: UnsafePointer<Int16>, count: Int, sums: Sum.Type, _ body: (_ row: Int, _ place: Int) -> Void
  ) {
    withUnsafeTemporaryAllocation(of: Sum.self, capacity: 2 * ItemBlocks.size) { buffer in
      guard let sum = buffer.baseAddress else { return }
      let answered = sum + ItemBlocks.size
      sum.initialize(repeating: 0, count: count)
      answered.initialize(repeating: 0, count: count)
      for item in 0..<items {
        let entries = block + item * ItemBlocks.size
        for row in 0..<count {
          let missing = Sum(truncatingIfNeeded: entries[row] >> 15)
          answered[row] &+= 1 &+ missing
          sum[row] &+= Sum(truncatingIfNeeded: entries[row]) & ~missing
        }
      }
      firstPlaces.withUnsafeBufferPointer { first in
        for row in 0..<count { body(row, first[Int(answered[row])] &+ Int(sum[row])) }
      }
    }
  }

  /// The scores that a histogram holds.
  ///
  /// - Parameter counts: The number of people at each place.
  func scores(counts: some RandomAccessCollection<Int>, scoring: ScaleScoring, minimumAnswered: Int) -> ScaleScores {
    var values: [Double] = []
    var people: [Int] = []
    var (place, all, complete) = (counts.startIndex, 0, 0)
    for answered in 0...items {
      for sum in 0...(answered * span) {
        let count = counts[place]
        place = counts.index(after: place)
        guard count > 0 else { continue }
        all += count
        if answered == items { complete += count }
        guard answered >= minimumAnswered else { continue }
        let keyed = sum + answered * lowest
        values.append(Double(scoring == .mean ? keyed : keyed * items) / Double(answered))
        people.append(count)
      }
    }
    let distribution = Distribution(values: values, counts: people)
    return ScaleScores(
      distribution: distribution, complete: complete, incomplete: distribution.n - complete,
      withoutScore: all - distribution.n)
  }
}
