import CRmath
import Glibc

/// Bonett's interval of coefficient alpha, by the logarithm of its complement.
///
/// - Parameters:
///   - alpha: The coefficient, at most 1.
///   - items: The number of items.
///   - cases: The number of complete cases.
///   - level: The confidence level.
/// - Returns: 1 − exp(ln(1 − *α*) ± *z* √(2*k* / ((*k* − 1)(*n* − 2)))). The limits coincide when alpha is 1.
/// - Throws: ``StatisticsError`` with fewer than two items or three cases, or for an alpha or level outside its range.
///
/// Reference: Bonett (2002), *Journal of Educational and Behavioral Statistics* 27, 335–340.
public func bonettInterval(
  alpha: Double, items: Int, cases: Int, level: Double = 0.95
) throws(StatisticsError) -> IntervalEstimate {
  let upper = try upperProbability(level: level)
  try requireCoefficient(alpha, items: items, cases: cases, minimumCases: 3)
  let error = (2 * Double(items) / (Double(items - 1) * Double(cases - 2))).squareRoot()
  let factor = exp(qnorm5(upper, 0, 1, 1, 0) * error)
  return IntervalEstimate(
    value: alpha, low: 1 - (1 - alpha) * factor, high: 1 - (1 - alpha) / factor, level: level, n: cases,
    method: .bonett)
}
