import CRmath

/// Whether items share enough variance to be summarised by factors: the Kaiser–Meyer–Olkin measure.
public struct SamplingAdequacy: Sendable, Hashable {
  /// The measure over all items, from 0 to 1.
  public let overall: Double
  /// The measure of each item.
  public let items: [Double]
  /// The smallest number of people behind a correlation.
  public let n: Int
  /// How missing answers were treated.
  public let missing: MissingAnswers
}

/// Bartlett's test that the items don't correlate at all.
public struct BartlettTest: Sendable, Hashable {
  /// The test statistic.
  public let chiSquare: Double
  /// Its degrees of freedom.
  public let df: Int
  /// The probability of a larger statistic without correlations.
  public let p: Double
  /// The number of people the statistic rests on.
  public let n: Int
  /// How missing answers were treated.
  public let missing: MissingAnswers
}

/// The Kaiser–Meyer–Olkin measure: squared correlations as a share of them and the squared partial correlations.
///
/// - Parameter matrices: The correlations of the items.
/// - Returns: The measure over all and for each item. Values near 1 mean that little is left between two items when the
///   others are held constant.
/// - Throws: ``StatisticsError`` with fewer than three items, for items that determine each other exactly, or when no
///   two items correlate.
/// - Complexity: O(*k*³) for *k* items.
///
/// Reference: Kaiser (1974), *Psychometrika* 39, 31–36; `psych::KMO` of R.
public func samplingAdequacy(of matrices: ItemCovariances) throws(StatisticsError) -> SamplingAdequacy {
  let count = matrices.correlation.rows
  guard count >= 3 else { throw .tooFew(what: "items", required: 3, given: count) }
  let (inverse, _) = try matrices.invertedCorrelation()
  var simple = [Double](repeating: 0, count: count)
  var partial = simple
  for row in 0..<count {
    for column in 0..<count where column != row {
      let r = matrices.correlation[row, column]
      simple[row] += r * r
      partial[row] += inverse[row, column] * inverse[row, column] / (inverse[row, row] * inverse[column, column])
    }
  }
  guard zip(simple, partial).allSatisfy({ $0 + $1 > 0 }) else {
    throw .invalid(what: "correlations", required: "one other than 0 for every item", given: "none for an item")
  }
  let total = simple.reduce(0, +)
  return SamplingAdequacy(
    overall: total / (total + partial.reduce(0, +)), items: zip(simple, partial).map { $0 / ($0 + $1) },
    n: matrices.smallestPair, missing: matrices.missing)
}

/// Bartlett's test of sphericity: −(*n* − 1 − (2*k* + 5) / 6) ln |*R*| for *k* items and their correlations *R*.
///
/// - Parameter matrices: The correlations of the items.
/// - Returns: The statistic with its degrees of freedom and *p*; for pairwise correlations *n* is that of the smallest
///   pair.
/// - Throws: ``StatisticsError`` with too few people for the number of items, or for items that determine each other
///   exactly.
/// - Complexity: O(*k*³) for *k* items.
///
/// Reference: Bartlett (1951), *Biometrika* 38, 337–344; `psych::cortest.bartlett` of R.
public func bartlettTest(of matrices: ItemCovariances) throws(StatisticsError) -> BartlettTest {
  let count = matrices.correlation.rows
  let n = matrices.smallestPair
  guard n > count else { throw .tooFew(what: "people", required: count + 1, given: n) }
  let (_, logDeterminant) = try matrices.invertedCorrelation()
  let factor = Double(n - 1) - Double(2 * count + 5) / 6
  guard factor > 0 else { throw .tooFew(what: "people", required: 2 + (2 * count + 5) / 6, given: n) }
  let chiSquare = max(0, -factor * logDeterminant)
  let df = count * (count - 1) / 2
  return BartlettTest(
    chiSquare: chiSquare, df: df, p: pchisq(chiSquare, Double(df), 0, 0), n: n, missing: matrices.missing)
}
