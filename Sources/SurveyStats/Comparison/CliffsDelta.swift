import CRmath

/// Cliff's delta of two groups with its asymmetric interval.
///
/// - Parameters:
///   - first: The observations of the first group.
///   - second: The observations of the second group.
///   - level: The confidence level.
/// - Returns: The share of pairs in which the first group is higher less the share in which it is lower, −1…1. Groups
///   that don't overlap have no estimated variance: their interval is Feng and Cliff's, labelled, with a warning.
/// - Throws: ``StatisticsError`` with fewer than two observations in a group, when all are equal, or for a level outside
///   0…1.
///
/// Reference: Cliff (1996), *Multivariate Behavioral Research* 31, 331–350; Feng & Cliff (2004), *Journal of Modern
/// Applied Statistical Methods* 3, 322–332; `effsize::cliff.delta` of R.
public func cliffsDelta(
  _ first: Distribution, _ second: Distribution, level: Double = 0.95
) throws(StatisticsError) -> IntervalEstimate {
  let upper = try upperProbability(level: level)
  let groups = try PooledGroups([first, second], minimumSize: 2)
  try groups.requireVariance()
  let (n1, n2) = (Double(first.n), Double(second.n))
  let t = qt(upper, n1 + n2 - 2, 1, 0)
  let pairs = groups.pairs(0, 1)
  let delta = Double(pairs.higher - pairs.lower) / (n1 * n2)

  if pairs.higher == first.n * second.n || pairs.lower == first.n * second.n {
    let smaller = min(n1, n2)
    let limit = (smaller - t * t) / (smaller + t * t)
    return IntervalEstimate(
      value: delta, low: delta > 0 ? limit : -1, high: delta > 0 ? 1 : -limit, level: level, n: groups.n,
      method: .cliffDisjoint,
      warnings: ["The groups don't overlap: the interval rests on the size of the smaller group alone."])
  }

  var warnings: [String] = []
  let untied = Double(pairs.higher + pairs.lower)
  let rows = squaredDominance(of: groups, 0, over: 1, around: delta)
  let columns = squaredDominance(of: groups, 1, over: 0, around: -delta)
  let cells = untied - n1 * n2 * delta * delta
  var variance = (n2 * n2 * rows + n1 * n1 * columns - cells) / (n1 * n2 * (n1 - 1) * (n2 - 1))
  let smallest = (1 - delta * delta) / (n1 * n2 - 1)
  if variance <= 0 {
    variance = smallest
    warnings.append("The unbiased variance isn't positive: Cliff's lower bound of it is used instead.")
  }
  let rest = 1 - delta * delta
  let center = delta * rest
  let margin = t * (variance * (rest * rest + t * t * variance)).squareRoot()
  let scale = rest + t * t * variance
  return IntervalEstimate(
    value: delta, low: max(-1, (center - margin) / scale), high: min(1, (center + margin) / scale), level: level,
    n: groups.n, method: .cliffAsymmetric, warnings: warnings)
}

/// The sum over a group's members of the squared deviation of their mean dominance over the other group.
private func squaredDominance(of groups: PooledGroups, _ group: Int, over other: Int, around delta: Double) -> Double {
  let others = groups.sizes[other]
  var (sum, below) = (0.0, 0)
  for (mine, theirs) in zip(groups.counts[group], groups.counts[other]) {
    let above = others - below - theirs
    let deviation = Double(below - above) / Double(others) - delta
    sum += Double(mine) * deviation * deviation
    below += theirs
  }
  return sum
}
