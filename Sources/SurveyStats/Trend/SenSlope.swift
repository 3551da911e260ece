import CRmath

/// The typical change of a series per unit of time, with its interval.
public struct SenSlope: Sendable, Hashable {
  /// The median of the slopes between all pairs of waves.
  public let value: Double
  /// The lower limit.
  public let low: Double
  /// The upper limit.
  public let high: Double
  /// The confidence level of the interval.
  public let level: Double
  /// The number of waves.
  public let waves: Int
  /// The estimator.
  public let method: TrendMethod
  /// What must be said beside the numbers, in full sentences.
  public let warnings: [String]
}

/// Sen's slope: the median of the slopes between all pairs of waves, with limits by the variance of Kendall's *S*.
///
/// - Parameters:
///   - series: At least ``minimumWavesForTrend`` waves at different times, in any order.
///   - level: The confidence level.
/// - Returns: The slope per unit of time; limits are slopes that occur, at ranks rounded to the nearest whole number.
/// - Throws: ``StatisticsError`` with fewer waves (show the series, not the test), for two waves at the same time, when
///   all values are equal, or for a level outside 0…1.
/// - Complexity: O(*w*² log *w*) for *w* waves.
///
/// Reference: Sen (1968), *JASA* 63, 1379–1389; `scipy.stats.theilslopes`.
public func senSlope(_ series: [WavePoint], level: Double = 0.95) throws(StatisticsError) -> SenSlope {
  let upper = try upperProbability(level: level)
  let ordered = try orderedSeries(series)
  guard Set(ordered.map(\.value)).count > 1 else { throw .noVariance(of: "the series") }
  var slopes: [Double] = []
  for later in 1..<ordered.count {
    for earlier in 0..<later {
      let elapsed = ordered[later].time - ordered[earlier].time
      slopes.append((ordered[later].value - ordered[earlier].value) / elapsed)
    }
  }
  slopes.sort()
  let half = qnorm5(upper, 0, 1, 1, 0) * kendallVariance(ordered.map(\.value)).variance.squareRoot()
  let count = Double(slopes.count)
  let below = Int(((count - half) / 2).rounded(.toNearestOrEven)) - 1
  let above = Int(((count + half) / 2).rounded(.toNearestOrEven))
  let middle = slopes.count / 2
  return SenSlope(
    value: slopes.count % 2 == 1 ? slopes[middle] : (slopes[middle - 1] + slopes[middle]) / 2,
    low: slopes[max(below, 0)], high: slopes[min(above, slopes.count - 1)], level: level, waves: ordered.count,
    method: .senSlope, warnings: [])
}
