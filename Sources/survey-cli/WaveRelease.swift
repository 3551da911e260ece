import Foundation
import SurveyCore
import SurveyNotify
import SurveyReport
import SurveyStore

/// A report on its way out of the engine: nothing may be shown of it before it is recorded in the ledger.
struct WaveRelease {
  /// The report, without the ledger head that it will print.
  let report: Report
  private let workspace: Workspace
  private let results: ResultsStore

  /// Makes the report.
  ///
  /// - Parameter asked: Groups by which the plan compares, decided about on top of all that was shown before.
  init(of wave: String, plan: ReportPlan, comparing asked: GroupRequest? = nil, in workspace: Workspace) throws {
    let results = try workspace.openResults()
    let builder = try Self.builder(of: wave, plan: plan, comparing: asked, in: workspace, results: results)
    let history = try Self.history(before: wave, needsAll: plan.trendIndicators != nil, in: workspace, results: results)
    report = builder.report(plan, ledgerHead: "", history: history)
    self.workspace = workspace
    self.results = results
  }

  /// Records the figures and refusals in the ledger and, if published, enqueues what subscribers are told, in one transaction.
  ///
  /// - Returns: The report with the ledger head that it prints.
  func record(publish: Bool) throws -> Report {
    let now = Date()
    let head = try results.recordRelease(body: report.json.text(), at: now) { head in
      guard publish else { return [] }
      return workspace.messages(
        .reportPublished(
          wave: report.facts.wave, plan: report.plan.id, link: nil, indicators: report.indicators,
          hiddenGroups: report.hiddenGroupCount, ledgerHead: head, at: now), about: head)
    }
    return report.withLedgerHead(head)
  }

  /// Whether everything that was asked for is hidden.
  var isNothingShown: Bool {
    func isShown<Value>(_ cell: Released<Value>.Cell) -> Bool { if case .suppressed = cell { false } else { true } }
    var cells = report.statistics.cells.map { isShown($0.cell) } + report.indicators.cells.map { isShown($0.cell) }
    if let drivers = report.drivers { cells.append(!drivers.isHidden) }
    if let trend = report.trend { cells.append(!trend.isHidden) }
    return !cells.isEmpty && !cells.contains(true)
  }

  /// Whether every group that was compared is hidden.
  var isNoGroupShown: Bool {
    let groups = Set(report.comparisons.flatMap(\.groups).map(\.unfolded))
    return !report.statistics.cells.contains { key, cell in
      if case .suppressed = cell { false } else { groups.contains(key.group.unfolded) }
    }
  }

  private static func builder(
    of wave: String, plan: ReportPlan? = nil, comparing asked: GroupRequest? = nil, in workspace: Workspace,
    results: ResultsStore
  ) throws -> ReportBuilder {
    let table = try results.responses(of: wave)
    let record = try results.wave(wave)
    let served = record.served
    let headcount = try served.organisation?.totalHeadcount ?? workspace.organisation()?.tree.totalHeadcount
    let isAdmitted = served.survey.publication.adHoc == .admit
    let facts = WaveFacts(
      wave: wave, mode: served.mode, opened: served.opens, closed: served.closes, timeZone: .current,
      respondents: table.respondents, headcount: headcount,
      codesPrinted: served.mode == .code ? record.codesPrinted : nil, isImported: record.isImported,
      paperAnswers: record.paperAnswers,
      privacy: served.survey.privacy)
    let gate = try ProgressBar.whileDeciding { progress in
      try results.gate(
        of: wave, admitting: isAdmitted ? [asked].compactMap(\.self) : [],
        joint: plan?.jointRequests(in: table.survey) ?? [], progress: progress)
    }
    return ReportBuilder(
      table: table, gate: gate, facts: facts, configuration: workspace.configuration, asked: asked)
  }

  /// The indicators of earlier waves of the same survey in order of closing: of all, or of the last.
  private static func history(
    before wave: String, needsAll: Bool, in workspace: Workspace, results: ResultsStore
  ) throws -> [WaveIndicators] {
    let series = try results.series(of: results.wave(wave).served.survey.id).map(\.served.id)
    let earlier = series.prefix { $0 != wave }
    return try (needsAll ? earlier[...] : earlier.suffix(1)).reduce(into: []) { history, wave in
      history.append(try builder(of: wave, in: workspace, results: results).indicators(after: history.last))
    }
  }
}
