public import SurveyStats

/// Whether an indicator rises or falls over at least ``minimumWavesForTrend`` waves.
public struct SeriesTest: Sendable {
  /// One wave with a figure.
  struct Point: Sendable {
    /// Years since the first wave.
    let time: Double
    let value: Double
    /// How many people answered.
    let n: Int
  }

  /// How many waves have a figure.
  public let waves: Int
  /// Whether the series rises or falls.
  public let mannKendall: Computed<MannKendallResult>
  /// The typical change per year.
  public let senSlope: Computed<SenSlope>
  /// The linear trend of a favourable share, scored by the dates of waves; nil for other measures.
  public let cochranArmitage: Computed<ProportionTrend>?
  /// The *p* of Mann and Kendall's test, adjusted by Holm for the indicators that are tested together.
  public internal(set) var adjusted: Double?

  /// Tests a series.
  ///
  /// - Parameters:
  ///   - points: The waves in order.
  ///   - areShares: Whether values are favourable shares in percent.
  init(_ points: [Point], areShares: Bool) {
    let series = points.map { WavePoint(time: $0.time, value: $0.value) }
    waves = points.count
    mannKendall = figure { () throws(StatisticsError) in try SurveyStats.mannKendall(series) }
    senSlope = figure { () throws(StatisticsError) in try SurveyStats.senSlope(series) }
    cochranArmitage =
      areShares
      ? figure { () throws(StatisticsError) in
        try SurveyStats.cochranArmitage(
          points.map {
            WaveShare(time: $0.time, successes: Int(($0.value / 100 * Double($0.n)).rounded()), n: $0.n)
          })
      } : nil
  }
}
