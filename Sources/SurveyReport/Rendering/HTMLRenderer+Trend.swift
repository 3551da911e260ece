import SurveyCore

extension HTMLRenderer {
  @HTMLBuilder func trend(of ids: [String], _ id: String) -> HTML {
    if let trend = report.trend {
      if trend.indicators.isEmpty {
        HTML.element("p") { words(.noIndicators) }
      } else {
        HTML.element("p", ["class": "note"]) { words(.trendNote) }
        trend.indicators.filter { ids.isEmpty || ids.contains($0.id) }.map { indicator in
          series(of: indicator, in: trend, "\(id)-\(indicator.id)")
        }
        if !trend.events.isEmpty { events(of: trend, "\(id)-events") }
        HTML.element("p", ["class": "note"]) { words(.trendChangeMethod) }
      }
    }
  }

  @HTMLBuilder private func series(of indicator: Indicator, in trend: Trend, _ id: String) -> HTML {
    let points = trend.points(of: indicator)
    let chart = TrendChart(
      points, bounds: report.survey.bounds(of: indicator), target: indicator.target, events: trend.events.map(\.date))
    HTML.element("h3", ["id": id]) { words.title(of: indicator) }
    HTML.element("div", ["class": "beside"]) {
      chart.svg(
        id: "\(id)-chart", title: words.title(of: indicator), description: words.description(of: points),
        days: (points.first.map { words.day(of: $0.wave) } ?? "", points.last.map { words.day(of: $0.wave) } ?? "")
      ) { words.value($0, indicator.measure) }
      table(
        id,
        [
          .text(words(.closedOn)), .number(words(.value)), .number(words(.interval)), .text(words(.change)),
          .number(words(.people)),
        ], points.map(row))
    }
    words.sentences(of: trend, about: indicator).map { sentence in HTML.element("p") { sentence } }
  }

  private func row(of point: Trend.Point) -> Row {
    let name = HTML.text(words.day(of: point.wave))
    guard let (figure, respondents) = point.shown else {
      let failure = point.wave.failures[point.id].map { words.explanation($0) }
      return Row(name: name, hidden: failure ?? words.explanation(point.cell))
    }
    return Row(
      name: name,
      cells: [
        .element("strong") { words.value(figure.value, figure.measure) }, .text(words.interval(figure)),
        .text(words.change(at: point)), .text(words.numbers.whole(respondents)),
      ])
  }

  private func events(of trend: Trend, _ id: String) -> HTML {
    .joined([
      .element("h3", ["id": id]) { words(.trendEvents) },
      .element("ol", ["aria-labelledby": id]) {
        trend.events.map { event in
          HTML.element("li") { words.pair(words.day(of: event), event.label[words.language]) }
        }
      },
    ])
  }
}
