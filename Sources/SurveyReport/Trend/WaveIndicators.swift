public import SurveyCore
public import SurveyStats

public import struct Foundation.Date

/// The indicators of one wave as they were released, for everybody.
public struct WaveIndicators: Sendable {
  /// The wave's id.
  public let wave: String
  /// The survey as it was answered.
  public let survey: Survey
  /// From when nobody could answer any more.
  public let closed: Date
  /// The indicators that could be computed, and those that are hidden.
  public let figures: Released<IndicatorFigure>
  /// The indicators that can't be computed from the answers, by id, and why.
  public let failures: [String: StatisticsError]
}
