import SurveyCore

/// What a report says about groups that it does not show.
extension ReportWording {
  /// How many groups are hidden, and by which rule.
  var hiddenSummary: [String] {
    let privacy = report.facts.privacy
    let why = self(
      .hiddenWhy,
      ["minimum": numbers.whole(privacy.minimumGroup), "sensitive": numbers.whole(privacy.minimumSensitive)])
    if report.facts.respondents == 0 { return [self(.nobodyAnsweredWave), why] }
    let here = report.comparesGroups
    switch report.hiddenGroupCount {
    case 0: return [self(here ? .hiddenNone : .hiddenElsewhereNone), why]
    case 1: return [self(here ? .hiddenOne : .hiddenElsewhereOne), why]
    case let count:
      return [self(here ? .hiddenCount : .hiddenElsewhereCount, ["count": numbers.whole(count)]), why]
    }
  }

  /// The hidden groups, each once, with the reason and what is shown instead.
  var hiddenGroups: [(group: String, reason: String, instead: String, by: [String])] {
    let shown = Set(
      report.statistics.cells.compactMap { key, cell in if case .shown = cell { key.group.unfolded } else { nil } })
    return report.hiddenGroups.map { hidden in
      let instead = hidden.suppression.showInstead.flatMap { shown.contains($0.unfolded) ? name(of: $0) : nil }
      return (
        name(of: hidden.group), reason(hidden.suppression), instead ?? "–", hidden.group.values.keys.sorted()
      )
    }
  }

  /// How many groups are hidden beyond those that are listed, by grouping.
  func hiddenRest(after listed: Int) -> String? {
    let rest = hiddenGroups.dropFirst(listed)
    guard !rest.isEmpty else { return nil }
    var order: [[String]] = []
    for hidden in rest where !order.contains(hidden.by) { order.append(hidden.by) }
    let parts = order.map { by in
      self(
        .hiddenMoreByGrouping, ["by": title(of: by), "count": numbers.whole(rest.count { $0.by == by })])
    }
    return self(.hiddenMore, ["count": numbers.whole(rest.count)]) + " " + parts.joined(separator: "; ") + "."
  }
}
