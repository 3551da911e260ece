import SurveyCore
import SurveyStats

/// What a report says about indicators over waves.
extension ReportWording {
  func day(of wave: WaveIndicators) -> String { lastDay(before: wave.closed) }

  func day(of event: WorkspaceConfiguration.DatedEvent) -> String { day(event.date) }

  /// The name of an indicator, with its measure and target.
  func title(of indicator: Indicator) -> String {
    var parts = [pair(indicator.title[language], measure(indicator.measure))]
    if let target = indicator.target {
      parts.append(self(.trendTarget, ["value": value(target, indicator.measure)]))
    }
    return parts.joined(separator: ", ")
  }

  /// The change since the wave before with its interval, in numbers and words; where the line begins anew it says so.
  func change(at point: Trend.Point) -> String {
    if let figure = point.shown?.figure, let change = figure.change {
      let (value, low, high) = (
        signed(change.value, figure.measure), signed(change.low, figure.measure), signed(change.high, figure.measure)
      )
      return "\(value) (\(low) … \(high)), \(direction(of: change))"
    }
    switch point.link {
    case .first: return self(.firstTime)
    case .broken: return self(.lineBreaks)
    case .joined: return "–"
    }
  }

  /// One word or two for a wave without a figure.
  func mark(of point: Trend.Point) -> String {
    point.wave.failures[point.id] == nil ? mark(point.cell) : self(.notComputable)
  }

  /// What the tests of an indicator say, or why there are none.
  func sentences(of trend: Trend, about indicator: Indicator) -> [String] {
    guard let tests = trend.tests[indicator.id] else {
      return [self(.trendUntested, ["minimum": numbers.whole(minimumWavesForTrend)])]
    }
    var sentences: [String] = []
    switch (tests.mannKendall, tests.senSlope) {
    case (.success(let test), .success(let slope)):
      let adjusted = tests.adjusted ?? test.p
      let verdict: Phrase = adjusted >= 0.05 ? .trendUnclear : test.s > 0 ? .trendUp : .trendDown
      sentences.append(self(verdict, ["waves": numbers.whole(tests.waves)]))
      sentences.append(
        self(
          .trendTest,
          [
            "tau": numbers.decimal(test.tau, places: 2), "p": probability(test.p), "holm": probability(adjusted),
            "slope": numbers.signed(slope.value, places: 1), "low": numbers.signed(slope.low, places: 1),
            "high": numbers.signed(slope.high, places: 1),
          ]))
    case (.failure(let error), _), (_, .failure(let error)):
      sentences.append(explanation(error).capitalisedSentence + ".")
    }
    if case .success(let test)? = tests.cochranArmitage {
      sentences.append(
        self(.trendOfShares, ["z": numbers.decimal(test.z, places: 2), "p": probability(test.p)]))
    }
    return sentences
  }

  /// The series in words, for those who can't see a chart.
  func description(of points: [Trend.Point]) -> String {
    points.map { point in
      let value = point.shown.map { self.value($0.figure.value, $0.figure.measure) } ?? mark(of: point)
      return pair(day(of: point.wave), value)
    }.joined(separator: "; ")
  }

  private func probability(_ p: Double) -> String {
    p < 0.001 ? "< " + numbers.decimal(0.001, places: 3) : numbers.decimal(p, places: 3)
  }
}
