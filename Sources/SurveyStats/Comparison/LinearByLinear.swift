import CRmath

/// The linear-by-linear association of two ordered variables.
public struct LinearByLinearTest: Sendable, Hashable {
  /// (*n* − 1) *r*².
  public let m2: Double
  /// The root of ``m2`` with the sign of *r*.
  public let z: Double
  /// The two-sided probability, by chi-square on one degree of freedom.
  public let p: Double
  /// The correlation of the scores.
  public let r: Double
  /// The respondents in the table.
  public let n: Int
  /// The respondents who miss one of the variables.
  public let missing: Int
  /// The name of the test.
  public let method: ComparisonMethod
  /// What must be said beside the numbers, in full sentences.
  public let warnings: [String]
}

/// Tests whether two ordered variables rise together, by one number per category.
///
/// - Parameters:
///   - table: The counts.
///   - rowScores: One number per row; 1, 2, 3 … when none are given.
///   - columnScores: One number per column; 1, 2, 3 … when none are given.
/// - Returns: *M*² = (*n* − 1) *r*² on one degree of freedom.
/// - Throws: ``StatisticsError`` when a variable takes only one score, or scores that don't fit the table.
///
/// Reference: Mantel (1963), *JASA* 58, 690–700; `coin::lbl_test` of R.
public func linearByLinear(
  _ table: ContingencyTable, rowScores: [Double]? = nil, columnScores: [Double]? = nil
) throws(StatisticsError) -> LinearByLinearTest {
  let rows = try scores(rowScores, for: table.rowTotals, of: "rows")
  let columns = try scores(columnScores, for: table.columnTotals, of: "columns")
  var (rowSquares, columnSquares, products) = (0.0, 0.0, 0.0)
  for (score, total) in zip(rows, table.rowTotals) { rowSquares += Double(total) * score * score }
  for (score, total) in zip(columns, table.columnTotals) { columnSquares += Double(total) * score * score }
  for (row, counts) in zip(rows, table.counts) {
    for (column, count) in zip(columns, counts) { products += Double(count) * row * column }
  }
  let r = max(-1, min(1, products / rowSquares.squareRoot() / columnSquares.squareRoot()))
  let z = Double(table.n - 1).squareRoot() * r
  return LinearByLinearTest(
    m2: z * z, z: z, p: twoSidedNormal(z), r: r, n: table.n, missing: table.missing, method: .linearByLinear,
    warnings: [])
}

/// Scores as deviations from their mean.
private func scores(_ given: [Double]?, for totals: [Int], of what: String) throws(StatisticsError) -> [Double] {
  let scores = given ?? totals.indices.map { Double($0 + 1) }
  guard scores.count == totals.count, scores.allSatisfy(\.isFinite) else {
    throw .invalid(
      what: "scores of the \(what)", required: "\(totals.count) finite numbers", given: "\(scores.count) scores")
  }
  let distribution = Distribution(values: scores, counts: totals)
  guard distribution.n >= 2 else { throw .tooFew(what: "respondents", required: 2, given: distribution.n) }
  guard distribution.values.count > 1 else { throw .noVariance(of: "the scores of the \(what)") }
  let mean = try distribution.mean()
  return scores.map { $0 - mean }
}
