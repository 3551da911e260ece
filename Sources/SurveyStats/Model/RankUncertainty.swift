import CRmath

/// Where one group may stand among all groups; rank 1 is the highest mean.
public struct RankRange: Sendable, Hashable {
  /// The mean rank over all simulations.
  public let mean: Double
  /// The rank that at most half the rest of the level lies below.
  public let low: Double
  /// The rank that at most half the rest of the level lies above.
  public let high: Double
  /// The share of the simulations in which the group stands first; ties share it.
  public let first: Double
  /// The share of the simulations in which the group stands last; ties share it.
  public let last: Double
}

/// How sure the order of groups is.
public struct RankUncertainty: Sendable, Hashable {
  /// One range per group, in the order given.
  public let groups: [RankRange]
  /// The level of the ranges.
  public let level: Double
  /// The number of simulations.
  public let simulations: Int
  /// The seed of the random numbers.
  public let seed: UInt64
  /// How the ranks were found.
  public let method: RankMethod
  /// What must be said beside the numbers, in full sentences.
  public let warnings: [String]
}

/// How ranks were simulated; the raw value is the name in every output.
public enum RankMethod: String, Sendable, Hashable, CaseIterable {
  /// Independent normal draws from the pooled mean and conditional deviation of each group.
  case normalPosteriors = "normal-posteriors"
}

/// How sure the order of groups is, by simulation from the posteriors of their pooled means.
///
/// No league table is shown without it. Every simulation has random numbers of its own, made from the seed and its
/// number, so the same seed gives the same result.
///
/// - Parameters:
///   - pooled: Pooled means. The uncertainty of the mean of all groups moves every group alike and changes no rank much;
///     it isn't simulated.
///   - simulations: The number of simulations, at least 100.
///   - seed: The seed, which is stored with the result.
///   - level: The level of the ranges.
/// - Returns: The ranks of each group; equal draws share the mean of their ranks.
/// - Throws: ``StatisticsError`` for a level or number of simulations outside its range.
/// - Complexity: O(*s* · *g* log *g*) for *g* groups and *s* simulations.
///
/// Reference: Goldstein & Spiegelhalter (1996), *JRSS A* 159, 385–443.
public func rankUncertainty(
  of pooled: PooledMeans, simulations: Int = 10_000, seed: UInt64, level: Double = 0.95
) throws(StatisticsError) -> RankUncertainty {
  let upper = try upperProbability(level: level)
  guard simulations >= 100 else { throw .tooFew(what: "simulations", required: 100, given: simulations) }
  let count = pooled.groups.count
  // Ranks are counted in halves, so that ties stay whole numbers.
  var tally = [[Int]](repeating: [Int](repeating: 0, count: 2 * count + 1), count: count)
  var firsts = [Double](repeating: 0, count: count)
  var lasts = firsts
  for simulation in 0..<simulations {
    var generator = ReplicateGenerator(seed: seed, replicate: simulation)
    let draws = pooled.groups.map { group in
      group.pooled + group.conditionalDeviation * qnorm5(generator.uniform(), 0, 1, 1, 0)
    }
    let order = draws.indices.sorted { draws[$0] > draws[$1] }
    var start = 0
    while start < count {
      var end = start
      while end + 1 < count, draws[order[end + 1]] == draws[order[start]] { end += 1 }
      for place in start...end {
        tally[order[place]][start + end + 2] += 1
        if start == 0 { firsts[order[place]] += 1 / Double(end + 1) }
        if end == count - 1 { lasts[order[place]] += 1 / Double(end - start + 1) }
      }
      start = end + 1
    }
  }
  let total = Double(simulations)
  return RankUncertainty(
    groups: (0..<count).map { group in
      RankRange(
        mean: tally[group].enumerated().reduce(0) { $0 + Double($1.offset * $1.element) } / 2 / total,
        low: rank(in: tally[group], below: (1 - upper) * total), high: rank(in: tally[group], below: upper * total),
        first: firsts[group] / total, last: lasts[group] / total)
    },
    level: level, simulations: simulations, seed: seed, method: .normalPosteriors, warnings: pooled.warnings)
}

/// The smallest rank that at least so many simulations don't exceed.
private func rank(in tally: [Int], below target: Double) -> Double {
  var seen = 0
  for (half, times) in tally.enumerated() {
    seen += times
    if times > 0, Double(seen) >= target { return Double(half) / 2 }
  }
  return Double(tally.count - 1) / 2
}
