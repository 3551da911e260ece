/// How an alpha treats missing answers and which matrix it rests on; the raw value is its name in every output.
public enum AlphaMethod: String, Sendable, Hashable, CaseIterable {
  /// Raw alpha of the covariances of each pair of items over the people who answered both.
  case pairwise = "alpha-pairwise"
  /// Standardised alpha of the polychoric correlations; not comparable with raw alpha.
  case ordinal = "alpha-ordinal-polychoric"
}

/// Cronbach's alpha from covariances of different people per pair of items.
public struct PairwiseAlpha: Sendable, Hashable {
  /// Raw alpha with Feldt's interval, which counts the people of the smallest pair.
  public let estimate: IntervalEstimate
  /// The variant.
  public let method: AlphaMethod
  /// The number of people who answered at least one item.
  public let people: Int
  /// The number of people who answered none.
  public let withoutAnswer: Int
  /// Standardised alpha, from the covariances scaled by the variances of all answers to each item.
  public let standardised: Double
  /// The mean of the correlations scaled in the same way.
  public let averageInterItem: Double
  /// One entry per item, in the order given.
  public let items: [ItemReliability]
  /// What must be said beside the numbers, in full sentences.
  public let warnings: [String]
}

/// Internal consistency of a scale, as Cronbach's alpha of pairwise covariances.
///
/// People with missing answers count wherever they answered both items of a pair. The listwise ``cronbachAlpha(of:rows:level:)`` is the
/// default everywhere; this variant is for comparison with programs that work pairwise.
///
/// - Parameters:
///   - items: One column of one-byte codes per item, all of the same length, keyed.
///   - rows: Which respondents to use.
///   - level: The confidence level of the interval.
/// - Returns: Alpha with its interval and warnings. The interval rests on the smallest number of people of a pair, where
///   `psych::alpha` takes the number of rows.
/// - Throws: ``StatisticsError`` with fewer than two items or two people for a pair, without variance in an item, in
///   the sum or in the sum of the standardised items, or for columns that don't fit together.
/// - Complexity: O(*k*² · *n*) for *k* items and *n* respondents, one pass over the bytes.
///
/// Reference: `psych::alpha(use = "pairwise")` of R.
public func pairwiseAlpha(
  of items: [ScoredColumn], rows: RowSelection = .all, level: Double = 0.95
) throws(StatisticsError) -> PairwiseAlpha {
  let matrices = try itemCovariances(of: items, rows: rows, missing: .pairwise)
  let covariance = matrices.covariance
  let variances = covariance.diagonal
  let rowSums = items.indices.map { row in items.indices.reduce(0) { $0 + covariance[row, $1] } }
  let trace = variances.reduce(0, +)
  let sum = rowSums.reduce(0, +)
  guard sum > 1e-12 * trace else { throw .noVariance(of: "the sum of the items") }
  var entries: [ItemReliability] = []
  for item in items.indices {
    let rest = sum - 2 * rowSums[item] + variances[item]
    guard rest > 1e-12 * trace else { throw .noVariance(of: "the sum of the items without item \(item + 1)") }
    entries.append(
      ItemReliability(
        itemRest: (rowSums[item] - variances[item]) / (variances[item] * rest).squareRoot(),
        alphaIfDropped: items.count > 2
          ? alpha(trace: trace - variances[item], sum: rest, items: items.count - 1) : nil))
  }
  let average = averageCorrelation(covariance)
  return PairwiseAlpha(
    estimate: try feldtInterval(
      alpha: min(1, alpha(trace: trace, sum: sum, items: items.count)), items: items.count,
      cases: matrices.smallestPair, level: level),
    method: .pairwise, people: matrices.n, withoutAnswer: matrices.leftOut,
    standardised: try standardisedAlpha(averageCorrelation: average, items: items.count), averageInterItem: average,
    items: entries,
    warnings: matrices.warnings
      + entries.enumerated().compactMap { item, entry in
        entry.itemRest < 0
          ? "Item \(item + 1) correlates negatively with the sum of the others: check whether it has to be reversed."
          : nil
      })
}

/// Standardised alpha of a number of items with a mean correlation of the kind named; there is none where the sum of
/// the standardised items has no variance.
func standardisedAlpha(
  averageCorrelation: Double, items: Int, kind: String = "mean correlation"
) throws(StatisticsError) -> Double {
  let spread = 1 + Double(items - 1) * averageCorrelation
  guard spread > 1e-12 else {
    throw .invalid(what: kind, required: "above \(rounded(-1 / Double(items - 1)))", given: rounded(averageCorrelation))
  }
  return Double(items) * averageCorrelation / spread
}

private func alpha(trace: Double, sum: Double, items: Int) -> Double {
  Double(items) / Double(items - 1) * (1 - trace / sum)
}

/// The mean of the entries beside the diagonal, scaled by the diagonal.
private func averageCorrelation(_ covariance: Matrix) -> Double {
  let deviations = covariance.diagonal.map { $0.squareRoot() }
  var total = 0.0
  for first in deviations.indices {
    for second in (first + 1)..<max(first + 1, deviations.count) {
      total += covariance[first, second] / (deviations[first] * deviations[second])
    }
  }
  return total / Double(deviations.count * (deviations.count - 1) / 2)
}
