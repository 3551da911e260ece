/// Ordinal alpha: the standardised alpha of the normal variables that may stand behind the answers.
public struct OrdinalAlpha: Sendable, Hashable {
  /// The coefficient.
  public let value: Double
  /// The variant.
  public let method: AlphaMethod
  /// The mean polychoric correlation between two different items.
  public let averageCorrelation: Double
  /// The smallest number of people behind a correlation.
  public let n: Int
  /// How missing answers were treated.
  public let missing: MissingAnswers
  /// What must be said beside the number, in full sentences; the first one is always that it differs from alpha.
  public let warnings: [String]
}

/// Ordinal alpha of a scale, from polychoric correlations.
///
/// It tells how consistent the answers would be if nobody had to choose among a few options. It isn't the reliability of
/// the score in use and isn't comparable with ``cronbachAlpha(of:rows:level:)``.
///
/// - Parameters:
///   - items: One column of one-byte codes per item, all of the same length, keyed.
///   - rows: Which respondents to use.
///   - missing: Whether a person counts only with all answers, or for each pair with both.
/// - Returns: *k* *r* / (1 + (*k* − 1) *r*) for *k* items with the mean polychoric correlation *r*.
/// - Throws: ``StatisticsError`` with fewer than two items, when fewer than two answers to an item occur, for items that
///   run against each other so much that there is no such coefficient, or for columns that don't fit together.
/// - Complexity: O(*k*² · *n*) for *k* items and *n* respondents, one pass over the bytes.
///
/// Reference: Zumbo, Gadermann & Zeisser (2007), *Journal of Modern Applied Statistical Methods* 6, 21–29;
/// `lavaan::lavCor` of R.
public func ordinalAlpha(
  of items: [ScoredColumn], rows: RowSelection = .all, missing: MissingAnswers = .listwise
) throws(StatisticsError) -> OrdinalAlpha {
  let matrix = try polychoricMatrix(of: items, rows: rows, missing: missing)
  let count = Double(items.count)
  let average = (matrix.correlation.storage.reduce(0, +) - count) / (count * (count - 1))
  return OrdinalAlpha(
    value: try standardisedAlpha(
      averageCorrelation: average, items: items.count, kind: "mean polychoric correlation"), method: .ordinal,
    averageCorrelation: average, n: matrix.smallestPair, missing: missing,
    warnings: ["Ordinal alpha is not comparable with alpha."] + matrix.warnings)
}
