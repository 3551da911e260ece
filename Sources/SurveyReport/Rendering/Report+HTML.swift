public import SurveyCore
import SurveyStats

extension Report {
  /// The report as one self-contained HTML file: no script, nothing loaded from elsewhere, readable by a screen reader and on paper.
  public func html(in language: Language) -> HTML {
    HTMLRenderer(words: ReportWording(report: self, language: language)).document
  }
}

/// Writes a report as HTML.
struct HTMLRenderer {
  let words: ReportWording

  var report: Report { words.report }

  var document: HTML {
    .document(language: words.language.rawValue) {
      HTML.element("head") {
        HTML.element("meta", ["charset": "utf-8"])
        HTML.element("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"])
        HTML.element("meta", ["name": "robots", "content": "noindex"])
        HTML.element(
          "meta",
          ["http-equiv": "Content-Security-Policy", "content": "default-src 'none'; style-src 'unsafe-inline'"])
        HTML.element("title") { "\(words.title) – \(words.organisation)" }
        HTML.style(ReportStyle.sheet)
      }
      HTML.element("body") {
        HTML.element("a", ["class": "skip", "href": "#content"]) { words(.skipToContent) }
        Chart.patterns
        HTML.element("header") {
          HTML.element("p", ["class": "organisation"]) { words.organisation }
          HTML.element("h1") { words.title }
          HTML.element("p", ["class": "facts"]) {
            HTML.element("strong") { words.survey }
            " "
            HTML.element("small") { "(\(report.facts.wave))" }
            ", \(words.period). \(words.audience)."
          }
        }
        HTML.element("main", ["id": "content", "tabindex": "-1"]) { blocks }
        HTML.element("footer") {
          if let untested = words.untestedApart { HTML.element("p", ["class": "note"]) { untested } }
          HTML.element("p", ["class": "ledger"]) { words.ledger }
        }
      }
    }
  }

  private var blocks: [HTML] {
    var comparisons = report.comparisons[...]
    return report.plan.blocks.enumerated().map { index, block in
      let id = "block-\(index + 1)"
      switch block {
      case .text(let text): return HTML.element("p", ["class": "lead"]) { text[words.language] }
      case .participation: return section(id, words(.participation)) { participation }
      case .indicators: return section(id, words(.indicators)) { indicators(id) }
      case .items(nil): return section(id, words(.standsOut)) { standingOut(id) }
      case .items(let section?): return self.section(id, title(ofSection: section)) { items(of: section, id) }
      case .scales: return section(id, words(.scales)) { scales(id) }
      case .comparison:
        guard let comparison = comparisons.popFirst() else { return .nothing }
        return section(id, words(.comparison, ["by": words.title(of: comparison.by)])) {
          self.comparison(comparison, id)
        }
      case .trend(let ids): return section(id, words(.trend)) { trend(of: ids, id) }
      case .drivers: return section(id, words.driversTitle) { drivers(id) }
      case .hidden: return section(id, words(.hidden)) { hidden(id) }
      case .actions: return section(id, words(.actions)) { actions(id) }
      case .method:
        return section(id, words(.method), kind: "method") { words.method.map { text in HTML.element("p") { text } } }
      }
    }
  }

  private func title(ofSection section: String) -> String {
    report.survey.sections.first { $0.id == section }?.title[words.language] ?? words(.item)
  }

  private func section(
    _ id: String, _ title: String, kind: String = "block", @HTMLBuilder _ content: () -> HTML
  ) -> HTML {
    .element("section", ["class": kind]) {
      HTML.element("h2", ["id": id]) { title }
      content()
    }
  }

  // MARK: Participation

  @HTMLBuilder private var participation: HTML {
    HTML.element("p", ["class": "figures"]) {
      HTML.element("strong", ["class": "big"]) { words.numbers.whole(report.facts.respondents) }
      " " + words(.answersReceived)
      if let rate = report.facts.rate {
        " "
        Chart.progress(rate, label: words.numbers.share(rate))
      }
    }
    if !words.participation.isEmpty { HTML.element("p") { words.participation.joined(separator: " ") } }
  }

  // MARK: Indicators

  @HTMLBuilder private func indicators(_ id: String) -> HTML {
    if report.survey.indicators.isEmpty {
      HTML.element("p") { words(.noIndicators) }
    } else {
      table(
        id,
        [
          .text(words(.indicator)), .chart(words(.interval)), .number(words(.value)), .number(words(.interval)),
          .text(words(.target)), .text(words(.change)), .number(words(.people)),
        ],
        report.survey.indicators.map { row(of: $0, report.indicators[$0.id]) })
      HTML.element("p", ["class": "note"]) { words(.indicatorsNote) }
    }
  }

  private func row(of indicator: Indicator, _ cell: Released<IndicatorFigure>.Cell?) -> Row {
    let name = HTML.joined([
      .text(indicator.title[words.language]),
      .element("span", ["class": "measure"]) { " " + words.measure(indicator.measure) },
    ])
    if let error = report.indicatorFailures[indicator.id] { return Row(name: name, hidden: words.explanation(error)) }
    guard case .shown(let figure, let respondents)? = cell else {
      return Row(name: name, hidden: words.explanation(cell))
    }
    let target = figure.target.map { words.value($0, figure.measure) }
    let description = words(
      .intervalDescription,
      [
        "value": words.value(figure.value, figure.measure), "interval": words.interval(figure),
        "target": target ?? words(.noTarget),
      ])
    return Row(
      name: name,
      cells: [
        Chart.interval(
          figure, bounds: report.survey.bounds(of: indicator), id: "indicator-\(indicator.id)",
          title: indicator.title[words.language], description: description),
        .element("strong") { words.value(figure.value, figure.measure) },
        .text(words.interval(figure)),
        .joined([
          .text(target ?? words(.noTarget)),
          words.targetState(figure).map { state in .element("span", ["class": "state"]) { " " + state } } ?? .nothing,
        ]),
        .text(words.change(figure)),
        .text(words.numbers.whole(respondents)),
      ])
  }

  // MARK: Hidden and actions

  @HTMLBuilder private func hidden(_ id: String) -> HTML {
    let listed = 8
    HTML.element("p") { words.hiddenSummary.joined(separator: " ") }
    if !words.hiddenGroups.isEmpty {
      table(
        id, [.text(words(.hiddenGroup)), .text(words(.hiddenReason)), .text(words(.hiddenInstead))],
        words.hiddenGroups.prefix(listed).map(row))
      if let rest = words.hiddenRest(after: listed) {
        HTML.element("details", ["class": "screen"]) {
          HTML.element("summary", ["id": "\(id)-rest"]) { rest }
          table(
            "\(id)-rest", [.text(words(.hiddenGroup)), .text(words(.hiddenReason)), .text(words(.hiddenInstead))],
            words.hiddenGroups.dropFirst(listed).map(row))
        }
        HTML.element("p", ["class": "note paper"]) { rest }
      }
    }
  }

  private func row(_ hidden: (group: String, reason: String, instead: String, by: [String])) -> Row {
    Row(
      name: .text(hidden.group.capitalisedSentence),
      cells: [.text(hidden.reason.capitalisedSentence), .text(hidden.instead.capitalisedSentence)])
  }

  private func actions(_ id: String) -> HTML {
    let actions = report.configuration.actions
    if actions.isEmpty { return .element("p") { words(.noActions) } }
    return table(
      id,
      [
        .text(words(.action)), .text(words(.indicator)), .text(words(.actionOwner)), .text(words(.actionDue)),
        .text(words(.actionState)),
      ],
      actions.map { action in
        let indicator = report.survey.indicators.first { $0.id == action.indicator }
        return Row(
          name: .text(action.text[words.language]),
          cells: [
            .text(indicator?.title[words.language] ?? "–"), .text(action.owner), .text(words.due(action)),
            .text(words.state(action.status)),
          ])
      })
  }
}

extension Survey {
  /// The lowest and highest value that an indicator can take.
  func bounds(of indicator: Indicator) -> (Double, Double) {
    switch indicator.measure {
    case .favourable, .index100: (0, 100)
    case .netScore: (-100, 100)
    case .mean: bounds(of: indicator.of)
    }
  }
}
