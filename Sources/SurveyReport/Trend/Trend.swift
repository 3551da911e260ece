import FoundationEssentials
public import SurveyCore
import SurveyStats

/// Indicators over waves, with what happened in between.
public struct Trend: Sendable {
  /// How an indicator of a wave stands to the wave before.
  enum Link: Sendable, Hashable {
    /// No earlier wave has the indicator.
    case first
    /// The wave before measured the same.
    case joined
    /// The wave before measured something else.
    case broken
  }

  /// What is known of an indicator in one wave.
  struct Point: Sendable {
    /// The indicator's id.
    let id: String
    /// The wave.
    let wave: WaveIndicators
    /// The released cell; nil where the wave has no such indicator or it can't be computed.
    let cell: Released<IndicatorFigure>.Cell?
    /// How it stands to the wave before.
    let link: Link

    /// The figure and how many people answered; nil where it is not shown.
    var shown: (figure: IndicatorFigure, respondents: Int)? {
      if case .shown(let figure, let respondents)? = cell { (figure, respondents) } else { nil }
    }
  }

  /// The indicators, as the newest wave declares them.
  public let indicators: [Indicator]
  /// The waves in order of closing.
  public let waves: [WaveIndicators]
  /// What happened after the first wave closed and before the last did, by date.
  public let events: [WorkspaceConfiguration.DatedEvent]
  /// The tests by indicator; none where there are too few waves with a figure.
  public let tests: [String: SeriesTest]

  /// - Parameters:
  ///   - ids: The indicators; empty for all.
  ///   - waves: The waves in order of closing.
  ///   - events: Everything that happened.
  init(of ids: [String], over waves: [WaveIndicators], events: [WorkspaceConfiguration.DatedEvent]) {
    let declared = waves.last?.survey.indicators ?? []
    indicators = ids.isEmpty ? declared : declared.filter { ids.contains($0.id) }
    self.waves = waves
    self.events = events.filter { event in
      guard let first = waves.first, let last = waves.last else { return false }
      return first.closed <= event.date && event.date <= last.closed
    }.sorted { $0.date < $1.date }
    var tests: [String: SeriesTest] = [:]
    for indicator in indicators {
      let stretch = Self.stretch(of: Self.points(of: indicator, over: waves))
      guard stretch.count >= minimumWavesForTrend else { continue }
      tests[indicator.id] = SeriesTest(stretch, areShares: indicator.measure == .favourable)
    }
    let tested = indicators.map(\.id).filter { tests[$0] != nil }
    let probabilities = tested.map { tests[$0]?.mannKendall.success?.p }
    if let adjusted = try? adjustedProbabilities(probabilities, by: .holm).values {
      for (id, p) in zip(tested, adjusted) { tests[id]?.adjusted = p }
    }
    self.tests = tests
  }

  /// What is known of an indicator, wave by wave.
  func points(of indicator: Indicator) -> [Point] { Self.points(of: indicator, over: waves) }

  /// How many waves at the end of the line have a figure and measure the same.
  func comparableWaves(of indicator: Indicator) -> Int { Self.stretch(of: points(of: indicator)).count }

  /// Whether nothing of the indicators can be shown in any wave.
  public var isHidden: Bool {
    let cells = indicators.flatMap { points(of: $0).compactMap(\.cell) }
    return !cells.isEmpty && cells.allSatisfy { if case .suppressed = $0 { true } else { false } }
  }

  private static func points(of indicator: Indicator, over waves: [WaveIndicators]) -> [Point] {
    waves.enumerated().map { place, wave in
      Point(
        id: indicator.id, wave: wave, cell: wave.figures[indicator.id],
        link: link(of: indicator.id, in: wave.survey, after: waves[..<place].map(\.survey)))
    }
  }

  private static func link(of id: String, in survey: Survey, after earlier: [Survey]) -> Link {
    let isNew = !earlier.contains { $0.indicators.contains { $0.id == id } }
    guard !isNew, let before = earlier.last, let own = survey.indicators.first(where: { $0.id == id }) else {
      return .first
    }
    return survey.isComparable(own, with: before) ? .joined : .broken
  }

  /// The waves with a figure since the line began.
  private static func stretch(of points: [Point]) -> [SeriesTest.Point] {
    let begin = points.lastIndex { $0.link != .joined } ?? points.startIndex
    let year = 365.25 * 86_400
    return points[begin...].compactMap { point in
      point.shown.map {
        SeriesTest.Point(
          time: point.wave.closed.timeIntervalSince(points[begin].wave.closed) / year, value: $0.figure.value,
          n: $0.respondents)
      }
    }
  }
}
