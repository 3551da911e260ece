import CRmath

/// How the small-sample bias of a standardised difference is removed.
public enum HedgesCorrection: String, Sendable, Hashable, CaseIterable {
  /// Γ(*m*/2) / (√(*m*/2) Γ((*m* − 1)/2)) on *m* = *N* − 2 degrees of freedom.
  case exact
  /// 1 − 3 / (4*N* − 9).
  case approximate
}

/// Hedges' *g* of two groups.
public struct HedgesG: Sendable, Hashable {
  /// *g* with its limits, those of ``cohensD`` times the correction.
  public let estimate: IntervalEstimate
  /// The same difference without the correction, Cohen's *d* with the pooled standard deviation, and its limits by the
  /// noncentral *t* distribution.
  public let cohensD: IntervalEstimate
  /// The factor that makes *g* of *d*.
  public let correction: Double
  /// The observations of both groups.
  public let n: Int
  /// The observations of each group.
  public let sizes: [Int]
  /// The name of the measure, which tells the correction.
  public let method: ComparisonMethod
  /// What must be said beside the numbers, in full sentences.
  public let warnings: [String]
}

/// The difference of two means in units of their pooled standard deviation, without small-sample bias.
///
/// - Parameters:
///   - first: The observations of the first group.
///   - second: The observations of the second group.
///   - correction: The exact correction or its approximation.
///   - level: The confidence level.
/// - Returns: *g*, positive when the first group's mean is higher. The interval of Cohen's *d* holds the standardised
///   differences whose noncentral *t* distribution doesn't put the observed *t* into a tail; that of *g* is the same
///   times the correction, so that it stands on the scale of *g*.
/// - Throws: ``StatisticsError`` with fewer than two observations in a group, when neither group has any variance, or
///   for a level outside 0…1.
///
/// Reference: Hedges (1981), *Journal of Educational Statistics* 6, 107–128; Steiger & Fouladi (1997), in *What if there
/// were no significance tests?*, 221–257; `effectsize::hedges_g` of R.
public func hedgesG(
  _ first: Distribution, _ second: Distribution, correction: HedgesCorrection = .exact, level: Double = 0.95
) throws(StatisticsError) -> HedgesG {
  let upper = try upperProbability(level: level)
  let (a, b) = (try GroupMoments(of: first, group: 1), try GroupMoments(of: second, group: 2))
  let df = a.n + b.n - 2
  let pooled = ((a.n - 1) * a.variance + (b.n - 1) * b.variance) / df
  guard pooled > 0 else { throw .noVariance(of: "the observations of both groups") }
  let d = (a.mean - b.mean) / pooled.squareRoot()
  let factor =
    switch correction {
    // Γ(1/2 + x)/Γ(x) by beta functions: a difference of two log-gammas of a large x would lose its digits.
    case .exact: (2 * .pi / df).squareRoot() / beta((df - 1) / 2, 0.5)
    case .approximate: 1 - 3 / (4 * (a.n + b.n) - 9)
    }
  let scale = (1 / a.n + 1 / b.n).squareRoot()
  let t = d / scale
  let low = noncentrality(of: t, df: df, below: upper)
  let high = -noncentrality(of: -t, df: df, below: upper)
  let limits = { (factor: Double, method: IntervalMethod) in
    IntervalEstimate(
      value: factor * d, low: factor * low * scale, high: factor * high * scale, level: level, n: first.n + second.n,
      method: method)
  }
  // Beyond this the distribution function itself is the approximation of Abramowitz & Stegun 26.7.10.
  let isApproximate = max(abs(low), abs(high)) > 37 || df > 4e5
  return HedgesG(
    estimate: limits(factor, .noncentralTCorrected), cohensD: limits(1, .noncentralT), correction: factor,
    n: first.n + second.n, sizes: [first.n, second.n],
    method: correction == .exact ? .hedgesExact : .hedgesApproximate,
    warnings: isApproximate ? ["The limits come from a normal approximation of the noncentral t distribution."] : [])
}

/// The noncentrality for which a noncentral *t* lies below the observed one with this probability, above one half.
private func noncentrality(of t: Double, df: Double, below probability: Double) -> Double {
  let excess = { (noncentrality: Double) in pnt(t, df, noncentrality, 1, 0) - probability }
  var step = 1.0
  while excess(t - step) < 0 { step *= 2 }
  var (inside, outside) = (t - step, t)
  while true {
    let middle = inside + (outside - inside) / 2
    if middle <= inside || middle >= outside { return middle }
    if excess(middle) > 0 { inside = middle } else { outside = middle }
  }
}
