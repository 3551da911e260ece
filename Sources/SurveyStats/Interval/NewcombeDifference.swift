import CRmath

/// The difference of the proportions of two independent groups, with Newcombe's interval.
///
/// The limits combine the Wilson limits of both groups without continuity correction, so they stay within −1…1 and keep
/// a width when everybody agrees. For two anonymous waves the groups are treated as independent, which is conservative
/// when people answered both.
///
/// - Parameters:
///   - first: The observations that count among those of the first group.
///   - second: The same of the second group.
///   - level: The confidence level.
/// - Returns: The first proportion minus the second with its limits; *n* is the number of observations of both groups.
/// - Throws: ``StatisticsError`` when a group has no observations, or for a count or level outside its range.
///
/// Reference: Newcombe (1998), *Statistics in Medicine* 17, 873–890, method 10; statsmodels
/// `confint_proportions_2indep(method = "newcomb")`.
public func newcombeDifference(
  _ first: (successes: Int, n: Int), minus second: (successes: Int, n: Int), level: Double = 0.95
) throws(StatisticsError) -> IntervalEstimate {
  let upper = try upperProbability(level: level)
  try requireCounts([first.successes], of: first.n)
  try requireCounts([second.successes], of: second.n)
  let z = qnorm5(upper, 0, 1, 1, 0)
  let (one, two) = (Double(first.successes) / Double(first.n), Double(second.successes) / Double(second.n))
  let limitsOne = wilsonLimits(successes: first.successes, of: first.n, effective: Double(first.n), z: z)
  let limitsTwo = wilsonLimits(successes: second.successes, of: second.n, effective: Double(second.n), z: z)
  let below = ((one - limitsOne.low) * (one - limitsOne.low) + (limitsTwo.high - two) * (limitsTwo.high - two))
  let above = ((limitsOne.high - one) * (limitsOne.high - one) + (two - limitsTwo.low) * (two - limitsTwo.low))
  return IntervalEstimate(
    value: one - two, low: max(-1, one - two - below.squareRoot()), high: min(1, one - two + above.squareRoot()),
    level: level, n: first.n + second.n, method: .newcombe)
}
