import SurveyCore

extension TextRenderer {
  /// Indicators wave by wave, with what happened in between.
  func trend(of ids: [String]) -> [String] {
    guard let trend = report.trend else { return [] }
    var lines = heading(.trend)
    for indicator in trend.indicators where ids.isEmpty || ids.contains(indicator.id) {
      lines += paragraphs([words.title(of: indicator)]) + table(of: trend.points(of: indicator))
      lines += paragraphs(words.sentences(of: trend, about: indicator)) + [""]
    }
    if trend.indicators.isEmpty { return lines + [words(.noIndicators)] }
    if !trend.events.isEmpty {
      lines.append(words(.trendEvents))
      lines += trend.events.flatMap {
        "– \(words.pair(words.day(of: $0), $0.label[words.language]))".wrapped(to: style.width)
      }
      lines.append("")
    }
    return lines + paragraphs([words(.trendChangeMethod)])
  }

  private func table(of points: [Trend.Point]) -> [String] {
    var table = TextTable([.left, .right, .left, .left, .right])
    table.add(["  " + words(.closedOn), words(.value), words(.interval), words(.change), words(.people)])
    for point in points {
      let day = "  " + words.day(of: point.wave)
      if let (figure, respondents) = point.shown {
        table.add([
          day, words.value(figure.value, figure.measure), words.interval(figure), words.change(at: point),
          words.numbers.whole(respondents),
        ])
      } else {
        table.add([day, words.mark(of: point), "", "", ""])
      }
    }
    return table.lines
  }
}
