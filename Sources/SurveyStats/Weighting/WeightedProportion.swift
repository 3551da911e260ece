import CRmath

/// A weighted proportion with its linearised standard error.
public struct WeightedProportion: Sendable, Hashable {
  /// The proportion with its interval; *n* is the number of people who answered.
  public let estimate: IntervalEstimate
  /// The linearised standard error of the proportion.
  public let standardError: Double
  /// The degrees of freedom of the interval.
  public let degreesOfFreedom: Int
  /// How the standard error was found.
  public let variance: WeightedVariance
  /// The number of weighted people who didn't answer.
  public let missing: Int
}

/// A weighted proportion with its interval on the logit scale, by a linearised standard error and Student's *t*.
///
/// - Parameters:
///   - answers: The answers in every cell of the weights, from ``WeightingCells/answers(in:favourable:)``.
///   - weights: Raked weights.
///   - variance: How to find the standard error.
///   - finitePopulation: Whether the interval describes just this population: the variance is then multiplied by
///     1 − *n*/*N*, and those who stayed away are assumed to resemble those who answered.
///   - level: The confidence level.
/// - Returns: The proportion with its standard error and its interval, which stays within 0…1.
/// - Throws: ``StatisticsError`` with fewer than two answers, when all answers are the same (use
///   ``weightedWilson(_:weights:level:)``), for answers that don't fit the cells, or for a population below the number of respondents.
/// - Complexity: O(*c*) for *c* occupied cells and each sweep over the margins.
///
/// Reference: Korn & Graubard (1998), *Survey Methodology* 24, 193–201; Deville & Särndal (1992), *JASA* 87, 376–382;
/// `svyciprop(method = "logit")` of R's survey on a raked design.
public func weightedProportion(
  _ answers: [CellAnswers], weights: RakingWeights, variance: WeightedVariance = .calibrated,
  finitePopulation: Bool = false, level: Double = 0.95
) throws(StatisticsError) -> WeightedProportion {
  let upper = try upperProbability(level: level)
  let sums = try WeightedSums(answers, weights: weights, required: 2)
  let successes = answers.reduce(0) { $0 + $1.successes }
  guard successes > 0, successes < sums.answered else { throw .noVariance(of: "the answers") }
  let standardError = try linearisedError(
    of: answers.map { [(value: 1.0, count: $0.successes), (value: 0.0, count: $0.answered - $0.successes)] },
    mean: sums.share, weights: weights, variance: variance, finitePopulation: finitePopulation)
  let share = sums.share
  let (center, degrees) = (qlogis(share, 0, 1, 1, 0), sums.answered - 1)
  let margin = qt(upper, Double(degrees), 1, 0) * standardError / (share * (1 - share))
  return WeightedProportion(
    estimate: IntervalEstimate(
      value: share, low: plogis(center - margin, 0, 1, 1, 0), high: plogis(center + margin, 0, 1, 1, 0), level: level,
      n: sums.answered, method: .logitDesign,
      warnings: weights.warnings + (finitePopulation ? [finitePopulationWarning(weights)] : [])),
    standardError: standardError, degreesOfFreedom: degrees, variance: variance, missing: weights.n - sums.answered)
}

/// A weighted proportion with Wilson's interval for Kish's effective sample size (Σ*w*)² / Σ*w*².
///
/// The simple alternative to ``weightedProportion(_:weights:variance:finitePopulation:level:)``: it ignores that the weights
/// were fitted to the population, and keeps a width when everybody gives the same answer.
///
/// - Parameters:
///   - answers: The answers in every cell of the weights.
///   - weights: Raked weights.
///   - level: The confidence level.
/// - Returns: The proportion with its limits within 0…1, and the effective sample size.
/// - Throws: ``StatisticsError`` without answers, or for answers that don't fit the cells.
///
/// Reference: Kish (1965), *Survey Sampling*; Wilson (1927), *JASA* 22, 209–212.
public func weightedWilson(
  _ answers: [CellAnswers], weights: RakingWeights, level: Double = 0.95
) throws(StatisticsError) -> (estimate: IntervalEstimate, effectiveSize: Double) {
  let z = qnorm5(try upperProbability(level: level), 0, 1, 1, 0)
  let sums = try WeightedSums(answers, weights: weights, required: 1)
  let (share, size) = (sums.share, sums.total * sums.total / sums.squares)
  let half = z * z / (2 * size)
  let margin = z * (share * (1 - share) / size + half / (2 * size)).squareRoot()
  let successes = answers.reduce(0) { $0 + $1.successes }
  return (
    IntervalEstimate(
      value: share, low: successes == 0 ? 0 : max(0, (share + half - margin) / (1 + 2 * half)),
      high: successes == sums.answered ? 1 : min(1, (share + half + margin) / (1 + 2 * half)), level: level,
      n: sums.answered, method: .wilsonKish, warnings: weights.warnings), size
  )
}

/// The weighted sums over everybody who answered.
private struct WeightedSums {
  var answered = 0
  var total = 0.0
  var squares = 0.0
  var successes = 0.0
  var share: Double { successes / total }

  init(_ answers: [CellAnswers], weights: RakingWeights, required: Int) throws(StatisticsError) {
    guard answers.count == weights.weights.count else {
      throw .invalid(
        what: "answers", required: "one entry for each of \(weights.weights.count) cells", given: "\(answers.count)")
    }
    for (cell, entry) in answers.enumerated() {
      guard entry.answered >= 0, entry.answered <= weights.cells.counts[cell] else {
        throw .invalid(
          what: "answers of a cell", required: "0…\(weights.cells.counts[cell])", given: "\(entry.answered)")
      }
      guard entry.successes >= 0, entry.successes <= entry.answered else {
        throw .invalid(what: "count", required: "0…\(entry.answered)", given: "\(entry.successes)")
      }
      let weight = weights.weights[cell]
      answered += entry.answered
      total += weight * Double(entry.answered)
      squares += weight * weight * Double(entry.answered)
      successes += weight * Double(entry.successes)
    }
    guard answered >= required else { throw .tooFew(what: "answers", required: required, given: answered) }
    if successes > total { successes = total }
  }
}
