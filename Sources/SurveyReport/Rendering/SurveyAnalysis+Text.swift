import SurveyCore
import SurveyStats

extension SurveyAnalysis {
  /// The analysis as tables for a terminal, in English; statistics carry the name of their variant.
  public func text(style: TerminalStyle) -> String {
    let kind =
      isGated
      ? "Passed disclosure control: only what may be published is shown."
      : "Not gated: these are figures of a file of your own, without disclosure control. Don't publish them as they are."
    var lines =
      [style.bold("\(survey.id)@\(survey.version): \(respondents) respondents")] + kind.wrapped(to: style.width)
    lines += ["", style.bold("Items")] + itemTable(style)
    let options = optionTable
    if options.count > 1 { lines += ["", style.bold("Items with several answers")] + options }
    if !scales.isEmpty {
      lines += ["", style.bold("Scales")] + scaleTable + ["", style.bold("Reliability")] + reliabilityTable
    }
    let warnings = warnings
    if !warnings.isEmpty {
      lines +=
        ["", style.warning("Warnings (\(warnings.count))")] + warnings.flatMap { "– \($0)".wrapped(to: style.width) }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func itemTable(_ style: TerminalStyle) -> [String] {
    var isMissingHidden = false
    var table = TextTable([.left, .right, .right, .right, .right, .right, .right, .right, .left])
    table.add(["", "n", "missing", "mean", "sd", "median", "favourable", "95% Wilson", "▒ unfavourable █ favourable"])
    for entry in items {
      let name = entry.item.id + (entry.item.reverse ? " (reversed)" : "")
      guard case .shown(.success(let statistics)) = entry.statistics else {
        table.add([name, Self.mark(entry.statistics)] + [String](repeating: "", count: 7))
        continue
      }
      var missing = "–"
      if case .shown(let counts) = entry.missing {
        missing = String(counts.skipped + counts.declined + counts.notApplicable + counts.notShown)
      } else {
        isMissingHidden = true
      }
      table.add([
        name, String(statistics.n), missing, Self.number(statistics.mean), Self.number(statistics.standardDeviation),
        Self.number(statistics.median), Self.share(statistics.favourable), Self.interval(statistics.favourable),
        Self.bar(entry.item, statistics, style),
      ])
    }
    let legend =
      "– under missing: not shown, because so few people gave no answer. Elsewhere –: the item has no such figure."
    return table.lines + (isMissingHidden ? legend.wrapped(to: style.width) : [])
  }

  /// The options of items with several answers: how many ticked each, and their share of the people who answered.
  private var optionTable: [String] {
    let language = survey.languages.contains(.en) ? .en : survey.languages.first ?? .en
    var table = TextTable([.left, .right, .right, .right, .left])
    table.add(["", "ticked", "share", "95% Wilson", ""])
    for entry in items {
      guard case .many(let options) = entry.item.kind, case .shown(.success(let statistics)) = entry.statistics else {
        continue
      }
      for (count, share) in zip(statistics.counts, statistics.shares) {
        let label = options.first { $0.code == count.code }?.label[language] ?? ""
        table.add([
          "\(entry.item.id) \(count.code)", String(count.count), Self.share(share.share), Self.interval(share.share),
          label,
        ])
      }
    }
    return table.lines
  }

  private var scaleTable: [String] {
    var table = TextTable([.left, .right, .right, .right, .right, .right, .right])
    table.add(["", "n", "mean", "sd", "median", "favourable", "95% Wilson"])
    for entry in scales {
      guard case .shown(.success(let statistics)) = entry.statistics else {
        table.add([entry.scale.id, Self.mark(entry.statistics), "", "", "", "", ""])
        continue
      }
      table.add([
        entry.scale.id, String(statistics.n), Self.number(statistics.mean), Self.number(statistics.standardDeviation),
        Self.number(statistics.median), Self.share(statistics.favourable), Self.interval(statistics.favourable),
      ])
    }
    return table.lines
  }

  private var reliabilityTable: [String] {
    var table = TextTable([.left, .right, .right, .right, .right, .right])
    table.add(["", "cases", "alpha (raw)", "95% Feldt", "standardised", "mean r"])
    for entry in scales {
      guard case .shown(.success(let alpha)) = entry.reliability else {
        table.add([entry.scale.id, Self.mark(entry.reliability), "", "", "", ""])
        continue
      }
      table.add([
        entry.scale.id, String(alpha.cases), Self.decimal(alpha.estimate.value, 3),
        "\(Self.decimal(alpha.estimate.low, 3))–\(Self.decimal(alpha.estimate.high, 3))",
        Self.decimal(alpha.standardised, 3), Self.decimal(alpha.averageInterItem, 3),
      ])
    }
    return table.lines
  }

  private static func mark<Value>(_ cell: Disclosed<Result<Value, StatisticsError>>) -> String {
    switch cell {
    case .suppressed, .banded: "hidden"
    case .empty(.nobodyAnswered): "nobody answered"
    case .empty(.notAsked): "not asked"
    case .shown: "can't be computed"
    }
  }

  private static func bar(_ item: Item, _ statistics: VariableStatistics, _ style: TerminalStyle) -> String {
    guard statistics.favourable?.success != nil else { return "" }
    func count(_ codes: [Int]) -> Int { statistics.counts.reduce(0) { codes.contains($1.code) ? $0 + $1.count : $0 } }
    let (low, high) = (count(item.unfavourableCodes), count(item.favourableCodes))
    guard let shares = try? largestRemainder([low, statistics.n - low - high, high]) else { return "" }
    return style.bar(unfavourable: shares[0], neutral: shares[1])
  }

  private static func number(_ figure: VariableStatistics.Figure?) -> String {
    figure?.success.map { decimal($0, 2) } ?? "–"
  }

  private static func share(_ estimate: VariableStatistics.Estimate?) -> String {
    estimate?.success.map { decimal($0.value * 100, 1) + "%" } ?? "–"
  }

  private static func interval(_ estimate: VariableStatistics.Estimate?) -> String {
    estimate?.success.map { "\(decimal($0.low * 100, 1))–\(decimal($0.high * 100, 1))%" } ?? ""
  }

  private static func decimal(_ value: Double, _ places: Int) -> String {
    NumberFormat(language: .en).decimal(value, places: places)
  }
}
