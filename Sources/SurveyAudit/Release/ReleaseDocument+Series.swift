import SurveyCore

extension ReleaseDocument {
  /// The cells of each wave of a trend, in order. A value that is repeated as that of the wave before is published of that wave.
  static func seriesCells(of root: [String: Any]) throws(Unreadable) -> [(wave: String, cells: [Cell])] {
    var waves: [(wave: String, cells: [Cell])] = []
    for entry in root["series"] as? [[String: Any]] ?? [] {
      guard let wave = entry["wave"] as? String else {
        throw Unreadable(description: "A wave of a series has no name.")
      }
      var cells: [Cell] = []
      for indicator in entry["indicators"] as? [[String: Any]] ?? [] {
        let cell = try cell(ofIndicator: indicator)
        cells.append(cell)
        guard let previous = indicator["previous"] as? Double else { continue }
        guard !waves.isEmpty else {
          throw Unreadable(description: "The first wave of a series tells of one before.")
        }
        waves[waves.count - 1].cells.append(
          Cell(
            variable: cell.variable, isIndicator: true, group: .total, content: .shown(Figures(n: nil, value: previous))
          ))
      }
      waves.append((wave, cells))
    }
    return waves
  }

  /// The drivers of a report or analysis, and the reliabilities of an analysis.
  static func joint(in root: [String: Any]) -> [Joint] {
    let analysis = root["analysis"] as? [String: Any]
    var found: [Joint] = []
    if let drivers = (analysis ?? root)["drivers"] as? [String: Any], let outcome = drivers["outcome"] as? String,
      let weights = drivers["weights"] as? [String: Any]
    {
      found.append(Joint(variables: [outcome] + weights.keys.sorted(), people: drivers["n"] as? Int))
    }
    let scales = analysis?["scales"] as? [String: [String: Any]] ?? [:]
    for (_, scale) in scales.sorted(by: { $0.key < $1.key }) {
      if let reliability = scale["reliability"] as? [String: Any], let items = reliability["items"] as? [String: Any] {
        found.append(Joint(variables: items.keys.sorted(), people: reliability["cases"] as? Int))
      }
    }
    return found
  }
}
