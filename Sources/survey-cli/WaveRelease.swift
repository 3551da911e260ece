import Foundation
import SurveyCore
import SurveyNotify
import SurveyReport
import SurveyStore

/// A report as it leaves the engine: recorded in the ledger and, if published, told to subscribers in the same transaction.
struct WaveRelease {
  /// The report, with the ledger head that it prints.
  let report: Report

  /// Makes the report, records its figures and refusals, and enqueues the messages.
  init(of wave: String, plan: ReportPlan, in workspace: Workspace, publish: Bool) throws {
    let results = try workspace.openResults()
    let builder = try Self.builder(of: wave, in: workspace, results: results)
    let previous = try Self.previousIndicators(of: wave, in: workspace, results: results)
    let body = try builder.report(plan, ledgerHead: "", previous: previous).json.text()
    let now = Date()
    var recorded: Report?
    let head = try results.recordRelease(body: body, at: now) { head in
      let report = try builder.report(plan, ledgerHead: head, previous: previous)
      recorded = report
      guard publish else { return [] }
      return workspace.messages(
        .reportPublished(
          wave: wave, plan: plan.id, link: nil, indicators: report.indicators, hiddenGroups: report.hiddenGroupCount,
          ledgerHead: head, at: now))
    }
    report = try recorded ?? builder.report(plan, ledgerHead: head, previous: previous)
  }

  /// Whether everything that was asked for is hidden.
  var isNothingShown: Bool {
    func isShown<Value>(_ cell: Released<Value>.Cell) -> Bool { if case .suppressed = cell { false } else { true } }
    let cells = report.statistics.cells.map { isShown($0.cell) } + report.indicators.cells.map { isShown($0.cell) }
    return !cells.isEmpty && !cells.contains(true)
  }

  private static func builder(of wave: String, in workspace: Workspace, results: ResultsStore) throws -> ReportBuilder {
    let table = try results.responses(of: wave)
    let record = try results.wave(wave)
    let served = record.served
    let headcount = try served.organisation?.totalHeadcount ?? workspace.organisation()?.tree.totalHeadcount
    let facts = WaveFacts(
      wave: wave, mode: served.mode, opened: served.opens, closed: served.closes, timeZone: .current,
      respondents: table.respondents, headcount: headcount,
      codesPrinted: served.mode == .code ? record.codesPrinted : nil, privacy: served.survey.privacy)
    return ReportBuilder(
      table: table, gate: DisclosureGate(responses: table), facts: facts, configuration: workspace.configuration)
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
