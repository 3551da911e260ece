public import SurveyCore
import SurveyStats

extension Report {
  /// The report as text for a terminal or a plain mail: what a reader can take in within two minutes.
  public func text(in language: Language, style: TerminalStyle) -> String {
    TextRenderer(words: ReportWording(report: self, language: language), style: style).text
  }
}

/// Writes a report as text.
struct TextRenderer {
  let words: ReportWording
  let style: TerminalStyle

  var report: Report { words.report }

  var text: String {
    var lines = [style.bold(words.title), words.organisation]
    lines += paragraphs(["\(words.survey) (\(report.facts.wave)), \(words.period)", words.audience])
    var comparisons = report.comparisons[...]
    for block in report.plan.blocks {
      lines.append("")
      switch block {
      case .text(let text): lines += text[words.language].wrapped(to: style.width)
      case .participation: lines += participation
      case .indicators: lines += indicators
      case .items(let section): lines += items(of: section)
      case .scales: lines += scales
      case .comparison: if let comparison = comparisons.popFirst() { lines += self.comparison(comparison) }
      case .trend(let ids): lines += trend(of: ids)
      case .drivers: lines += drivers
      case .hidden: lines += hidden
      case .actions: lines += actions
      case .method: lines += heading(.method) + paragraphs(words.method) + ["", words.ledger]
      }
    }
    if let untested = words.untestedApart { lines += [""] + paragraphs([untested]) }
    return lines.joined(separator: "\n") + "\n"
  }

  func heading(_ text: String) -> [String] { [style.bold(text), String(repeating: "─", count: text.count)] }

  func heading(_ phrase: Phrase) -> [String] { heading(words(phrase)) }

  func paragraphs(_ texts: [String]) -> [String] { texts.flatMap { $0.wrapped(to: style.width) } }

  private var participation: [String] {
    let count = words.numbers.whole(report.facts.respondents)
    return heading(.participation) + paragraphs(["\(count) \(words(.answersReceived))."] + words.participation)
  }

  private var indicators: [String] {
    var table = TextTable([.left, .right, .left, .right, .left, .left, .right])
    table.add([
      "", words(.value), words(.interval), words(.target), "", words(.change), words(.people),
    ])
    var failures: [String] = []
    for indicator in report.survey.indicators {
      let name = indicator.title[words.language]
      let width = max(style.width / 3, 24)
      if let error = report.indicatorFailures[indicator.id] {
        failures.append(words.pair(name, words.explanation(error)))
      } else if case .shown(let figure, let respondents)? = report.indicators[indicator.id] {
        table.add(
          [
            name, words.value(figure.value, figure.measure), words.interval(figure),
            figure.target.map { words.value($0, figure.measure) } ?? words(.noTarget), words.targetState(figure) ?? "",
            words.change(figure), words.numbers.whole(respondents),
          ], wrappedTo: width)
      } else {
        table.add([name, words.mark(report.indicators[indicator.id]), "", "", "", "", ""], wrappedTo: width)
      }
    }
    return heading(.indicators)
      + (report.survey.indicators.isEmpty ? [words(.noIndicators)] : table.lines) + paragraphs(failures)
  }

  private func items(of section: String?) -> [String] {
    let items = report.items(of: section)
    let rows = items.compactMap { ItemRow($0, in: report) }
    let legend =
      "▒ \(words(.unfavourable))  · \(words(.neutral))  █ \(words(.favourable))"
    if section == nil {
      if !report.showsAny(of: items) { return heading(.standsOut) + [words.nothing] }
      let (most, least) = report.standingOut(rows, count: 5)
      if most.isEmpty {
        let others = items.filter { item in !rows.contains { $0.item.id == item.id } }
        return heading(.standsOut) + (rows.isEmpty ? [] : [legend]) + bars(rows)
          + others.flatMap { self.others(of: $0) }
      }
      return heading(.standsOut) + [legend, "", words(.mostFavourable)] + bars(most)
        + ["", words(.leastFavourable)] + bars(least)
    }
    let title = report.survey.sections.first { $0.id == section }?.title[words.language] ?? words(.item)
    let hidden = items.filter { item in !rows.contains { $0.item.id == item.id } }
    return heading(title) + (rows.isEmpty ? [] : [legend]) + bars(rows) + hidden.flatMap { others(of: $0) }
  }

  private func bars(_ rows: [ItemRow]) -> [String] {
    var table = TextTable([.left, .left, .right, .right])
    for row in rows {
      table.add(
        [
          row.item.text[words.language],
          style.bar(unfavourable: row.unfavourable, neutral: row.neutral),
          words.numbers.percent(Double(row.favourable)),
          "n = \(words.numbers.whole(row.n))",
        ], wrappedTo: max(style.width - 42, 20))
    }
    return table.lines
  }

  /// An item without favourable codes: the share of each answer.
  private func others(of item: Item) -> [String] {
    let title = item.text[words.language].wrapped(to: style.width)
    guard case .shown(.success(let statistics), _)? = report.statistics[item.id], statistics.n > 0 else {
      return title + ["  \(words.mark(report.statistics[item.id]))"]
    }
    var table = TextTable([.left, .right, .right])
    for entry in statistics.counts {
      table.add([
        "  " + words.label(of: item.kind, code: entry.code),
        words.numbers.share(Double(entry.count) / Double(statistics.n)), words.numbers.whole(entry.count),
      ])
    }
    return title + table.lines
  }

  private var scales: [String] {
    var table = TextTable([.left, .right, .right, .right, .right])
    table.add(["", words(.mean), words(.spread), words(.favourable), words(.people)])
    for scale in report.survey.scales {
      guard case .shown(.success(let statistics), let respondents)? = report.statistics[scale.id] else {
        table.add([scale.title[words.language], words.mark(report.statistics[scale.id]), "", "", ""])
        continue
      }
      table.add([
        scale.title[words.language], decimal(statistics.mean), decimal(statistics.standardDeviation),
        statistics.favourable?.success.map { words.numbers.share($0.value) } ?? "–",
        words.numbers.whole(respondents),
      ])
    }
    return heading(.scales) + table.lines
  }

  private func decimal(_ figure: VariableStatistics.Figure?) -> String {
    figure?.success.map { words.numbers.decimal($0, places: 2) } ?? "–"
  }

  private func comparison(_ comparison: Report.Comparison) -> [String] {
    var lines = heading(words(.comparison, ["by": words.title(of: comparison.by)]))
    if !comparison.isDeclared { return lines + paragraphs([words.undeclared(comparison)]) }
    for variable in comparison.variables {
      var table = TextTable([.left, .right, .right, .right])
      table.add([words.title(of: variable), words(.mean), words(.favourable), words(.people)])
      for group in [Group.total] + comparison.groups {
        guard let entry = report.statistics.entry(of: variable, in: group) else { continue }
        let level = words.level(of: entry.key.group, in: comparison)
        let name = String(repeating: "  ", count: level + 1) + words.name(of: entry.key.group, in: comparison)
        if case .shown(.success(let statistics), let respondents) = entry.cell {
          table.add([
            name, decimal(statistics.mean),
            statistics.favourable?.success.map { words.numbers.share($0.value) } ?? "–",
            words.numbers.whole(respondents),
          ])
        } else {
          table.add([name, words.mark(entry.cell), "", ""])
        }
      }
      lines += table.lines
    }
    return lines
  }

  private var hidden: [String] {
    let listed = 10
    var lines = heading(.hidden) + paragraphs(words.hiddenSummary)
    for hidden in words.hiddenGroups.prefix(listed) {
      lines += "– \(words.pair(hidden.group, hidden.reason)) → \(hidden.instead)".wrapped(to: style.width)
    }
    return lines + paragraphs([words.hiddenRest(after: listed)].compactMap(\.self))
  }

  private var actions: [String] {
    let actions = report.configuration.actions
    if actions.isEmpty { return heading(.actions) + [words(.noActions)] }
    return heading(.actions)
      + actions.flatMap { action in
        "– \(action.text[words.language]) (\(action.owner), \(words.due(action)), \(words.state(action.status)))"
          .wrapped(to: style.width)
      }
  }
}
