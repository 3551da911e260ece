import CRmath
import Glibc

/// The chi-square test of a table with the measures that belong to it.
public struct ChiSquareTest: Sendable, Hashable {
  /// Pearson's chi-square, without continuity correction.
  public let x2: Double
  /// The degrees of freedom: (rows − 1)(columns − 1) of those that have respondents.
  public let df: Int
  /// The probability of a chi-square at least as large.
  public let p: Double
  /// The likelihood ratio chi-square, *G*.
  public let g: Double
  /// The probability of a *G* at least as large.
  public let gProbability: Double
  /// Cramér's *V*, which is above 0 by chance alone.
  public let cramersV: Double
  /// Bergsma's *V*, corrected for bias: the one to show.
  public let cramersVCorrected: Double
  /// For each cell its deviation from the expected count in standard errors; none in an empty row or column.
  public let adjustedResiduals: [[Double?]]
  /// The smallest expected count.
  public let smallestExpected: Double
  /// The respondents in the table.
  public let n: Int
  /// The respondents who miss one of the variables.
  public let missing: Int
  /// The name of the test.
  public let method: ComparisonMethod
  /// What must be said beside the numbers, in full sentences.
  public let warnings: [String]
}

/// Tests whether two variables are independent.
///
/// - Parameter table: The counts. Rows and columns without respondents are left out, with a warning.
/// - Returns: Pearson's and the likelihood ratio chi-square, both *V*, and adjusted residuals.
/// - Throws: ``StatisticsError`` with fewer than two rows or columns that have respondents, or as few respondents as
///   rows or columns, where Bergsma's *V* isn't defined.
///
/// Reference: Agresti (2013), *Categorical Data Analysis*, 3.2–3.3; Bergsma (2013), *Journal of the Korean Statistical
/// Society* 42, 323–328; `chisq.test(correct = FALSE)` and `vcd::assocstats` of R.
public func chiSquare(_ table: ContingencyTable) throws(StatisticsError) -> ChiSquareTest {
  let (rows, columns) = try table.occupied()
  let needed = max(rows.count, columns.count) + 1
  guard table.n >= needed else { throw .tooFew(what: "respondents", required: needed, given: table.n) }
  let n = Double(table.n)
  var (x2, g) = (0.0, 0.0)
  var smallest = Double.infinity
  var rare = 0
  var residuals = table.counts.map { [Double?](repeating: nil, count: $0.count) }
  for row in rows {
    for column in columns {
      let (rowShare, columnShare) = (Double(table.rowTotals[row]) / n, Double(table.columnTotals[column]) / n)
      let expected = Double(table.rowTotals[row]) * columnShare
      let observed = Double(table.counts[row][column])
      let excess = observed - expected
      x2 += excess * excess / expected
      if observed > 0 { g += 2 * observed * log(observed / expected) }
      smallest = min(smallest, expected)
      if expected < 5 { rare += 1 }
      residuals[row][column] = excess / (expected * (1 - rowShare) * (1 - columnShare)).squareRoot()
    }
  }
  g = max(0, g)
  let (r, c) = (Double(rows.count - 1), Double(columns.count - 1))
  let excess = max(0, x2 / n - r * c / (n - 1))
  let limit = min(r - r * r / (n - 1), c - c * c / (n - 1))
  var warnings: [String] = []
  let empty = table.counts.count - rows.count + table.columnTotals.count - columns.count
  if empty > 0 { warnings.append("Rows and columns without respondents are left out: \(empty).") }
  if rare > 0 {
    warnings.append("\(rare) of \(rows.count * columns.count) cells expect fewer than 5: p is a rough approximation.")
  }
  return ChiSquareTest(
    x2: x2, df: Int(r * c), p: pchisq(x2, r * c, 0, 0), g: g, gProbability: pchisq(g, r * c, 0, 0),
    cramersV: min(1, (x2 / (n * min(r, c))).squareRoot()), cramersVCorrected: min(1, (excess / limit).squareRoot()),
    adjustedResiduals: residuals, smallestExpected: smallest, n: table.n, missing: table.missing, method: .chiSquare,
    warnings: warnings)
}
