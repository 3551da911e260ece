/// Groups on the common scale of all their values: how many of each group hold each value, and who ranks where.
struct PooledGroups {
  /// The observations of each group.
  let sizes: [Int]
  /// All observations.
  let n: Int
  /// For each group, the count of each of the distinct values of all groups, ascending.
  let counts: [[Int]]
  /// The observations of all groups together that hold each value.
  let totals: [Int]

  /// Pools groups, each of which must have observations.
  ///
  /// - Throws: ``StatisticsError`` with fewer groups or observations in a group than required.
  init(_ groups: [Distribution], minimumGroups: Int = 2, minimumSize: Int = 1) throws(StatisticsError) {
    guard groups.count >= minimumGroups else {
      throw .tooFew(what: "groups", required: minimumGroups, given: groups.count)
    }
    for (place, group) in groups.enumerated() where group.n < minimumSize {
      throw .tooFew(what: "observations in group \(place + 1)", required: minimumSize, given: group.n)
    }
    let all = Distribution(values: groups.flatMap(\.values), counts: groups.flatMap(\.counts))
    let places = Dictionary(uniqueKeysWithValues: zip(all.values, 0...))
    counts = groups.map { group in
      var row = [Int](repeating: 0, count: all.values.count)
      for (value, count) in zip(group.values, group.counts) { row[places[value] ?? 0] = count }
      return row
    }
    sizes = groups.map(\.n)
    totals = all.counts
    n = all.n
  }

  /// Refuses observations that are all tied.
  func requireVariance() throws(StatisticsError) {
    guard totals.count > 1 else { throw .noVariance(of: "the observations") }
  }

  /// Twice the mid-rank of each value: a whole number.
  var doubledRanks: [Int] {
    var before = 0
    return totals.map { count in
      defer { before += count }
      return 2 * before + count + 1
    }
  }

  /// Twice the sum of the ranks of a group.
  func doubledRankSum(of group: Int) -> Int {
    zip(counts[group], doubledRanks).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// The sum of *t*³ − *t* over the sizes *t* of all ties.
  var tieSum: Double {
    totals.reduce(0) { sum, count in
      let t = Double(count)
      return sum + t * (t * t - 1)
    }
  }

  /// Of all pairs of a member of one group and a member of another: in how many the first is lower, tied and higher.
  func pairs(_ first: Int, _ second: Int) -> (lower: Int, tied: Int, higher: Int) {
    var (lower, tied, below) = (0, 0, 0)
    for (mine, theirs) in zip(counts[first], counts[second]) {
      lower += theirs * below
      tied += mine * theirs
      below += mine
    }
    return (lower, tied, sizes[first] * sizes[second] - lower - tied)
  }
}

/// The two-sided probability of a standard normal *z*.
func twoSidedNormal(_ z: Double) -> Double { min(1, 2 * normalUpperTail(abs(z))) }
