import SurveyCore
import SurveyStats

extension SurveyAnalysis {
  /// Agreement about every scale and item, and the means of the teams for every scale.
  var teamBlocks: [AnalysisBlock] {
    guard let teams = request.teams else { return [] }
    var table = TextTable([.left] + [TextTable.Alignment](repeating: .right, count: 9))
    table.add(["", "teams", "rwg uniform", "median", "slight skew", "ICC(1)", "ICC(2)", "F", "p", "design effect"])
    let entries =
      scales.map { ($0.scale.id, $0.additions.teams) } + items.map { ($0.item.id, $0.additions.teams) }
    for case (let name, let analysis?) in entries {
      guard let analysis = analysis.value else {
        table.add([name, AnalysisFormat.mark(analysis)] + [String](repeating: "", count: 8))
        continue
      }
      table.add(row(name, analysis))
    }
    var blocks = [
      AnalysisBlock(
        "Agreement within teams (\(teams))", table.lines,
        notes: [
          "rwg(j) of scales and rwg of items, mean and median over teams; ICC(1) and ICC(2) by one-way ANOVA with the mean team "
            + "size. Common cut-offs (.70) are conventions, not verdicts."
        ])
    ]
    for entry in scales {
      guard let analysis = entry.additions.teams?.value, let pooled = analysis.pooled.success else { continue }
      blocks.append(pooledBlock(entry.scale.id, analysis, pooled))
    }
    return blocks
  }

  private func row(_ name: String, _ analysis: TeamAnalysis) -> [String] {
    let agreement = Dictionary(uniqueKeysWithValues: analysis.agreement.map { ($0.null, $0.estimate) })
    let correlation = analysis.correlation
    return [
      name, String(analysis.groups), AnalysisFormat.number(agreement[.uniform]?.map(\.mean)),
      AnalysisFormat.number(agreement[.uniform]?.map(\.median)),
      AnalysisFormat.number(agreement[.slightSkew]?.map(\.mean)), AnalysisFormat.number(correlation.map(\.icc1), 3),
      AnalysisFormat.number(correlation.map(\.icc2), 3), AnalysisFormat.number(correlation.map(\.f)),
      AnalysisFormat.probability(correlation.success?.p), AnalysisFormat.number(analysis.designEffect.map(\.value)),
    ]
  }

  private func pooledBlock(_ name: String, _ analysis: TeamAnalysis, _ pooled: PooledMeans) -> AnalysisBlock {
    var table = TextTable([.left, .right, .right, .right, .right, .right])
    table.add(["", "n", "mean", "pooled", "± sd", "rank (95%)"])
    let ranks = analysis.ranks.success
    for (place, team) in pooled.groups.enumerated() {
      table.add([
        analysis.keys[place], String(team.n), AnalysisFormat.decimal(team.mean), AnalysisFormat.decimal(team.pooled),
        AnalysisFormat.decimal(team.conditionalDeviation),
        ranks.map {
          "\(AnalysisFormat.decimal($0.groups[place].low, 0))–\(AnalysisFormat.decimal($0.groups[place].high, 0))"
        }
          ?? "–",
      ])
    }
    var notes = [
      "Pooled: drawn towards the mean of all teams by as much as the team's size calls for (one-way random effects, REML)."
    ]
    if let ranks {
      notes.append(
        "Ranks from \(ranks.simulations) simulations, seed \(ranks.seed). Where ranges overlap, the order is not known."
      )
    }
    return AnalysisBlock("Teams: \(name)", table.lines, notes: notes)
  }
}
