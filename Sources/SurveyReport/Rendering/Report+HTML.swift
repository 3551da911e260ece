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
          HTML.element("p", ["class": "facts"]) { "\(words.period). \(words.audience)." }
        }
        HTML.element("main", ["id": "content", "tabindex": "-1"]) { blocks }
        HTML.element("footer") { HTML.element("p", ["class": "ledger"]) { words.ledger } }
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
        zip(report.survey.indicators, report.indicators.cells).map { indicator, entry in
          row(of: indicator, key: entry.key, entry.cell)
        })
      HTML.element("p", ["class": "note"]) { words(.indicatorsNote) }
    }
  }

  private func row(of indicator: Indicator, key: CellKey, _ cell: Released<IndicatorFigure>.Cell) -> Row {
    let name = HTML.joined([
      .text(indicator.title[words.language]),
      .element("span", ["class": "measure"]) { " " + words.measure(indicator.measure) },
    ])
    guard case .shown(let figure, let respondents) = cell else {
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

  // MARK: Items

  @HTMLBuilder private func standingOut(_ id: String) -> HTML {
    let items = report.items(of: nil)
    let rows = items.compactMap { ItemRow($0, in: report) }
    let (most, least) = report.standingOut(rows, count: 5)
    HTML.element("p", ["class": "note"]) { words(.itemsNote) + (reversedNote(in: most + least)) }
    HTML.element("h3", ["id": "\(id)-most"]) { words(.mostFavourable) }
    bars(most, "\(id)-most")
    HTML.element("h3", ["id": "\(id)-least"]) { words(.leastFavourable) }
    bars(least, "\(id)-least")
    HTML.element("details", ["class": "screen"]) {
      HTML.element("summary") { words(.allItems) }
      for section in report.survey.sections {
        let inSection = rows.filter { row in section.items.contains { $0.id == row.item.id } }
        if !inSection.isEmpty {
          let place = "\(id)-\(section.id)"
          HTML.element("h3", ["id": place]) { section.title[words.language] }
          bars(inSection, place)
        }
      }
      notShownAsBars(items, id)
    }
  }

  @HTMLBuilder private func items(of section: String, _ id: String) -> HTML {
    let items = report.items(of: section)
    let rows = items.compactMap { ItemRow($0, in: report) }
    if !rows.isEmpty {
      HTML.element("p", ["class": "note"]) { words(.itemsNote) + (reversedNote(in: rows)) }
      bars(rows, id)
    }
    notShownAsBars(items, id)
  }

  private func reversedNote(in rows: [ItemRow]) -> String {
    rows.contains { $0.item.reverse } ? " " + words(.reversedNote) : ""
  }

  private func bars(_ rows: [ItemRow], _ id: String) -> HTML {
    table(
      id,
      [
        .text(words(.item)), .chart(words(.distribution)), .number(words(.unfavourable)), .number(words(.neutral)),
        .number(words(.favourable)), .number(words(.interval)), .number(words(.people)),
      ],
      rows.map { row in
        let percent = { (share: Int) in words.numbers.percent(Double(share)) }
        let description = words(
          .barDescription,
          [
            "unfavourable": percent(row.unfavourable), "neutral": percent(row.neutral),
            "favourable": percent(row.favourable),
          ])
        return Row(
          name: .joined([
            .text(row.item.text[words.language]),
            row.item.reverse
              ? .element("span", ["class": "measure"]) { " (\(words(.reversedMark)))" } : .nothing,
          ]),
          cells: [
            Chart.diverging(
              row, id: "\(id)-\(row.item.id)", title: row.item.text[words.language], description: description),
            .text(percent(row.unfavourable)), .text(percent(row.neutral)),
            .element("strong") { percent(row.favourable) },
            .text(
              words.numbers.range(
                words.numbers.decimal(row.interval.low * 100, places: 0), words.numbers.share(row.interval.high))),
            .text(words.numbers.whole(row.n)),
          ])
      })
  }

  /// Items that have no favourable codes, as shares of each answer, and those that are hidden.
  private func notShownAsBars(_ items: [Item], _ id: String) -> [HTML] {
    items.filter { ItemRow($0, in: report) == nil }.map { item in
      let place = "\(id)-\(item.id)-shares"
      guard case .shown(.success(let statistics), _)? = report.statistics[item.id], statistics.n > 0 else {
        return .joined([
          .element("h3", ["id": place]) { item.text[words.language] },
          .element("p", ["class": "hidden"]) { words.explanation(report.statistics[item.id]).capitalisedSentence },
        ])
      }
      return .joined([
        .element("h3", ["id": place]) { item.text[words.language] },
        table(
          place,
          [.text(words(.answer)), .chart(words(.distribution)), .number(words(.share)), .number(words(.people))],
          statistics.counts.map { entry in
            let share = Double(entry.count) / Double(statistics.n)
            return Row(
              name: .text(words.label(of: item.kind, code: entry.code)),
              cells: [
                Chart.progress(share, label: nil), .text(words.numbers.share(share)),
                .text(words.numbers.whole(entry.count)),
              ])
          }),
      ])
    }
  }

  // MARK: Scales and comparisons

  private func scales(_ id: String) -> HTML {
    table(
      id, [.text(words(.scale))] + scoreColumns,
      report.survey.scales.map { scale in
        row(of: report.statistics[scale.id], name: .text(scale.title[words.language]))
      })
  }

  private var scoreColumns: [Column] {
    [
      .chart(words(.favourable)), .number(words(.mean)), .number(words(.spread)), .number(words(.favourable)),
      .number(words(.people)),
    ]
  }

  private func comparison(_ comparison: Report.Comparison, _ id: String) -> [HTML] {
    comparison.variables.map { variable in
      let place = "\(id)-\(variable)"
      return .joined([
        .element("h3", ["id": place]) { words.title(of: variable) },
        table(
          place, [.text(words(.group))] + scoreColumns,
          ([Group.total] + comparison.groups).compactMap { report.statistics.entry(of: variable, in: $0) }.map {
            row(of: $0.cell, name: .text(words.name(of: $0.key.group).capitalisedSentence))
          }),
      ])
    }
  }

  private func row(of cell: Released<Report.Outcome>.Cell?, name: HTML) -> Row {
    guard case .shown(.success(let statistics), let respondents)? = cell else {
      return Row(name: name, hidden: words.explanation(cell))
    }
    func decimal(_ figure: VariableStatistics.Figure?) -> HTML {
      .text(figure?.success.map { words.numbers.decimal($0, places: 2) } ?? "–")
    }
    let share = statistics.favourable?.success?.value
    return Row(
      name: name,
      cells: [
        share.map { Chart.progress($0, label: nil) } ?? .text("–"), decimal(statistics.mean),
        decimal(statistics.standardDeviation), .text(share.map { words.numbers.share($0) } ?? "–"),
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
        words.hiddenGroups.prefix(listed).map { hidden in
          Row(
            name: .text(hidden.group.capitalisedSentence),
            cells: [.text(hidden.reason.capitalisedSentence), .text(hidden.instead.capitalisedSentence)])
        })
      if let rest = words.hiddenRest(after: listed) { HTML.element("p", ["class": "note"]) { rest } }
    }
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
  fileprivate func bounds(of indicator: Indicator) -> (Double, Double) {
    switch indicator.measure {
    case .favourable, .index100: (0, 100)
    case .netScore: (-100, 100)
    case .mean: bounds(of: indicator.of)
    }
  }
}
