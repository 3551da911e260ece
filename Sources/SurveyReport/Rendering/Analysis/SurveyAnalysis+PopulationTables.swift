import SurveyCore
import SurveyStats

extension SurveyAnalysis {
  /// How many of the people who were asked answered, and how much weights must correct.
  var populationBlock: AnalysisBlock? {
    guard let population else { return nil }
    var table = TextTable([.left, .right, .right, .right])
    table.add(["", "head count", "answered", "response"])
    let size = population.size.success
    table.add([
      "everybody", size.map(String.init) ?? "–", String(population.respondents),
      size.map { AnalysisFormat.share(Double(population.respondents) / Double($0)) } ?? "–",
    ])
    for margin in population.margins {
      for group in margin.groups { table.add(Self.row("\(margin.attribute) \(group.code)", group)) }
    }
    var notes: [String] = []
    if let size {
      let names = population.sizeAttributes.map { "'\($0)'" }.joined(separator: ", ")
      notes.append("Everybody: \(size) people, the total of the head counts by \(names).")
    } else {
      notes.append("How many people there are in all isn't known; see the warnings.")
    }
    switch population.weights {
    case .shown(.success(let weights)):
      notes.append(
        "Raking weights of \(weights.n) \(weights.n == 1 ? "person" : "people"): \(AnalysisFormat.decimal(weights.minimum)) to "
          + "\(AnalysisFormat.decimal(weights.maximum)), Kish's design effect \(AnalysisFormat.decimal(weights.kishEffect))."
      )
    case .shown(.failure): notes.append("Weights can't be computed; see the warnings.")
    case .banded, .suppressed, .empty: notes.append("Weights are hidden, as they would tell about hidden groups.")
    }
    return AnalysisBlock("Response", table.lines, notes: notes)
  }

  private static func row(_ name: String, _ group: PopulationAnalysis.Group) -> [String] {
    switch group.response {
    case .exact(let respondents):
      let rate = group.people > 0 ? AnalysisFormat.share(Double(respondents) / Double(group.people)) : "–"
      return [name, String(group.people), String(respondents), rate]
    case .band(let band):
      let (low, high) = (
        AnalysisFormat.decimal(band.lowerBound * 100, 0), AnalysisFormat.decimal(band.upperBound * 100, 0)
      )
      return [name, String(group.people), "", "\(low)–\(high)%"]
    case .exceeded(let respondents): return [name, String(group.people), respondents.map(String.init) ?? "", "–"]
    case .hidden: return [name, String(group.people), "", "hidden"]
    }
  }

  /// Shares of the people who were asked, and weighted means and shares.
  var weightedBlock: AnalysisBlock? {
    guard population != nil else { return nil }
    var table = TextTable([.left, .right, .right, .right, .right, .right])
    table.add(["", "favourable", "of this population", "weighted", "95% logit", "weighted mean [95%]"])
    let entries =
      scales.map { ($0.scale.id, $0.statistics, $0.additions) }
      + items.map { ($0.item.id, $0.statistics, $0.additions) }
    for (name, statistics, additions) in entries {
      guard let shown = statistics.value?.success, additions.finite != nil || additions.weighted != nil else {
        continue
      }
      table.add([
        name, AnalysisFormat.share(shown.favourable), AnalysisFormat.percentRange(additions.finite),
        AnalysisFormat.share(additions.weighted?.favourable),
        AnalysisFormat.percentRange(additions.weighted?.favourable),
        AnalysisFormat.withRange(additions.weighted?.mean?.map(\.estimate)),
      ])
    }
    guard table.lines.count > 1 else { return nil }
    var notes: [String] = []
    if population?.size.success != nil {
      notes.append(
        "“Of this population” (wilson-finite) describes the people of this wave, and assumes that those who stayed away resemble those "
          + "who answered; when everybody answered it is the share itself. Don't use it for differences or change.")
    }
    if population?.weights.value?.success != nil {
      notes.append("Weighted: raked to the head counts; intervals by linearised standard errors.")
    }
    return AnalysisBlock("Against the population", table.lines, notes: notes)
  }
}
