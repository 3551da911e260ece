import CRmath

/// How the standard error of a weighted estimate was found; the raw value is the name in every output.
public enum WeightedVariance: String, Sendable, Hashable, CaseIterable {
  /// Linearised, with residuals from the calibration margins: it knows that the weights were fitted to the population.
  case calibrated = "linearised-calibration-residuals"
  /// Linearised as if the weights had been given; simple, and mostly too large.
  case fixedWeights = "linearised-fixed-weights"
}

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
/// - Throws: ``StatisticsError`` with fewer than two answers, when all answers are the same (use ``weightedWilson``),
///   for answers that don't fit the cells, or for a population below the number of respondents.
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
  let n = weights.n
  guard !finitePopulation || weights.population >= Double(n) else {
    throw .invalid(
      what: "population", required: "at least the \(n) who answered", given: "\(weights.population)")
  }
  let spread = try linearisedSum(answers, weights: weights, sums: sums, calibrated: variance == .calibrated)
  let correction = finitePopulation ? 1 - Double(n) / weights.population : 1
  let standardError = (correction * Double(n) / Double(n - 1) * spread).squareRoot()
  let share = sums.share
  let (center, degrees) = (qlogis(share, 0, 1, 1, 0), sums.answered - 1)
  let margin = qt(upper, Double(degrees), 1, 0) * standardError / (share * (1 - share))
  return WeightedProportion(
    estimate: IntervalEstimate(
      value: share, low: plogis(center - margin, 0, 1, 1, 0), high: plogis(center + margin, 0, 1, 1, 0), level: level,
      n: sums.answered, method: .logitDesign,
      warnings: weights.warnings + (finitePopulation ? [finitePopulationWarning(weights)] : [])),
    standardError: standardError, degreesOfFreedom: degrees, variance: variance, missing: n - sums.answered)
}

/// What an interval that describes just this population must say.
private func finitePopulationWarning(_ weights: RakingWeights) -> String {
  weights.population > Double(weights.n)
    ? "The interval describes the population of the margins and assumes that those who stayed away resemble those who "
      + "answered."
    : "Everybody answered: the share describes these people and has no sampling error."
}

/// A weighted proportion with Wilson's interval for Kish's effective sample size (Σ*w*)² / Σ*w*².
///
/// The simple alternative to ``weightedProportion``: it ignores that the weights were fitted to the population, and
/// keeps a width when everybody gives the same answer.
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

/// The sum of squares of the weighted linearised values around their mean, over answers and missing answers.
private func linearisedSum(
  _ answers: [CellAnswers], weights: RakingWeights, sums: WeightedSums, calibrated: Bool
) throws(StatisticsError) -> Double {
  let counts = weights.cells.counts
  let (hit, miss) = ((1 - sums.share) / sums.total, -sums.share / sums.total)
  var fitted = [Double](repeating: 0, count: counts.count)
  if calibrated {
    let means = answers.enumerated().map { cell, entry in
      (hit * Double(entry.successes) + miss * Double(entry.answered - entry.successes)) / Double(counts[cell])
    }
    let residuals = try calibrationResiduals(of: means, weights: weights)
    fitted = zip(means, residuals).map { $0 - $1 }
  }
  var values: [(value: Double, count: Double)] = []
  for (cell, entry) in answers.enumerated() {
    let weight = weights.weights[cell]
    values.append((weight * (hit - fitted[cell]), Double(entry.successes)))
    values.append((weight * (miss - fitted[cell]), Double(entry.answered - entry.successes)))
    values.append((-weight * fitted[cell], Double(counts[cell] - entry.answered)))
  }
  let mean = values.reduce(0) { $0 + $1.value * $1.count } / Double(weights.n)
  return values.reduce(0) { $0 + ($1.value - mean) * ($1.value - mean) * $1.count }
}

/// What the margins leave of the means of the cells: least squares on the categories, by sweeps over the margins.
private func calibrationResiduals(of means: [Double], weights: RakingWeights) throws(StatisticsError) -> [Double] {
  let (cells, sizes) = (weights.cells, weights.marginSizes)
  var residuals = means
  let scale = means.reduce(0) { max($0, abs($1)) }
  let people = sizes.enumerated().map { place, size in
    zip(cells.categories, cells.counts).reduce(into: [Double](repeating: 0, count: size)) {
      $0[$1.0[place]] += Double($1.1)
    }
  }
  for _ in 0..<10_000 {
    var change = 0.0
    for place in sizes.indices {
      var sums = [Double](repeating: 0, count: sizes[place])
      for cell in residuals.indices {
        sums[cells.categories[cell][place]] += residuals[cell] * Double(cells.counts[cell])
      }
      for cell in residuals.indices {
        let category = cells.categories[cell][place]
        let part = sums[category] / people[place][category]
        residuals[cell] -= part
        change = max(change, abs(part))
      }
    }
    if change <= 1e-14 * scale { return residuals }
  }
  throw .invalid(
    what: "combination of margins", required: "residuals that settle in 10000 sweeps", given: "some that don't")
}
