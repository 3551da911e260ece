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
    let previous = try Self.previousIndicators(of: wave, in: workspace, results: results)
    report = try Self.builder(of: wave, comparing: asked, in: workspace, results: results)
      .report(plan, ledgerHead: "", previous: previous)
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
    let cells = report.statistics.cells.map { isShown($0.cell) } + report.indicators.cells.map { isShown($0.cell) }
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
    of wave: String, comparing asked: GroupRequest? = nil, in workspace: Workspace, results: ResultsStore
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
      privacy: served.survey.privacy)
    return ReportBuilder(
      table: table, gate: try results.gate(of: wave, admitting: isAdmitted ? [asked].compactMap(\.self) : []),
      facts: facts, configuration: workspace.configuration, asked: asked)
  }

  /// The indicators of the wave of the same survey that closed last before this one.
  private static func previousIndicators(
    of wave: String, in workspace: Workspace, results: ResultsStore
  ) throws -> Released<IndicatorFigure>? {
    let current = try results.wave(wave).served
    let earlier = try results.waves().filter {
      $0.respondents != nil && !$0.isDeleted && $0.served.survey.id == current.survey.id
        && $0.served.closes < current.closes
    }
    guard let last = earlier.max(by: { $0.served.closes < $1.served.closes }) else { return nil }
    return try builder(of: last.served.id, in: workspace, results: results).indicators()
  }
}
