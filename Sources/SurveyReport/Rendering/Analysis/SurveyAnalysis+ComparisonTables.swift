import SurveyCore
import SurveyStats

extension SurveyAnalysis {
  /// The groups of one breakdown with their means, and what is tested between them.
  func comparisonBlocks(by breakdown: Breakdown) -> [AnalysisBlock] {
    let comparisons = comparisons.filter { $0.breakdown == breakdown }
    var keys: [String] = []
    for comparison in comparisons {
      for member in comparison.members where !keys.contains(member.key) { keys.append(member.key) }
    }
    let families = Set(comparisons.map(\.family)).count
    let notes = [
      "p of Mann–Whitney (two groups; normal approximation, corrected for ties) or Kruskal–Wallis (more), adjusted by Holm within "
        + "the family of all variables by \(breakdown)."
        + (comparisons.contains { $0.tests?.two?.mannWhitney.success?.exactP != nil }
          ? " “exact”: of at most 30 people, by all ways to divide them; Holm's adjustment takes the approximation for all."
          : "")
        + (families > 1 ? " The options of an item with several answers are a family each." : "")
        + (comparisons.contains { $0.tests?.ordered != nil }
          ? " Ordered p: Jonckheere–Terpstra, which holds only if the order of the groups means something." : "")
        + (comparisons.contains { $0.tests?.several != nil } ? " Dunn's pairs are in the JSON output." : "")
        + (comparisons.contains { bands(of: $0) != nil } ? " Numbers stand with the band of their median." : "")
        + " Lead with effects and their intervals; p only asks whether this could be chance in who answered and how."
    ]
    return [
      AnalysisBlock("Groups by \(breakdown)", groupTable(comparisons, keys)),
      AnalysisBlock("Comparisons by \(breakdown)", testTable(comparisons), notes: notes),
    ] + [teamRobustBlock(comparisons, by: breakdown)].compactMap(\.self)
  }

  /// What must be said of units whose people come in teams: contrasts that know it, or the design effect.
  private func teamRobustBlock(_ comparisons: [GroupComparison], by breakdown: Breakdown) -> AnalysisBlock? {
    guard let teams = request.teams, teams.attribute == breakdown.attribute, teams != breakdown else { return nil }
    let title = "Units by \(breakdown), whose people come in teams"
    let contrasts = comparisons.compactMap { comparison in
      (comparison.tests?.two?.clusterRobust?.success).map { (comparison, $0) }
    }
    guard !contrasts.isEmpty else {
      return AnalysisBlock(
        title,
        notes: [
          "The tests above take people for independent, but those of one team are alike: with the design effects of the teams in mind, "
            + "variances are larger by that factor. Two units whose teams are all shown are contrasted with cluster-robust standard errors."
        ])
    }
    var table = TextTable([.left, .right, .right, .right, .right])
    table.add(["", "difference [95%]", "se", "p", "teams"])
    for (comparison, contrast) in contrasts {
      table.add([
        comparison.name, AnalysisFormat.withRange(.success(contrast.estimate)),
        AnalysisFormat.decimal(contrast.standardError, 3), AnalysisFormat.probability(contrast.p),
        String(contrast.teams),
      ])
    }
    return AnalysisBlock(
      title, table.lines,
      notes: [
        "Differences of means with standard errors that are robust to teams (CR2, Satterthwaite's degrees of freedom): people of one team "
          + "are alike, which the tests above don't know."
      ])
  }

  private func groupTable(_ comparisons: [GroupComparison], _ keys: [String]) -> [String] {
    // Few groups stand side by side; many stand one below the other.
    if keys.count > 6 {
      var table = TextTable([.left, .right, .right, .right, .right, .right, .right])
      table.add(["", "n", "mean", "sd", "median", "favourable", "95% Wilson"])
      for comparison in comparisons where comparison.option == nil {
        let bands = bands(of: comparison)
        table.add([comparison.name] + [String](repeating: "", count: 6))
        for member in comparison.members {
          guard let statistics = member.statistics.value?.success else {
            table.add(["  " + member.key, AnalysisFormat.mark(member.statistics)] + [String](repeating: "", count: 5))
            continue
          }
          table.add([
            "  " + member.key, String(statistics.n), AnalysisFormat.number(statistics.mean),
            AnalysisFormat.number(statistics.standardDeviation),
            bands?.median(of: statistics) ?? AnalysisFormat.number(statistics.median),
            AnalysisFormat.share(statistics.favourable), AnalysisFormat.percentRange(statistics.favourable),
          ])
        }
      }
      return table.lines
    }
    var table = TextTable([.left] + [TextTable.Alignment](repeating: .right, count: keys.count))
    table.add(["mean (n)"] + keys)
    for comparison in comparisons {
      let members = Dictionary(comparison.members.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
      let bands = bands(of: comparison)
      table.add([comparison.name] + keys.map { key in members[key].map { Self.cell($0, bands) } ?? "" })
    }
    return table.lines
  }

  /// The bands of a number item; nil for other variables.
  private func bands(of comparison: GroupComparison) -> NumberBands? {
    survey.items.first { $0.id == comparison.variable }.flatMap { NumberBands($0.kind) }
  }

  private static func cell(_ member: GroupComparison.Member, _ bands: NumberBands?) -> String {
    guard let statistics = member.statistics.value?.success else { return AnalysisFormat.mark(member.statistics) }
    let value =
      bands?.median(of: statistics) ?? statistics.mean.map { AnalysisFormat.number($0) }
      ?? statistics.shares.first.map { AnalysisFormat.share($0.share) } ?? "–"
    return "\(value) (\(statistics.n))"
  }

  private func testTable(_ comparisons: [GroupComparison]) -> [String] {
    var table = TextTable([.left, .left, .left, .right, .right, .right, .right])
    table.add(["", "effect [95%]", "means or shares", "test", "p", "p Holm", "ordered p"])
    for comparison in comparisons {
      guard let tests = comparison.tests else {
        table.add([comparison.name, "fewer than two groups to compare", "", "", "", "", ""])
        continue
      }
      table.add(
        [comparison.name] + (tests.two.map { row($0, tests) } ?? row(tests)) + [
          AnalysisFormat.probability(comparison.adjusted),
          tests.ordered.map { AnalysisFormat.probability($0.jonckheere.success?.p) } ?? "",
        ])
    }
    return table.lines
  }

  private func row(_ two: GroupTests.Two, _ tests: GroupTests) -> [String] {
    let test = two.mannWhitney.success
    return [
      "delta " + AnalysisFormat.withRange(two.cliffsDelta),
      two.hedgesG.map { "g " + AnalysisFormat.withRange($0.map(\.estimate)) } ?? share(two),
      test.map { "z \(AnalysisFormat.decimal($0.z))" } ?? "–",
      test?.exactP.map { AnalysisFormat.probability($0) + " exact" } ?? AnalysisFormat.probability(test?.p),
    ]
  }

  private func share(_ two: GroupTests.Two) -> String {
    two.favourableDifference?.success.map {
      "share \(AnalysisFormat.decimal($0.value * 100, 1)) [\(AnalysisFormat.decimal($0.low * 100, 1)) to \(AnalysisFormat.decimal($0.high * 100, 1))] points"
    } ?? ""
  }

  private func row(_ tests: GroupTests) -> [String] {
    let test = tests.several?.kruskalWallis.success
    let welch = tests.several?.welch?.success
    return [
      test.map { "epsilon² \(AnalysisFormat.decimal($0.epsilonSquared, 3))" } ?? "–",
      welch.map { "Welch F \(AnalysisFormat.decimal($0.f)), p \(AnalysisFormat.probability($0.p))" } ?? "",
      test.map { "H \(AnalysisFormat.decimal($0.h))" } ?? "–", AnalysisFormat.probability(test?.p),
    ]
  }
}
