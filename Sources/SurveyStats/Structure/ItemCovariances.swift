/// How people with missing answers enter a covariance matrix; the raw value is its name in every output.
public enum MissingAnswers: String, Sendable, Hashable, CaseIterable {
  /// Only people who answered every item count.
  case listwise
  /// For each pair of items everybody who answered both counts.
  case pairwise
}

/// The covariances and correlations of items, with the numbers of people behind them.
public struct ItemCovariances: Sendable, Hashable {
  /// How missing answers were treated.
  public let missing: MissingAnswers
  /// The number of people: those who answered every item (listwise), or at least one item (pairwise).
  public let n: Int
  /// The number of people left out.
  public let leftOut: Int
  /// The smallest number of people behind any entry.
  public let smallestPair: Int
  /// The covariances, with divisor *n* − 1 of the entry.
  public let covariance: Matrix
  /// The correlations.
  public let correlation: Matrix
  /// What must be said beside the numbers, in full sentences.
  public let warnings: [String]

  /// The inverse of the correlations with the logarithm of their determinant.
  ///
  /// - Throws: ``StatisticsError/invalid(what:required:given:)`` that names an item which the ones before it determine.
  func invertedCorrelation() throws(StatisticsError) -> (inverse: Matrix, logDeterminant: Double) {
    if let item = try correlation.firstDependentRow() {
      throw switch missing {
      case .listwise:
        .invalid(
          what: "set of items", required: "no item that the others determine exactly",
          given: "item \(item + 1), which the ones before it determine")
      case .pairwise:
        .invalid(what: "pairwise correlations", required: "a positive definite matrix", given: "another one")
      }
    }
    return try correlation.positiveDefiniteInverse()
  }
}

/// The covariance and the correlation matrix of items, from whole-number sums over the bytes.
///
/// - Parameters:
///   - items: One column of one-byte codes per item, all of the same length, keyed.
///   - rows: Which respondents to use.
///   - missing: Whether a person counts only with all answers, or for each pair with both. Pairwise entries rest on
///     different people, and the matrix need not be positive definite.
/// - Returns: Both matrices with the numbers of people.
/// - Throws: ``StatisticsError`` with fewer than two items, fewer than two people behind an entry, without variance in
///   an item, or for columns that don't fit together.
/// - Complexity: O(*k*² · *n*) for *k* items and *n* respondents, one pass over the bytes.
///
/// Reference: `cov` and `cor` of R with `use = "complete.obs"` and `use = "pairwise.complete.obs"`.
public func itemCovariances(
  of items: [ScoredColumn], rows: RowSelection = .all, missing: MissingAnswers = .listwise
) throws(StatisticsError) -> ItemCovariances {
  guard items.count >= 2 else { throw .tooFew(what: "items", required: 2, given: items.count) }
  let blocks = try ItemBlocks(items, rows: rows)
  switch missing {
  case .listwise: return try listwise(CrossProducts(of: blocks))
  case .pairwise: return try pairwise(PairProducts(of: blocks))
  }
}

private func listwise(_ products: CrossProducts) throws(StatisticsError) -> ItemCovariances {
  let count = products.items
  guard products.cases >= 2 else {
    throw .tooFew(what: "people who answered every item", required: 2, given: products.cases)
  }
  if let constant = (0..<count).first(where: { products.scaledCovariance($0, $0) == 0 }) {
    throw .noVariance(of: "item \(constant + 1)")
  }
  let scale = Double(products.cases) * Double(products.cases - 1)
  let deviations = (0..<count).map { Double(products.scaledCovariance($0, $0)).squareRoot() }
  var covariance = Matrix(rows: count, columns: count)
  var correlation = Matrix.identity(count)
  for first in 0..<count {
    for second in 0..<count {
      let product = Double(products.scaledCovariance(first, second))
      covariance[first, second] = product / scale
      if first != second { correlation[first, second] = product / (deviations[first] * deviations[second]) }
    }
  }
  return ItemCovariances(
    missing: .listwise, n: products.cases, leftOut: products.incomplete, smallestPair: products.cases,
    covariance: covariance, correlation: correlation, warnings: [])
}

private func pairwise(_ products: PairProducts) throws(StatisticsError) -> ItemCovariances {
  let count = products.items
  var covariance = Matrix(rows: count, columns: count)
  var correlation = Matrix.identity(count)
  for first in 0..<count {
    for second in first..<count {
      let sums = products[first, second]
      let both = first == second ? "item \(first + 1)" : "items \(first + 1) and \(second + 1)"
      guard sums.n >= 2 else { throw .tooFew(what: "people who answered \(both)", required: 2, given: sums.n) }
      guard sums.firstVariance > 0, sums.secondVariance > 0 else {
        let constant = sums.firstVariance > 0 ? second : first
        throw .noVariance(
          of: first == second ? both : "item \(constant + 1) among the people who answered \(both)")
      }
      let value = Double(sums.covariance) / (Double(sums.n) * Double(sums.n - 1))
      covariance[first, second] = value
      covariance[second, first] = value
      guard first != second else { continue }
      let r =
        Double(sums.covariance) / (Double(sums.firstVariance).squareRoot() * Double(sums.secondVariance).squareRoot())
      correlation[first, second] = r
      correlation[second, first] = r
    }
  }
  let smallest = products.smallest
  return ItemCovariances(
    missing: .pairwise, n: products.people, leftOut: products.withoutAnswer, smallestPair: smallest,
    covariance: covariance, correlation: correlation,
    warnings: smallest < products.people
      ? ["Entries rest on different people, from \(smallest) to \(products.largest) per pair of items."] : [])
}
