import CRmath

/// The answers of one wave to a yes-or-no question.
public struct WaveShare: Sendable, Hashable {
  /// When the wave was, in any unit, such as years or days.
  public let time: Double
  /// The number of answers that count.
  public let successes: Int
  /// The number of answers.
  public let n: Int

  /// Makes the answers of a wave.
  public init(time: Double, successes: Int, n: Int) {
    self.time = time
    self.successes = successes
    self.n = n
  }
}

/// Which test a trend was found by; the raw value is the name in every output.
public enum TrendMethod: String, Sendable, Hashable, CaseIterable {
  /// The test of Cochran and Armitage for a linear trend of proportions, scored by time.
  case cochranArmitage = "cochran-armitage"
  /// The test of Mann and Kendall for a rising or falling series, with tie variance and continuity correction.
  case mannKendall = "mann-kendall-ties-cc"
  /// The median of the slopes between all pairs of waves.
  case senSlope = "sen-slope"
}

/// A linear trend of a proportion over waves.
public struct ProportionTrend: Sendable, Hashable {
  /// The change of the proportion per unit of time.
  public let slope: Double
  /// The test statistic with its sign: positive for a rising proportion.
  public let z: Double
  /// The statistic of chi-square with one degree of freedom, *z*².
  public let chiSquare: Double
  /// The two-sided *p*.
  public let p: Double
  /// The number of waves.
  public let waves: Int
  /// The number of answers of all waves.
  public let n: Int
  /// The test.
  public let method: TrendMethod
  /// What must be said beside the numbers, in full sentences.
  public let warnings: [String]
}

/// The test of Cochran and Armitage for a linear trend of a proportion, with wave dates as scores.
///
/// The waves are treated as independent samples, which is conservative when the same people answered again.
///
/// - Parameter waves: At least two waves, in any order.
/// - Returns: The trend. Shifting or scaling time changes the slope only.
/// - Throws: ``StatisticsError`` with fewer than two waves, for a wave without answers, when all answers are the same or
///   all waves are at the same time.
///
/// Reference: Armitage (1955), *Biometrics* 11, 375–386; `prop.trend.test` of R.
public func cochranArmitage(_ waves: [WaveShare]) throws(StatisticsError) -> ProportionTrend {
  guard waves.count >= 2 else { throw .tooFew(what: "waves", required: 2, given: waves.count) }
  for wave in waves { try requireCounts([wave.successes], of: wave.n) }
  try requireTimes(waves.map(\.time))
  let n = waves.reduce(0) { $0 + $1.n }
  let successes = waves.reduce(0) { $0 + $1.successes }
  guard successes > 0, successes < n else { throw .noVariance(of: "the answers of all waves") }
  let center = waves.reduce(0) { $0 + $1.time * Double($1.n) } / Double(n)
  let spread = waves.reduce(0) { $0 + ($1.time - center) * ($1.time - center) * Double($1.n) }
  let product = waves.reduce(0) { $0 + ($1.time - center) * Double($1.successes) }
  let share = Double(successes) / Double(n)
  let z = product / (share * (1 - share) * spread).squareRoot()
  return ProportionTrend(
    slope: product / spread, z: z, chiSquare: z * z, p: pchisq(z * z, 1, 0, 0), waves: waves.count, n: n,
    method: .cochranArmitage,
    warnings: ["The waves are treated as independent samples; people who answered more than once are not linked."])
}

/// Refuses times that are not numbers or all the same.
func requireTimes(_ times: [Double]) throws(StatisticsError) {
  if let odd = times.first(where: { !$0.isFinite }) {
    throw .invalid(what: "time of a wave", required: "a finite number", given: "\(odd)")
  }
  guard Set(times).count > 1 else { throw .noVariance(of: "the times of the waves") }
}
