import SurveyCore
import SurveyStats

extension SurveyAnalysis {
  /// One table of all scales, and one of the items within each.
  var reliabilityBlocks: [AnalysisBlock] {
    if scales.isEmpty { return [] }
    var table = TextTable([.left, .right, .right, .right, .right, .right, .right, .right, .right])
    table.add([
      "", "cases", "alpha (raw)", "95% Feldt", "omega total", "ordinal alpha", "standardised", "mean r", "KMO",
    ])
    var items = TextTable([.left, .right, .right, .right])
    items.add(["", "item-rest r", "alpha if dropped", "loading"])
    for entry in scales {
      guard let reliability = entry.reliability.value else {
        table.add([entry.scale.id, AnalysisFormat.mark(entry.reliability)] + [String](repeating: "", count: 7))
        continue
      }
      let alpha = reliability.alpha.success
      table.add([
        entry.scale.id, alpha.map { String($0.cases) } ?? "–",
        AnalysisFormat.number(reliability.alpha.map(\.estimate.value), 3),
        alpha.map { AnalysisFormat.range($0.estimate, 3) } ?? "",
        AnalysisFormat.number(reliability.omega.map(\.modelImplied.value), 3),
        AnalysisFormat.number(reliability.ordinal.map(\.value), 3),
        AnalysisFormat.number(reliability.alpha.map(\.standardised), 3),
        AnalysisFormat.number(reliability.alpha.map(\.averageInterItem), 3),
        AnalysisFormat.number(reliability.adequacy.map(\.overall), 3),
      ])
      guard let alpha else { continue }
      items.add([entry.scale.id, "", "", ""])
      for (place, item) in alpha.items.enumerated() {
        items.add([
          "  " + entry.scale.items[place], AnalysisFormat.decimal(item.itemRest, 3),
          item.alphaIfDropped.map { AnalysisFormat.decimal($0, 3) } ?? "–",
          reliability.omega.success.map { AnalysisFormat.decimal($0.loadings[place]) } ?? "–",
        ])
      }
    }
    let variants = [
      "Alpha rests on people who answered every item. Omega total: one-factor model by maximum likelihood (cfa-congeneric-ml), "
        + "model-implied variance. Ordinal alpha rests on polychoric correlations and is not comparable with alpha."
    ]
    return [
      AnalysisBlock("Reliability", table.lines, notes: variants),
      AnalysisBlock("Items within scales", items.lines),
    ].filter { $0.table.count > 1 }
  }
}
