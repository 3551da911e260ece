import CRmath

/// A proportional odds model of an ordered answer.
public struct ProportionalOdds: Sendable, Hashable {
  /// One parameter of the model.
  public struct Coefficient: Sendable, Hashable {
    /// The estimate, a log odds.
    public let value: Double
    /// The standard error, from the observed information.
    public let standardError: Double
    /// The estimate in standard errors.
    public let z: Double
    /// The two-sided probability of Wald's test.
    public let p: Double
    /// The limits of Wald's interval.
    public let low: Double
    /// The upper limit of Wald's interval.
    public let high: Double
  }

  /// A test of whether a covariate acts alike at every threshold.
  public struct NominalTest: Sendable, Hashable {
    /// Twice the gain in log likelihood when the coefficient may differ between thresholds.
    public let likelihoodRatio: Double
    /// The additional parameters.
    public let df: Int
    /// The probability of a gain at least as large.
    public let p: Double
  }

  /// The thresholds *ζ* between neighbouring answers that occur, ascending.
  public let thresholds: [Coefficient]
  /// The coefficients *β*: above 0 when the covariate goes with higher answers.
  public let coefficients: [Coefficient]
  /// The log likelihood.
  public let logLikelihood: Double
  /// Twice the gain over a model of thresholds alone, with as many degrees of freedom as ``coefficients``.
  public let likelihoodRatio: Double
  /// The probability of a gain at least as large.
  public let p: Double
  /// The largest absolute derivative of the log likelihood at the estimates.
  public let gradient: Double
  /// The steps of Newton's method.
  public let iterations: Int
  /// The confidence level of the intervals.
  public let level: Double
  /// The respondents.
  public let n: Int
  /// The name of the model.
  public let method: ComparisonMethod
  /// What must be said beside the numbers, in full sentences.
  public let warnings: [String]
}

/// Fits logit P(*Y* ≤ *k*) = *ζ*ₖ − *x*′*β* by maximum likelihood.
///
/// - Parameters:
///   - patterns: The respondents, grouped by their covariates. Answers nobody gave are left out, with a warning.
///   - level: The confidence level of the intervals.
/// - Returns: Thresholds and coefficients with standard errors, at a gradient of at most 1e-8 (from ten million
///   respondents on, 1e-15 of their number).
/// - Throws: ``StatisticsError`` with fewer than two answers that occur, a covariate without variance, covariates that
///   depend on each other or that separate the answers, or a level outside 0…1.
/// - Complexity: O(patterns · answers · parameters²) per step, whatever the number of respondents.
///
/// Reference: McCullagh (1980), *Journal of the Royal Statistical Society B* 42, 109–142; `ordinal::clm` and
/// `MASS::polr` of R.
public func proportionalOdds(
  _ patterns: [CovariatePattern], level: Double = 0.95
) throws(StatisticsError) -> ProportionalOdds {
  let quantile = qnorm5(try upperProbability(level: level), 0, 1, 1, 0)
  let input = try OrdinalModelInput(patterns)
  guard input.covariates > 0 else { throw .tooFew(what: "covariates", required: 1, given: 0) }
  let fit = try CumulativeLogit(fitting: input)
  let coefficients = fit.parameters.indices.map { place in
    let (value, error) = (fit.parameters[place], fit.standardError(place))
    return ProportionalOdds.Coefficient(
      value: value, standardError: error, z: value / error, p: twoSidedNormal(value / error),
      low: value - quantile * error, high: value + quantile * error)
  }
  let thresholds = input.totals.count - 1
  let gain = max(0, 2 * (fit.logLikelihood - CumulativeLogit.baseline(of: input.totals)))
  return ProportionalOdds(
    thresholds: Array(coefficients[..<thresholds]), coefficients: Array(coefficients[thresholds...]),
    logLikelihood: fit.logLikelihood, likelihoodRatio: gain, p: pchisq(gain, Double(input.covariates), 0, 0),
    gradient: fit.gradient, iterations: fit.iterations, level: level, n: input.n, method: .proportionalOdds,
    warnings: input.empty > 0 ? ["Answers that nobody gave are left out: \(input.empty)."] : [])
}

/// Fits a proportional odds model of groups, each against the first.
///
/// - Parameters:
///   - groups: The observations of each group; the values are the ordered answers.
///   - level: The confidence level of the intervals.
/// - Returns: One coefficient per group after the first.
/// - Throws: ``StatisticsError`` as for patterns, and with fewer than two groups or an empty one.
public func proportionalOdds(
  groups: [Distribution], level: Double = 0.95
) throws(StatisticsError) -> ProportionalOdds {
  try proportionalOdds(groupPatterns(groups), level: level)
}

/// Tests whether covariates act alike at every threshold, as the proportional odds model assumes.
///
/// - Parameters:
///   - patterns: The respondents, grouped by their covariates.
///   - term: The places (from 0) of the covariates of one term, such as all indicators of one grouping.
/// - Returns: The likelihood ratio test of a model in which the coefficients of the term differ between thresholds.
/// - Throws: ``StatisticsError`` as for the model, for a term that isn't part of it, or with fewer than three answers
///   that occur.
///
/// Reference: Peterson & Harrell (1990), *Applied Statistics* 39, 205–217; `ordinal::nominal_test` of R.
public func nominalTest(
  _ patterns: [CovariatePattern], term: Set<Int>
) throws(StatisticsError) -> ProportionalOdds.NominalTest {
  let input = try OrdinalModelInput(patterns)
  guard !term.isEmpty, term.allSatisfy((0..<input.covariates).contains) else {
    throw .invalid(
      what: "term", required: "covariates 0…\(input.covariates - 1)",
      given: term.sorted().map(String.init).joined(separator: ", "))
  }
  guard input.totals.count >= 3 else {
    throw .tooFew(what: "answers that occur", required: 3, given: input.totals.count)
  }
  let alike = try CumulativeLogit(fitting: input)
  let varying = try CumulativeLogit(fitting: input, varying: term)
  let gain = max(0, 2 * (varying.logLikelihood - alike.logLikelihood))
  let df = term.count * (input.totals.count - 2)
  return ProportionalOdds.NominalTest(likelihoodRatio: gain, df: df, p: pchisq(gain, Double(df), 0, 0))
}

/// Groups as patterns: one indicator per group after the first.
public func groupPatterns(_ groups: [Distribution]) throws(StatisticsError) -> [CovariatePattern] {
  let pooled = try PooledGroups(groups)
  return groups.indices.map { group in
    CovariatePattern(
      covariates: groups.indices.dropFirst().map { $0 == group ? 1 : 0 }, counts: pooled.counts[group])
  }
}
