import CRmath

/// Feldt's interval of coefficient alpha by quantiles of *F*.
///
/// - Parameters:
///   - alpha: The coefficient, at most 1.
///   - items: The number of items.
///   - cases: The number of complete cases.
///   - level: The confidence level.
/// - Returns: 1 − (1 − *α*) *F*, with *F* at 0.975 and 0.025 on *n* − 1 and (*n* − 1)(*k* − 1) degrees of freedom. The
///   limits coincide when alpha is 1.
/// - Throws: ``StatisticsError`` with fewer than two items or cases, or for an alpha or level outside its range.
///
/// Reference: Feldt, Woodruff & Salih (1987), *Applied Psychological Measurement* 11, 93–103; `psych::alpha.ci` of R.
public func feldtInterval(
  alpha: Double, items: Int, cases: Int, level: Double = 0.95
) throws(StatisticsError) -> IntervalEstimate {
  let upper = try upperProbability(level: level)
  try requireCoefficient(alpha, items: items, cases: cases, minimumCases: 2)
  let numerator = Double(cases - 1)
  let denominator = numerator * Double(items - 1)
  return IntervalEstimate(
    value: alpha,
    low: 1 - (1 - alpha) * qf(upper, numerator, denominator, 1, 0),
    high: 1 - (1 - alpha) * qf(1 - upper, numerator, denominator, 1, 0),
    level: level, n: cases, method: .feldt)
}

/// Refuses coefficients, items and cases that an interval of alpha can't be made from.
func requireCoefficient(_ alpha: Double, items: Int, cases: Int, minimumCases: Int) throws(StatisticsError) {
  guard items >= 2 else { throw .tooFew(what: "items", required: 2, given: items) }
  guard cases >= minimumCases else { throw .tooFew(what: "cases", required: minimumCases, given: cases) }
  guard alpha.isFinite, alpha <= 1 else {
    throw .invalid(what: "alpha", required: "a number up to 1", given: rounded(alpha))
  }
}
