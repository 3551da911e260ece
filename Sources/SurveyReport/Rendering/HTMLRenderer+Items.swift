import SurveyCore
import SurveyStats

extension HTMLRenderer {
  @HTMLBuilder func standingOut(_ id: String) -> HTML {
    let items = report.items(of: nil)
    let rows = items.compactMap { ItemRow($0, in: report) }
    let (most, least) = report.standingOut(rows, count: 5)
    if !report.showsAny(of: items) {
      HTML.element("p") { words.nothing }
    } else {
      if !rows.isEmpty { HTML.element("p", ["class": "note"]) { words(.itemsNote) + (reversedNote(in: rows)) } }
      if !most.isEmpty {
        HTML.element("h3", ["id": "\(id)-most"]) { words(.mostFavourable) }
        bars(most, "\(id)-most")
        HTML.element("h3", ["id": "\(id)-least"]) { words(.leastFavourable) }
        bars(least, "\(id)-least")
      }
      allItems(items, rows, id)
    }
  }

  private func allItems(_ items: [Item], _ rows: [ItemRow], _ id: String) -> HTML {
    .element("details", ["class": "screen"]) {
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

  @HTMLBuilder func items(of section: String, _ id: String) -> HTML {
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
}
