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
  let layout = ScoreLayout(blocks.decodings, lowest: lowest)
  var counts = [Int](repeating: 0, count: layout.places)
  try blocks.forEach { block, length in
    counts.withUnsafeMutableBufferPointer { counts in
      layout.forEachPlace(in: block, count: length) { counts[$1] &+= 1 }
    }
  }
  return layout.scores(counts: counts, scoring: scoring, minimumAnswered: minimumAnswered)
}
