import SurveyCore
import SurveyStats

extension SurveyAnalysis {
  func itemLines(_ style: TerminalStyle) -> [String] {
    var isMissingHidden = false
    var table = TextTable([.left, .right, .right, .right, .right, .right, .right, .right, .left])
    table.add(["", "n", "missing", "mean", "sd", "median", "favourable", "95% Wilson", "▒ unfavourable █ favourable"])
    for entry in items {
      let name = entry.item.id + (entry.item.reverse ? " (reversed)" : "")
      guard case .shown(.success(let statistics)) = entry.statistics else {
        table.add([name, AnalysisFormat.mark(entry.statistics)] + [String](repeating: "", count: 7))
        continue
      }
      var missing = "–"
      if case .shown(let counts) = entry.missing {
        missing = String(counts.skipped + counts.declined + counts.notApplicable + counts.notShown)
      } else {
        isMissingHidden = true
      }
      table.add(
        [name, String(statistics.n), missing] + statistics.summary(NumberBands(entry.item.kind)) + [
          Self.bar(entry.item, statistics, style)
        ])
    }
    var notes: [String] = []
    if isMissingHidden {
      notes.append(
        "– under missing: not shown, because so few people gave no answer. Elsewhere –: the item has no such figure.")
    }
    for entry in items {
      guard let bounds = entry.declinedBounds else { continue }
      notes.append(
        "\(entry.item.id) is sensitive: \(AnalysisFormat.share(bounds.declinedShare)) declined. Favourable is between "
          + "\(AnalysisFormat.share(bounds.ifNone)) and \(AnalysisFormat.share(bounds.ifAll)), whatever they would have said."
      )
    }
    return table.lines + notes.flatMap { $0.wrapped(to: style.width) }
  }

  /// The options of items with several answers: how many ticked each, and their share of the people who answered.
  var optionBlock: AnalysisBlock? {
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
          "\(entry.item.id) \(count.code)", String(count.count), AnalysisFormat.share(share.share),
          AnalysisFormat.percentRange(share.share), label,
        ])
      }
    }
    return table.lines.count > 1 ? AnalysisBlock("Items with several answers", table.lines) : nil
  }

  /// The bands of number items: how many people are in each, and their share of those who answered.
  var numberBlock: AnalysisBlock? {
    var table = TextTable([.left, .right, .right])
    table.add(["", "people", "share"])
    for entry in items {
      guard let bands = NumberBands(entry.item.kind), case .shown(.success(let statistics)) = entry.statistics else {
        continue
      }
      for (label, count) in zip(bands.labels, statistics.counts) {
        let share = statistics.n > 0 ? Double(count.count) / Double(statistics.n) : nil
        table.add(["\(entry.item.id) \(label)", String(count.count), AnalysisFormat.share(share)])
      }
    }
    return table.lines.count > 1 ? AnalysisBlock("Numbers, by band", table.lines) : nil
  }

  private static func bar(_ item: Item, _ statistics: VariableStatistics, _ style: TerminalStyle) -> String {
    guard statistics.favourable?.success != nil else { return "" }
    func count(_ codes: [Int]) -> Int { statistics.counts.reduce(0) { codes.contains($1.code) ? $0 + $1.count : $0 } }
    let (low, high) = (count(item.unfavourableCodes), count(item.favourableCodes))
    guard let shares = try? largestRemainder([low, statistics.n - low - high, high]) else { return "" }
    return style.bar(unfavourable: shares[0], neutral: shares[1])
  }
}

extension VariableStatistics {
  /// Mean, sd, median (of a number its band), favourable share and its interval.
  fileprivate func summary(_ bands: NumberBands? = nil) -> [String] {
    [
      AnalysisFormat.number(mean), AnalysisFormat.number(standardDeviation),
      bands?.median(of: self) ?? AnalysisFormat.number(median), AnalysisFormat.share(favourable),
      AnalysisFormat.percentRange(favourable),
    ]
  }
}

extension SurveyAnalysis {
  var scaleBlock: AnalysisBlock? {
    if scales.isEmpty { return nil }
    var table = TextTable([.left, .right, .right, .right, .right, .right, .right])
    table.add(["", "n", "mean", "sd", "median", "favourable", "95% Wilson"])
    for entry in scales {
      guard case .shown(.success(let statistics)) = entry.statistics else {
        table.add([entry.scale.id, AnalysisFormat.mark(entry.statistics), "", "", "", "", ""])
        continue
      }
      table.add([entry.scale.id, String(statistics.n)] + statistics.summary())
    }
    return AnalysisBlock("Scales", table.lines)
  }
}
