/// Kendall's tau-b of two ordered variables.
public struct KendallTau: Sendable, Hashable {
  /// Tau-b, −1…1.
  public let tau: Double
  /// The standardised excess of pairs ordered alike, with the variance for ties in both variables.
  public let z: Double
  /// The two-sided probability by the normal approximation.
  public let p: Double
  /// The respondents in the table.
  public let n: Int
  /// The respondents who miss one of the variables.
  public let missing: Int
  /// The name of the measure.
  public let method: ComparisonMethod
  /// What must be said beside the numbers, in full sentences.
  public let warnings: [String]
}

/// Measures how far two ordered variables order the respondents alike.
///
/// - Parameter table: The counts, rows and columns in ascending order.
/// - Returns: Tau-b, which is 1 or −1 only when every untied pair agrees or disagrees and both tie the same pairs.
/// - Throws: ``StatisticsError`` with fewer than two rows or columns that have respondents.
/// - Complexity: O(rows · columns), whatever the number of respondents.
///
/// Reference: Kendall (1945), *Biometrika* 33, 239–251; `cor.test(method = "kendall", exact = FALSE)` of R.
public func kendallTau(_ table: ContingencyTable) throws(StatisticsError) -> KendallTau {
  let concordance = try Concordance(table)
  let untied =
    (concordance.pairs - concordance.rowTies).squareRoot() * (concordance.pairs - concordance.columnTies).squareRoot()
  let z = concordance.excess / concordance.variance.squareRoot()
  return KendallTau(
    tau: max(-1, min(1, concordance.excess / untied)), z: z, p: twoSidedNormal(z), n: table.n, missing: table.missing,
    method: .kendallTauB, warnings: table.n < 10 ? ["With \(table.n) respondents p is a rough approximation."] : [])
}
