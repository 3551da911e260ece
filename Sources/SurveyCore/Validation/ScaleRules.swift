/// Scales hold choice items with the same codes that everybody is asked.
enum ScaleRules {
  static func check(_ survey: Survey, _ log: DiagnosticLog) {
    let items = Dictionary(survey.items.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let attributes = Set(survey.attributes.map(\.id))
    for (index, scale) in survey.scales.enumerated() where !scale.id.isEmpty {
      let path = "scales.\(index)"
      if scale.items.isEmpty, log.isReadable("\(path).items") {
        log.report(
          "scale.no-items", of: "\(path).items", "The scale '\(scale.id)' has no items.", "Name at least one item.")
      }
      if !scale.items.isEmpty, !(1...scale.items.count).contains(scale.minimumAnswered) {
        log.report(
          "scale.minimum-answered", of: "\(path).minimum-answered",
          "'minimum-answered' of '\(scale.id)' is \(scale.minimumAnswered), "
            + "but the scale has \(scale.items.count) items.",
          "Write 1 to \(scale.items.count).")
      }
      var first: (id: String, codes: [Int])?
      for (position, id) in scale.items.enumerated() where !id.isEmpty {
        func report(_ code: String, _ message: String, _ advice: String) {
          log.report(code, of: "\(path).items.\(position)", message, advice)
        }
        if scale.items[..<position].contains(id) {
          report("scale.duplicate-item", "The item '\(id)' stands twice in '\(scale.id)'.", "Name it once.")
          continue
        }
        guard let item = items[id] else {
          if attributes.contains(id) {
            report(
              "scale.not-choice", "'\(id)' is an attribute, which has no score.", "Name items with answer sets only.")
          } else {
            report(
              "scale.unknown-item", "There is no item '\(id)'.",
              NearMatch.advice(for: id, among: items.keys.sorted(), otherwise: "Name items of the survey."))
          }
          continue
        }
        guard case .choice(let set) = item.kind else {
          report(
            "scale.not-choice", "The item '\(id)' isn't answered with an answer set.",
            "Name items with answer sets only.")
          continue
        }
        if item.showIf != nil {
          report(
            "scale.conditional-item", "The item '\(id)' isn't asked of everybody.",
            "Remove its 'show-if', or take it out of the scale.")
        }
        let codes = set.options.map(\.code)
        guard !codes.isEmpty else { continue }
        if let first, first.codes != codes {
          report(
            "scale.different-codes", "The item '\(id)' has other codes than '\(first.id)'.",
            "Give all items of the scale the same codes.")
        }
        first = first ?? (id, codes)
      }
      threshold(scale, codes: first?.codes, "\(path).favourable-from", log)
    }
  }

  private static func threshold(_ scale: Scale, codes: [Int]?, _ path: String, _ log: DiagnosticLog) {
    guard let from = scale.favourableFrom, let lowest = codes?.first, let highest = codes?.last else { return }
    let factor = scale.score == .sum ? Double(scale.items.count) : 1
    let range = Double(lowest) * factor...max(Double(highest), Double(lowest)) * factor
    if !range.contains(from) {
      log.report(
        "scale.favourable-from", of: path,
        "No score of '\(scale.id)' separates at \(from): "
          + "scores lie between \(range.lowerBound) and \(range.upperBound).",
        "Write a value in that range.")
    }
  }
}
