/// The scores of a scale, person by person, for statistics that need several scores of the same person.
///
/// - Parameters:
///   - items: One column per item, all of the same length; a single item gives its own keyed codes.
///   - scoring: Mean or sum, as in ``scaleScores(of:scoring:minimumAnswered:rows:)``.
///   - minimumAnswered: The smallest number of answered items that makes a score, from 1 to the number of items.
///   - rows: Which respondents to score.
/// - Returns: One score per selected respondent, `nil` for a person who answered too few items.
/// - Throws: ``StatisticsError`` without items, for columns that don't fit together, or for an impossible minimum.
/// - Complexity: O(*k* · *n*) for *k* items and *n* respondents, one pass over the bytes.
public func personScores(
  of items: [ScoredColumn], scoring: ScaleScoring, minimumAnswered: Int, rows: RowSelection = .all
) throws(StatisticsError) -> [Double?] {
  let (blocks, lowest) = try scoredBlocks(items, minimumAnswered: minimumAnswered, rows: rows)
  var scores: [Double?] = []
  scores.reserveCapacity(blocks.count)
  try blocks.forEach { block, count in
    for row in 0..<count {
      var (answered, sum) = (0, 0)
      for item in items.indices {
        let entry = Int(block[item * ItemBlocks.size + row])
        guard entry >= 0 else { continue }
        answered += 1
        sum += entry + lowest
      }
      let total = scoring == .mean ? sum : sum * items.count
      scores.append(answered >= minimumAnswered ? Double(total) / Double(answered) : nil)
    }
  }
  return scores
}

/// The items of a scale as blocks with their common lowest code; refuses what makes no score.
func scoredBlocks(
  _ items: [ScoredColumn], minimumAnswered: Int, rows: RowSelection
) throws(StatisticsError) -> (blocks: ItemBlocks, lowest: Int) {
  guard !items.isEmpty else { throw .tooFew(what: "items", required: 1, given: 0) }
  guard (1...items.count).contains(minimumAnswered) else {
    throw .invalid(what: "minimum of answered items", required: "1…\(items.count)", given: "\(minimumAnswered)")
  }
  let blocks = try ItemBlocks(items, rows: rows)
  guard Set(blocks.decodings.map(\.lowest)).count == 1 else {
    throw .invalid(what: "answer sets", required: "the same lowest code in every item", given: "different ones")
  }
  return (blocks, blocks.decodings[0].lowest)
}
