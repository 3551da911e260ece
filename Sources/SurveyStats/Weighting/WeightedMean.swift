import CRmath

/// A weighted mean with its linearised standard error.
public struct WeightedMean: Sendable, Hashable {
  /// The mean with its interval; *n* is the number of people who have a value.
  public let estimate: IntervalEstimate
  /// The linearised standard error of the mean.
  public let standardError: Double
  /// The degrees of freedom of the interval.
  public let degreesOfFreedom: Int
  /// How the standard error was found.
  public let variance: WeightedVariance
  /// The number of weighted people without a value.
  public let missing: Int
}

/// A weighted mean with Student's *t* interval by a linearised standard error.
///
/// - Parameters:
///   - distributions: The values in every cell of the weights; a cell in which nobody has one is empty.
///   - weights: Raked weights.
///   - variance: How to find the standard error.
///   - finitePopulation: Whether the interval describes just this population: the variance is then multiplied by
///     1 − *n*/*N*, and those who stayed away are assumed to resemble those who answered.
///   - level: The confidence level.
/// - Returns: The mean with its standard error and its interval, which can leave the range of the values.
/// - Throws: ``StatisticsError`` with fewer than two values, when all are equal, for distributions that don't fit the
///   cells, or for a population below the number of respondents.
///
/// Reference: Deville & Särndal (1992), *JASA* 87, 376–382; `svymean` of R's survey on a raked design.
public func weightedMean(
  _ distributions: [Distribution], weights: RakingWeights, variance: WeightedVariance = .calibrated,
  finitePopulation: Bool = false, level: Double = 0.95
) throws(StatisticsError) -> WeightedMean {
  let upper = try upperProbability(level: level)
  let counts = weights.cells.counts
  guard distributions.count == counts.count else {
    throw .invalid(
      what: "distributions", required: "one for each of \(counts.count) cells", given: "\(distributions.count)")
  }
  for (distribution, count) in zip(distributions, counts) where distribution.n > count {
    throw .invalid(what: "values of a cell", required: "0…\(count)", given: "\(distribution.n)")
  }
  let answered = distributions.reduce(0) { $0 + $1.n }
  guard answered >= 2 else { throw .tooFew(what: "values", required: 2, given: answered) }
  guard Set(distributions.flatMap(\.values)).count > 1 else { throw .noVariance(of: "the values") }
  var (sum, total) = (0.0, 0.0)
  for (distribution, weight) in zip(distributions, weights.weights) where distribution.n > 0 {
    sum += weight * Double(distribution.n) * (try distribution.mean())
    total += weight * Double(distribution.n)
  }
  let mean = sum / total
  let standardError = try linearisedError(
    of: distributions.map { zip($0.values, $0.counts).map { (value: $0, count: $1) } }, mean: mean, weights: weights,
    variance: variance, finitePopulation: finitePopulation)
  let margin = qt(upper, Double(answered - 1), 1, 0) * standardError
  return WeightedMean(
    estimate: IntervalEstimate(
      value: mean, low: mean - margin, high: mean + margin, level: level, n: answered, method: .studentT,
      warnings: weights.warnings + (finitePopulation ? [finitePopulationWarning(weights)] : [])),
    standardError: standardError, degreesOfFreedom: answered - 1, variance: variance, missing: weights.n - answered)
}
