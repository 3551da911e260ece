/// Internal consistency of a scale, as Cronbach's alpha with Feldt's interval.
///
/// Alpha is *k* / (*k* − 1) · (1 − tr *C* / sum *C*) over the people who answered every item. No item is ever reversed
/// because of the data: an item that runs against its scale gives a warning.
///
/// - Parameters:
///   - items: One column of one-byte codes per item, all of the same length, keyed.
///   - rows: Which respondents to use.
///   - level: The confidence level of the interval.
/// - Returns: Alpha with its interval, cases and warnings, and how each item stands to the rest. Alpha is at most 1 and
///   can be negative when items disagree.
/// - Throws: ``StatisticsError`` with fewer than two items or complete cases, without variance in an item, in the sum,
///   in the sum without an item or in the sum of the standardised items, or for columns that don't fit together.
/// - Complexity: O(*k*² · *n*) for *k* items and *n* respondents, one pass over the bytes.
///
/// Reference: Cronbach (1951), *Psychometrika* 16, 297–334; `psych::alpha(use = "complete.obs")` of R.
public func cronbachAlpha(
  of items: [ScoredColumn], rows: RowSelection = .all, level: Double = 0.95
) throws(StatisticsError) -> AlphaEstimate {
  guard items.count >= 2 else { throw .tooFew(what: "items", required: 2, given: items.count) }
  return try cronbachAlpha(CrossProducts(of: ItemBlocks(items, rows: rows)), level: level)
}

/// Alpha from the cross-products of at least two items.
func cronbachAlpha(_ products: CrossProducts, level: Double) throws(StatisticsError) -> AlphaEstimate {
  guard products.cases >= 2 else {
    throw .tooFew(what: "people who answered every item", required: 2, given: products.cases)
  }
  let matrix = try ScaledCovariances(products)
  var entries: [ItemReliability] = []
  for item in 0..<products.items { entries.append(try matrix.reliability(of: item)) }
  let correlation = matrix.averageCorrelation()
  return AlphaEstimate(
    estimate: try feldtInterval(
      alpha: alpha(trace: matrix.trace, sum: matrix.sum, items: products.items), items: products.items,
      cases: products.cases, level: level),
    cases: products.cases,
    incomplete: products.incomplete,
    standardised: try standardisedAlpha(averageCorrelation: correlation, items: products.items),
    averageInterItem: correlation,
    items: entries,
    warnings: entries.enumerated().compactMap { item, entry in
      entry.itemRest < 0
        ? "Item \(item + 1) correlates negatively with the sum of the others: check whether it has to be reversed."
        : nil
    })
}

/// Raw alpha from the trace and the sum of a covariance matrix, in whole numbers.
private func alpha(trace: Int128, sum: Int128, items: Int) -> Double {
  Double(items) / Double(items - 1) * (Double(sum - trace) / Double(sum))
}

/// The covariance matrix of the items, every entry times the same whole number.
private struct ScaledCovariances {
  let items: Int
  let variances: [Int128]
  let rowSums: [Int128]
  let trace: Int128
  let sum: Int128
  private let products: CrossProducts

  init(_ products: CrossProducts) throws(StatisticsError) {
    self.products = products
    items = products.items
    variances = (0..<items).map { products.scaledCovariance($0, $0) }
    rowSums = (0..<items).map { row in
      (0..<products.items).reduce(0) { $0 + products.scaledCovariance(row, $1) }
    }
    trace = variances.reduce(0, +)
    sum = rowSums.reduce(0, +)
    if let constant = variances.firstIndex(of: 0) { throw .noVariance(of: "item \(constant + 1)") }
    guard sum > 0 else { throw .noVariance(of: "the sum of the items") }
  }

  /// The item's correlation with the sum of the others, and alpha of the others.
  func reliability(of item: Int) throws(StatisticsError) -> ItemReliability {
    let covariance = rowSums[item] - variances[item]
    let rest = sum - 2 * rowSums[item] + variances[item]
    guard rest > 0 else { throw .noVariance(of: "the sum of the items without item \(item + 1)") }
    return ItemReliability(
      itemRest: Double(covariance) / (Double(variances[item]).squareRoot() * Double(rest).squareRoot()),
      alphaIfDropped: items > 2 ? alpha(trace: trace - variances[item], sum: rest, items: items - 1) : nil)
  }

  /// The mean of the correlations between different items.
  func averageCorrelation() -> Double {
    let deviations = variances.map { Double($0).squareRoot() }
    var total = 0.0
    for first in 0..<items {
      for second in (first + 1)..<items {
        total += Double(products.scaledCovariance(first, second)) / (deviations[first] * deviations[second])
      }
    }
    return total / Double(items * (items - 1) / 2)
  }
}
