import CRmath

/// A figure of one wave, such as a mean or a share.
public struct WavePoint: Sendable, Hashable {
  /// When the wave was, in any unit.
  public let time: Double
  /// The figure.
  public let value: Double

  /// Makes a point of a series.
  public init(time: Double, value: Double) {
    self.time = time
    self.value = value
  }
}

/// Whether a series of waves rises or falls.
public struct MannKendallResult: Sendable, Hashable {
  /// Pairs of waves that rise minus pairs that fall.
  public let s: Int
  /// The variance of ``s`` without a trend, corrected for ties.
  public let variance: Double
  /// Kendall's tau-b between time and value.
  public let tau: Double
  /// (*S* ∓ 1) / √variance; 0 when as many pairs rise as fall.
  public let z: Double
  /// The two-sided *p* by the normal distribution.
  public let p: Double
  /// The number of waves.
  public let waves: Int
  /// The test.
  public let method: TrendMethod
  /// What must be said beside the numbers, in full sentences.
  public let warnings: [String]
}

/// The number of waves below which the series is shown and nothing is tested.
public let minimumWavesForTrend = 8

/// The test of Mann and Kendall for a series that rises or falls, with tie variance and continuity correction.
///
/// - Parameter series: At least ``minimumWavesForTrend`` waves at different times, in any order.
/// - Returns: The test. Any rising transformation of the values leaves it as it is.
/// - Throws: ``StatisticsError`` with fewer waves (show the series, not the test), for two waves at the same time, or
///   when all values are equal.
/// - Complexity: O(*w*²) for *w* waves.
///
/// Reference: Mann (1945), *Econometrica* 13, 245–259; Kendall (1975), *Rank Correlation Methods*;
/// `cor.test(method = "kendall", exact = FALSE, continuity = TRUE)` of R against time.
public func mannKendall(_ series: [WavePoint]) throws(StatisticsError) -> MannKendallResult {
  let values = try orderedSeries(series).map(\.value)
  guard Set(values).count > 1 else { throw .noVariance(of: "the series") }
  let n = values.count
  var s = 0
  for later in 1..<n {
    for earlier in 0..<later {
      s += values[later] > values[earlier] ? 1 : values[later] < values[earlier] ? -1 : 0
    }
  }
  let (variance, tiedPairs) = kendallVariance(values)
  let pairs = Double(n * (n - 1) / 2)
  let z = Double(s - s.signum()) / variance.squareRoot()
  return MannKendallResult(
    s: s, variance: variance, tau: Double(s) / (pairs * (pairs - tiedPairs)).squareRoot(), z: z,
    p: min(1, 2 * pnorm5(-abs(z), 0, 1, 1, 0)), waves: n, method: .mannKendall, warnings: [])
}

/// The series in order of time, refused when it is too short to be tested.
func orderedSeries(_ series: [WavePoint]) throws(StatisticsError) -> [WavePoint] {
  guard series.count >= minimumWavesForTrend else {
    throw .tooFew(what: "waves for a test (show the series)", required: minimumWavesForTrend, given: series.count)
  }
  if let odd = series.first(where: { !$0.value.isFinite }) {
    throw .invalid(what: "value of a wave", required: "a finite number", given: "\(odd.value)")
  }
  try requireTimes(series.map(\.time))
  guard Set(series.map(\.time)).count == series.count else {
    throw .invalid(what: "times of the waves", required: "different ones", given: "two that are equal")
  }
  return series.sorted { $0.time < $1.time }
}

/// The variance of Kendall's *S* for values with ties against distinct times, and the number of tied pairs.
func kendallVariance(_ values: [Double]) -> (variance: Double, tiedPairs: Double) {
  let n = values.count
  let ties = Dictionary(values.map { ($0, 1) }, uniquingKeysWith: +).values
  let correction = ties.reduce(0) { $0 + $1 * ($1 - 1) * (2 * $1 + 5) }
  let pairs = ties.reduce(0) { $0 + $1 * ($1 - 1) / 2 }
  return (Double(n * (n - 1) * (2 * n + 5) - correction) / 18, Double(pairs))
}
