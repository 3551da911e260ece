public import SurveyCore
import SurveyStats

/// Makes reports of one wave.
public struct ReportBuilder: Sendable {
  private let table: ResponseTable
  private let gate: DisclosureGate
  private let facts: WaveFacts
  private let configuration: WorkspaceConfiguration
  private let asked: GroupRequest?

  /// Makes a builder.
  ///
  /// - Parameters:
  ///   - table: The wave's answers.
  ///   - gate: The gate made for these answers; nothing is computed but through it.
  ///   - facts: What is said about the wave.
  ///   - configuration: The organisation and its actions.
  ///   - asked: Groups that the gate decided about although the survey doesn't declare them, or only a part of what it declares; the
  ///     plan's comparisons are by these.
  public init(
    table: ResponseTable, gate: DisclosureGate, facts: WaveFacts, configuration: WorkspaceConfiguration,
    asked: GroupRequest? = nil
  ) {
    self.table = table
    self.gate = gate
    self.facts = facts
    self.configuration = configuration
    self.asked = asked
  }

  /// Makes the report of a plan.
  ///
  /// - Parameters:
  ///   - plan: What the report holds.
  ///   - ledgerHead: The head of the ledger, printed in the report.
  ///   - history: The released indicators of earlier waves in order of closing, for trends; the last for the change since then.
  /// - Returns: The report; an indicator that can't be computed is in it with the reason.
  public func report(_ plan: ReportPlan, ledgerHead: String, history: [WaveIndicators] = []) -> Report {
    let plan = withEveryGrouping(plan)
    let comparisons = plan.blocks.compactMap(comparison)
    var keys: [CellKey] = []
    for block in plan.blocks { keys += self.keys(of: block) }
    for comparison in comparisons {
      keys += comparison.variables.flatMap { variable in
        ([Group.total] + comparison.groups).map { CellKey(variable: variable, group: $0) }
      }
    }
    var seen = Set<CellKey>()
    let released = gate.release(keys.filter { seen.insert($0).inserted }) { key, rows in
      statistics(of: key.variable, in: table, rows: RowSelection(rows))
    }
    let own = indicators(plan.indicators(of: table.survey), after: history.last)
    return Report(
      plan: plan, survey: table.survey, organisation: table.organisation, configuration: configuration, facts: facts,
      ledgerHead: ledgerHead, statistics: released, indicators: own.figures, indicatorFailures: own.failures,
      drivers: plan.blocks.lazy.compactMap(drivers).first,
      trend: plan.trendIndicators.map { Trend(of: $0, over: history + [own], events: configuration.events) },
      comparisons: comparisons, hidden: asked.map(gate.hidden(of:)) ?? gate.hidden)
  }

  /// All indicators of the survey for everybody.
  ///
  /// - Parameter previous: Those of the wave before, for the change since then.
  public func indicators(after previous: WaveIndicators? = nil) -> WaveIndicators {
    indicators(table.survey.indicators, after: previous)
  }

  private func indicators(_ indicators: [Indicator], after previous: WaveIndicators?) -> WaveIndicators {
    let failures = failures(of: indicators)
    let computable = indicators.filter { failures[$0.id] == nil }
    // Nothing of the computable ones fails, so that no cell is lost here.
    let figures =
      (try? gate.release(indicators: computable) { indicator, rows -> IndicatorFigure in
        let estimate = try self.estimate(of: indicator, rows)
        let before = previous.flatMap {
          table.survey.isComparable(indicator, with: $0.survey) ? $0.figures.value(of: indicator.id) : nil
        }
        return IndicatorFigure(
          id: indicator.id, title: indicator.title, measure: indicator.measure, direction: indicator.direction,
          value: estimate.value, low: estimate.low, high: estimate.high, target: indicator.target,
          previous: before?.value, change: before.map { IndicatorFigure.Change(from: $0, to: estimate) })
      }) ?? gate.release(indicators: []) { _, _ in preconditionFailure("There is no indicator.") }
    return WaveIndicators(
      wave: facts.wave, survey: table.survey, closed: facts.closed, figures: figures, failures: failures)
  }

  /// The indicators that can't be computed; only what the gate admits is tried.
  private func failures(of indicators: [Indicator]) -> [String: StatisticsError] {
    let outcomes = gate.release(indicators: indicators) { indicator, rows in
      Result { () throws(StatisticsError) in _ = try estimate(of: indicator, rows) }
    }
    var failures: [String: StatisticsError] = [:]
    for (key, cell) in outcomes.cells {
      if case .shown(.failure(let error), _) = cell { failures[key.variable] = error }
    }
    return failures
  }

  private func drivers(of block: ReportPlan.Block) -> Report.Drivers? {
    guard case .drivers(let outcome, let predictors) = block else { return nil }
    let request = AnalysisRequest(outcome: outcome, predictors: predictors)
    let variables = [outcome] + request.predictors(in: table.survey)
    return Report.Drivers(
      outcome: outcome,
      cell: gate.releaseForWhole(of: variables) { DriverAnalysis(request, outcome: outcome, in: table) })
  }

  private func estimate(
    of indicator: Indicator, _ rows: GroupRows
  ) throws(StatisticsError) -> (value: Double, low: Double, high: Double) {
    try statistics(of: indicator.of, in: table, rows: RowSelection(rows)).get()
      .estimate(of: indicator, in: table.survey)
  }

  private func keys(of block: ReportPlan.Block) -> [CellKey] {
    switch block {
    case .items(let section):
      let items = table.survey.sections.filter { section == nil || $0.id == section }.flatMap(\.items)
      let closed = Set(table.survey.closedItems.map(\.id))
      return items.filter { closed.contains($0.id) }.map { CellKey(variable: $0.id, group: .total) }
    case .scales: return table.survey.scales.map { CellKey(variable: $0.id, group: .total) }
    case .text, .participation, .indicators, .comparison, .trend, .drivers, .hidden, .actions, .method: return []
    }
  }

  /// The plan with one comparison for each grouping that the survey declares, where it asks for all of them.
  private func withEveryGrouping(_ plan: ReportPlan) -> ReportPlan {
    var plan = plan
    plan.blocks = plan.blocks.flatMap { block -> [ReportPlan.Block] in
      guard case .comparison(let by, let of) = block, by.isEmpty, asked == nil else { return [block] }
      let variables = of.isEmpty ? table.survey.closedItems.map(\.id) + table.survey.scales.map(\.id) : of
      return table.survey.publication.groupings.map { .comparison(by: $0.by, of: variables) }
    }
    return plan
  }

  private func comparison(_ block: ReportPlan.Block) -> Report.Comparison? {
    guard case .comparison(let by, let of) = block else { return nil }
    let variables = of.isEmpty ? table.survey.scales.map(\.id) : of
    if let asked {
      let groups = inTreeOrder(gate.groups(of: asked, for: variables))
      let attributes = asked.by + asked.values.keys.filter { !asked.by.contains($0) }.sorted()
      return Report.Comparison(
        by: attributes, variables: variables, groups: groups.isEmpty ? undeclaredGroups(attributes) : groups,
        isDeclared: !groups.isEmpty)
    }
    let declared = table.survey.publication.groupings.first { Set($0.by) == Set(by) }
    let groups = declared.map { inTreeOrder(gate.groups(of: GroupRequest($0), for: variables)) } ?? undeclaredGroups(by)
    return Report.Comparison(by: by, variables: variables, groups: groups, isDeclared: declared != nil)
  }

  /// The groups of a grouping that the survey doesn't declare, so that each is reported as such.
  private func undeclaredGroups(_ by: [String]) -> [Group] {
    by.reduce([Group.total]) { groups, id in
      let kind = table.survey.questions.first { $0.id == id }?.kind
      let values =
        if case .unit? = kind { table.organisation?.units.map(\.id) ?? [] } else { kind?.codes.map(String.init) ?? [] }
      return groups.flatMap { group in values.map { Group(group.values.merging([id: $0]) { $1 }) } }
    }
  }

  /// The groups with each unit below the one that it belongs to, otherwise in the same order.
  private func inTreeOrder(_ groups: [Group]) -> [Group] {
    guard let organisation = table.organisation, let attribute = table.survey.unitAttribute else { return groups }
    func path(_ group: Group) -> [Int] {
      guard let value = group.values[attribute] else { return [] }
      guard let unit = organisation.index(of: value) else { return [.max] }
      return organisation.path(from: unit).reversed()
    }
    return groups.enumerated().map { (path: path($1), place: $0, group: $1) }.sorted { left, right in
      if left.path == right.path { return left.place < right.place }
      return left.path.lexicographicallyPrecedes(right.path)
    }.map(\.group)
  }
}

extension Survey {
  /// The attribute that tells a person's unit.
  var unitAttribute: String? {
    attributes.first { if case .unit = $0.kind { true } else { false } }?.id
  }

  /// The lowest and highest value that an item or scale can take.
  func bounds(of variable: String) -> (Double, Double) {
    if let scale = scales.first(where: { $0.id == variable }) {
      let codes = items.first { $0.id == scale.items.first }?.kind.codes ?? []
      let factor = scale.score == .sum ? scale.items.count : 1
      return (Double((codes.min() ?? 0) * factor), Double((codes.max() ?? 0) * factor))
    }
    let codes = items.first { $0.id == variable }?.kind.codes ?? []
    return (Double(codes.min() ?? 0), Double(codes.max() ?? 0))
  }
}
