import CRmath

/// The difference of the means of two higher units, with a standard error that knows that people come in teams.
public struct ClusterRobustContrast: Sendable, Hashable {
  /// The first unit's mean less the second's over people, with its interval; in units of the scores.
  public let estimate: IntervalEstimate
  /// The cluster-robust standard error of the difference, in units of the scores.
  public let standardError: Double
  /// The degrees of freedom: Satterthwaite's for CR2, as a rule not whole; the number of teams less 1 for CR0 and CR1.
  public let df: Double
  /// The difference in units of its standard error.
  public let t: Double
  /// The two-sided probability of such a difference without one between the units.
  public let p: Double
  /// The number of teams in which somebody has a score, over both units.
  public let teams: Int
  /// The number of such teams in each unit.
  public let unitTeams: [Int]
  /// The number of people with a score, over both units.
  public let n: Int
  /// The number of people with a score in each unit.
  public let sizes: [Int]
  /// How the standard error and the degrees of freedom were found.
  public let method: ClusterRobustMethod
  /// What must be said beside the numbers, in full sentences.
  public let warnings: [String]
}

/// How a cluster-robust standard error is corrected for few clusters; the raw value is its name in every output.
public enum ClusterRobustMethod: String, Sendable, Hashable, CaseIterable {
  /// The plain sandwich, with *t* on *G* − 1 degrees of freedom for *G* teams; too small with few teams.
  /// `sandwich::vcovCL(type = "HC0", cadjust = FALSE)` of R.
  case cr0
  /// CR0 times *G* / (*G* − 1) · (*N* − 1) / (*N* − 2), with *t* on *G* − 1 degrees of freedom; the default of Stata.
  /// `sandwich::vcovCL(type = "HC1")` of R, whose `cadjust` is true by default.
  case cr1
  /// Bell and McCaffrey's bias-reduced linearisation, unbiased where people are independent, with Satterthwaite's
  /// degrees of freedom for the same working model. `clubSandwich::coef_test(vcov = "CR2")` of R.
  case cr2
}

/// Compares the means of two higher units, such as districts, whose people come in teams.
///
/// The estimate is that of a regression of people's scores on the unit: every person counts the same, so a large team
/// weighs more than a small one. The standard error is cluster-robust over teams, because the people of one team are
/// more alike than people at random; a plain *t* test would take them for independent.
///
/// - Parameters:
///   - first: The scores of each team of the first unit. A team in which nobody has a score is left out with a warning.
///   - second: The scores of each team of the second unit.
///   - method: The correction for few teams.
///   - level: The confidence level of the interval.
/// - Returns: The difference with standard error, interval, *t* and *p*; positive when the first unit's mean is higher.
/// - Throws: ``StatisticsError`` with fewer than two teams that have scores in a unit, when all scores are equal or no
///   team's mean differs from that of its unit, or for a level outside 0…1.
/// - Complexity: O(*G*) for *G* teams, and one pass over their distinct scores.
///
/// Reference: Bell & McCaffrey (2002), *Survey Methodology* 28, 169–181; Pustejovsky & Tipton (2018), *Journal of
/// Business & Economic Statistics* 36, 672–683; Liang & Zeger (1986), *Biometrika* 73, 13–22, for CR0.
public func clusterRobustContrast(
  _ first: [Distribution], _ second: [Distribution], method: ClusterRobustMethod = .cr2, level: Double = 0.95
) throws(StatisticsError) -> ClusterRobustContrast {
  let upper = try upperProbability(level: level)
  let units = [try TeamMeans(of: first, unit: 1), try TeamMeans(of: second, unit: 2)]
  let n = units.reduce(0) { $0 + $1.n }
  let teams = units.reduce(0) { $0 + $1.sizes.count }
  let difference = units[0].mean - units[1].mean
  let scores = (first + second).flatMap(\.values)
  guard let lowest = scores.min(), let highest = scores.max(), lowest < highest else {
    throw .noVariance(of: "the scores")
  }
  // What rounding leaves of equal means isn't a difference between teams.
  guard units.contains(where: { $0.largestDeviation > 1e-13 * max(abs(lowest), abs(highest)) }) else {
    throw .noVariance(of: "the means of the teams within the units")
  }
  let error = units.reduce(0) { $0 + $1.squaredError(reduced: method == .cr2) }
  let correction =
    method == .cr1 ? Double(teams) / Double(teams - 1) * (Double(n - 1) / Double(n - 2)) : 1
  let standardError = (error * correction).squareRoot()
  let df = method == .cr2 ? satterthwaite(units) : Double(teams - 1)
  let t = difference / standardError
  let margin = qt(upper, df, 1, 0) * standardError
  let empty = first.count + second.count - teams
  let warnings =
    (empty > 0 ? ["\(empty) of \(teams + empty) teams have no score and don't count."] : [])
    + fewTeams(teams, df: df, method: method)
  return ClusterRobustContrast(
    estimate: IntervalEstimate(
      value: difference, low: difference - margin, high: difference + margin, level: level, n: n,
      method: .clusterRobustT, warnings: warnings),
    standardError: standardError, df: df, t: t, p: min(1, 2 * pt(abs(t), df, 0, 0)), teams: teams,
    unitTeams: units.map(\.sizes.count), n: n, sizes: units.map(\.n), method: method, warnings: warnings)
}

/// The teams of one unit that have scores.
private struct TeamMeans {
  let sizes: [Double]
  let n: Int
  let mean: Double
  /// Each team's mean less that of the unit.
  private let deviations: [Double]

  /// - Parameter unit: The number of the unit in messages.
  init(of teams: [Distribution], unit: Int) throws(StatisticsError) {
    let teams = teams.filter { $0.n > 0 }
    guard teams.count >= 2 else {
      throw .tooFew(what: "teams with a score in unit \(unit)", required: 2, given: teams.count)
    }
    n = teams.reduce(0) { $0 + $1.n }
    sizes = teams.map { Double($0.n) }
    var means: [Double] = []
    for team in teams { means.append(try team.mean()) }
    // Around one of the means, so that a shift of all scores costs no digits.
    let origin = means[0]
    let shift = zip(means, sizes).reduce(0) { $0 + ($1.0 - origin) * $1.1 } / Double(n)
    mean = origin + shift
    deviations = means.map { $0 - origin - shift }
  }

  var largestDeviation: Double { deviations.reduce(0) { max($0, abs($1)) } }

  /// The unit's part of the squared standard error. Within a unit all people have the leverage 1 / *N*, so that
  /// (*I* − *H*)^−½ of a team of *n* just stretches the sum of its residuals by (1 − *n* / *N*)^−½.
  func squaredError(reduced: Bool) -> Double {
    let people = Double(n)
    return zip(sizes, deviations).reduce(0) { result, team in
      let share = team.0 / people
      return result + share * share * team.1 * team.1 / (reduced ? 1 - share : 1)
    }
  }

  /// The sum of the squared inner products of this unit's teams in Satterthwaite's denominator.
  func squaredProducts() -> Double {
    let people = Double(n)
    let shares = sizes.map { $0 / people }
    let stretched = shares.map { $0 * $0 / (1 - $0) }
    let all = stretched.reduce(0, +)
    return zip(shares, stretched).reduce(0) { result, team in
      // A team with itself gives its share; with each other one the negative product of the stretched shares.
      result + team.0 * team.0 + team.1 * (all - team.1)
    } / (people * people)
  }
}

/// Satterthwaite's degrees of freedom of CR2, with independent people of one variance as the working model.
private func satterthwaite(_ units: [TeamMeans]) -> Double {
  let expected = units.reduce(0) { $0 + 1 / Double($1.n) }
  return expected * expected / units.reduce(0) { $0 + $1.squaredProducts() }
}

/// What must be said about few teams.
private func fewTeams(_ teams: Int, df: Double, method: ClusterRobustMethod) -> [String] {
  switch method {
  case .cr2 where df < 5:
    [
      "The teams are so few or so unequal in size that they carry about \(Int(df.rounded())) degrees of freedom: take "
        + "interval and p as rough."
    ]
  case .cr0 where teams < 40, .cr1 where teams < 40:
    ["With \(teams) teams this method's intervals are too narrow as a rule: use CR2."]
  default: []
  }
}
