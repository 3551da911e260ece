import SurveyCore
import SurveyStats

extension TextRenderer {
  /// What goes together with an outcome.
  var drivers: [String] {
    guard let drivers = report.drivers else { return [] }
    guard case .shown(let analysis, _) = drivers.cell else {
      return heading(words.driversTitle) + paragraphs([words.explanation(drivers.cell).capitalisedSentence])
    }
    var table = TextTable([.left, .right, .right, .left, .right])
    table.add(["", words(.correlation), words(.weightJohnson), words(.interval), words(.weightShapley)])
    for row in words.rows(of: analysis) {
      table.add(
        [row.name, row.correlation, row.johnson, row.interval, row.shapley], wrappedTo: max(style.width / 3, 24))
    }
    return heading(words.driversTitle) + table.lines + paragraphs(words.sentences(of: analysis))
  }
}
