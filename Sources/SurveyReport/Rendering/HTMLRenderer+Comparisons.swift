import SurveyCore
import SurveyStats

extension HTMLRenderer {
  func scales(_ id: String) -> HTML {
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

  func comparison(_ comparison: Report.Comparison, _ id: String) -> [HTML] {
    if !comparison.isDeclared { return [.element("p") { words.undeclared(comparison) }] }
    return comparison.variables.map { variable in
      let place = "\(id)-\(variable)"
      return .joined([
        .element("h3", ["id": place]) { words.title(of: variable) },
        table(
          place, [.text(words(.group))] + scoreColumns,
          ([Group.total] + comparison.groups).compactMap { report.statistics.entry(of: variable, in: $0) }.map {
            let name = words.name(of: $0.key.group, in: comparison).capitalisedSentence
            let level = min(words.level(of: $0.key.group, in: comparison), 5)
            return row(
              of: $0.cell, name: level == 0 ? .text(name) : .element("span", ["class": "level-\(level)"]) { name })
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
}
