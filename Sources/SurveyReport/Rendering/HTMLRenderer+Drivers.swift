import SurveyCore

extension HTMLRenderer {
  @HTMLBuilder func drivers(_ id: String) -> HTML {
    if case .shown(let analysis, _)? = report.drivers?.cell {
      table(
        id,
        [
          .text(words(.predictor)), .chart(words(.weightJohnson)), .number(words(.correlation)),
          .number(words(.weightJohnson)), .number(words(.interval)), .number(words(.weightShapley)),
        ],
        words.rows(of: analysis).map { row in
          Row(
            name: .text(row.name),
            cells: [
              row.share.map { Chart.progress($0, label: nil) } ?? .text("–"), .text(row.correlation),
              .element("strong") { row.johnson }, .text(row.interval), .text(row.shapley),
            ])
        })
      words.sentences(of: analysis).map { sentence in HTML.element("p") { sentence } }
    } else {
      HTML.element("p", ["class": "hidden"]) { words.explanation(report.drivers?.cell).capitalisedSentence }
    }
  }
}
