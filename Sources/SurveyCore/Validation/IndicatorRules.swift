/// Indicators measure variables that have that measure.
enum IndicatorRules {
  static func check(_ survey: Survey, _ log: DiagnosticLog) {
    let items = Dictionary(survey.items.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let scales = Dictionary(survey.scales.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    for (index, indicator) in survey.indicators.enumerated() where !indicator.of.isEmpty {
      let path = "indicators.\(index)"
      if let scale = scales[indicator.of] {
        check(indicator, of: scale, path, log)
      } else if let item = items[indicator.of] {
        check(indicator, of: item, path, log)
      } else if survey.attributes.contains(where: { $0.id == indicator.of }) {
        log.report(
          "indicator.not-measurable", of: "\(path).of", "'\(indicator.of)' is an attribute, which isn't measured.",
          "Name an item or a scale.")
      } else {
        log.report(
          "indicator.unknown-variable", of: "\(path).of", "There is no item or scale '\(indicator.of)'.",
          NearMatch.advice(
            for: indicator.of, among: (Array(scales.keys) + Array(items.keys)).sorted(),
            otherwise: "Name an item or a scale."))
      }
      if indicator.measure != .mean, let target = indicator.target {
        let lowest: Double = indicator.measure == .netScore ? -100 : 0
        if !(lowest...100).contains(target) {
          log.report(
            "indicator.target", of: "\(path).target", "The target \(target) of '\(indicator.id)' can't be reached.",
            "Write \(Int(lowest)) to 100.")
        }
      }
    }
  }

  private static func check(_ indicator: Indicator, of scale: Scale, _ path: String, _ log: DiagnosticLog) {
    switch indicator.measure {
    case .favourable where scale.favourableFrom == nil:
      log.report(
        "indicator.no-favourable", of: "\(path).measure", "The scale '\(scale.id)' has no 'favourable-from'.",
        "Add 'favourable-from' to the scale, or choose another measure.")
    case .netScore:
      log.report(
        "indicator.no-unfavourable", of: "\(path).measure", "A scale has no unfavourable scores, so no net score.",
        "Choose another measure, or measure an item.")
    default: break
    }
  }

  private static func check(_ indicator: Indicator, of item: Item, _ path: String, _ log: DiagnosticLog) {
    switch item.kind {
    case .comment, .many, .unit:
      log.report(
        "indicator.not-measurable", of: "\(path).of", "The item '\(item.id)' has no single value to measure.",
        "Name an item with an answer set, a net score or a scale.")
      return
    case .choice(let set) where set.options.isEmpty: return
    case .choice, .netScore, .number: break
    }
    let needsFavourable = indicator.measure == .favourable || indicator.measure == .netScore
    if needsFavourable, item.kind.favourable.isEmpty {
      log.report(
        "indicator.no-favourable", of: "\(path).measure", "The answers of '\(item.id)' have no favourable codes.",
        "Add 'favourable' to the answer set, or choose another measure.")
    } else if indicator.measure == .netScore, item.kind.unfavourable.isEmpty {
      log.report(
        "indicator.no-unfavourable", of: "\(path).measure", "The answers of '\(item.id)' have no unfavourable codes.",
        "Add 'unfavourable' to the answer set, or choose another measure.")
    }
  }
}
