import Glibc

/// How group means were pooled; the raw value is the name in every output.
public enum PoolingMethod: String, Sendable, Hashable, CaseIterable {
  /// A random effect per group, variances by restricted maximum likelihood.
  case oneWayREML = "one-way-random-effects-reml"
}

/// The mean of one group, drawn towards the mean of all groups by as much as its size calls for.
public struct PooledMean: Sendable, Hashable {
  /// The number of observations of the group.
  public let n: Int
  /// The plain mean of the group.
  public let mean: Double
  /// *m* + *λ* (mean − *m*).
  public let pooled: Double
  /// The weight *λ* of the group's own mean, 0…1: *τ*² / (*τ*² + *σ*²/*n*).
  public let ownWeight: Double
  /// The conditional standard deviation of the group's effect, given the variances and the mean of all groups.
  public let conditionalDeviation: Double
}

/// Means of groups after partial pooling, with the variances behind them.
public struct PooledMeans: Sendable, Hashable {
  /// One entry per group, in the order given.
  public let groups: [PooledMean]
  /// The mean *m* of the groups.
  public let mean: Double
  /// The standard error of ``mean``.
  public let standardError: Double
  /// The variance *τ*² between groups.
  public let between: Double
  /// The variance *σ*² within groups.
  public let within: Double
  /// The number of observations.
  public let n: Int
  /// How the means were pooled.
  public let method: PoolingMethod
  /// What must be said beside the numbers, in full sentences.
  public let warnings: [String]
}

/// The means of groups, partially pooled by a one-way model of random effects (REML).
///
/// Small groups are drawn further towards the mean of all groups than large ones. A pooled mean is a function of the
/// group's size and mean and can be inverted: it does not replace suppression, which belongs on the input.
///
/// - Parameter groups: The observations of each group; a constant added to all is added to all means.
/// - Returns: The pooled means. They are all the same, with a warning, when groups differ by no more than chance.
/// - Throws: ``StatisticsError`` with fewer than two groups, for a group without observations, when no group has two
///   observations, or when nobody differs from the rest of the group.
/// - Complexity: O(*g*) for *g* groups and each of some thousand steps of the search, once the groups are summed up.
///
/// Reference: Patterson & Thompson (1971), *Biometrika* 58, 545–554; `lme4::lmer(y ~ 1 + (1 | group))` of R.
public func pooledMeans(of groups: [Distribution]) throws(StatisticsError) -> PooledMeans {
  guard groups.count >= 2 else { throw .tooFew(what: "groups", required: 2, given: groups.count) }
  let likelihood = try RestrictedLikelihood(groups)
  let ratio = likelihood.bestRatio()
  let (mean, weight) = likelihood.mean(ratio: ratio)
  let within = likelihood.sumOfSquares(ratio: ratio, around: mean) / Double(likelihood.n - 1)
  let pooled = zip(likelihood.sizes, likelihood.means).map { size, own in
    let ownWeight = ratio * size / (1 + ratio * size)
    return PooledMean(
      n: Int(size), mean: own, pooled: mean + ownWeight * (own - mean), ownWeight: ownWeight,
      conditionalDeviation: (within * ratio / (1 + ratio * size)).squareRoot())
  }
  return PooledMeans(
    groups: pooled, mean: mean, standardError: (within / weight).squareRoot(), between: within * ratio, within: within,
    n: likelihood.n, method: .oneWayREML,
    warnings: ratio > 0 ? [] : ["The groups differ by no more than chance: all pooled means are the same."])
}

/// The restricted likelihood of the ratio *τ*²/*σ*², from sizes, means and sums of squares.
private struct RestrictedLikelihood {
  let sizes: [Double]
  let means: [Double]
  let n: Int
  private let squaresWithin: Double

  init(_ groups: [Distribution]) throws(StatisticsError) {
    var means: [Double] = []
    var squares = 0.0
    for (place, group) in groups.enumerated() {
      guard group.n >= 1 else { throw .tooFew(what: "observations in group \(place + 1)", required: 1, given: 0) }
      let mean = try group.mean()
      means.append(mean)
      squares += zip(group.values, group.counts).reduce(0) {
        $0 + ($1.0 - mean) * ($1.0 - mean) * Double($1.1)
      }
    }
    n = groups.reduce(0) { $0 + $1.n }
    guard n > groups.count else {
      throw .tooFew(what: "observations in \(groups.count) groups", required: groups.count + 1, given: n)
    }
    guard groups.contains(where: { $0.values.count > 1 }) else { throw .noVariance(of: "the observations of a group") }
    sizes = groups.map { Double($0.n) }
    self.means = means
    squaresWithin = squares
  }

  /// The weighted mean of the groups and the sum of the weights *n* / (1 + *n* · ratio).
  func mean(ratio: Double) -> (mean: Double, weight: Double) {
    var (sum, weight) = (0.0, 0.0)
    for (size, mean) in zip(sizes, means) {
      let part = size / (1 + size * ratio)
      sum += part * (mean - means[0])
      weight += part
    }
    return (means[0] + sum / weight, weight)
  }

  func sumOfSquares(ratio: Double, around center: Double) -> Double {
    zip(sizes, means).reduce(squaresWithin) {
      $0 + $1.0 / (1 + $1.0 * ratio) * ($1.1 - center) * ($1.1 - center)
    }
  }

  /// The derivative of −2 log likelihood with *σ*² at its best value.
  private func slope(ratio: Double) -> Double {
    let (center, weight) = mean(ratio: ratio)
    var (squares, loss) = (0.0, 0.0)
    for (size, mean) in zip(sizes, means) {
      let part = size / (1 + size * ratio)
      squares += part * part
      loss += part * part * (mean - center) * (mean - center)
    }
    return weight - squares / weight - Double(n - 1) * loss / sumOfSquares(ratio: ratio, around: center)
  }

  /// The log-ratio −2 log likelihood against no differences, computed without the constant.
  private func deviance(ratio: Double) -> Double {
    let (center, weight) = mean(ratio: ratio)
    return Double(n - 1) * log(sumOfSquares(ratio: ratio, around: center)) + log(weight)
      + sizes.reduce(0) { $0 + log(1 + $1 * ratio) }
  }

  /// The ratio with the largest restricted likelihood: 0, or a place where the derivative changes its sign.
  func bestRatio() -> Double {
    let scale = Double(sizes.count) / Double(n)
    var best = (ratio: 0.0, deviance: deviance(ratio: 0))
    var below = 0.0
    var falling = slope(ratio: 0) < 0
    for step in -120...160 {
      let above = scale * pow(10, Double(step) / 10)
      let rises = slope(ratio: above) >= 0
      if falling && rises {
        let ratio = root(from: below, to: above)
        let value = deviance(ratio: ratio)
        if value < best.deviance { best = (ratio, value) }
      }
      (below, falling) = (above, !rises)
    }
    return best.ratio
  }

  /// Where the derivative changes from falling to rising, to the last bit.
  private func root(from: Double, to: Double) -> Double {
    var (low, high) = (from, to)
    while true {
      let middle = low + (high - low) / 2
      if middle <= low || middle >= high { return middle }
      if slope(ratio: middle) < 0 { low = middle } else { high = middle }
    }
  }
}
