import ArgumentParser
import Foundation
import SurveyCore
import SurveyReport
import SurveyStore

struct TrendCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trend", abstract: "Show the indicators of a survey over all its waves.",
    discussion: """
      Every wave whose answers are there, in order of closing, with the change since the wave before and the events of workspace.yaml. From
      8 waves on, rise or fall is tested. What a wave hides stays hidden here, and the figures are recorded in the ledger.
      """)

  @Option(help: ArgumentHelp("An indicator (default: all); repeatable.", valueName: "INDICATOR"))
  var indicator: [String] = []

  @Option(help: "The survey, where the workspace has waves of several: its id or a path.")
  var survey: String?

  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let workspace = try workspace.open()
    let results = try workspace.openResults()
    guard let newest = try results.series(of: try surveyID(in: results, workspace)).last?.served else { return }
    let plan = ReportPlan(
      id: LookUp.trend.rawValue,
      title: LocalizedText([.nl: "Verloop", .fr: "Évolution", .de: "Verlauf", .en: "Trend"]), audience: .analysts,
      languages: newest.survey.languages, blocks: [.trend(of: try indicators(of: newest.survey)), .method])
    let draft = try WaveRelease(of: newest.id, plan: plan, in: workspace)
    let report = try draft.record(publish: false)
    if output.json {
      print(report.json.text(pretty: true))
    } else {
      print(report.text(in: workspace.language(of: newest.survey), style: Terminal.style), terminator: "")
    }
    if report.trend?.isHidden == true {
      throw Failure.refused("Nothing of these indicators can be shown in any wave: too few people answered.")
    }
  }

  /// The survey that was named, or the only one that has waves.
  private func surveyID(in results: ResultsStore, _ workspace: Workspace) throws -> String {
    let known = Set(
      try results.waves().filter { $0.respondents != nil && !$0.isDeleted }.map(\.served.survey.id)
    ).sorted()
    if known.isEmpty {
      throw Failure.badInput(
        "error: There is no wave with answers. Unseal one with 'survey-cli wave unseal', or import past answers.")
    }
    let list = known.joined(separator: ", ")
    guard let survey else {
      guard known.count == 1 else {
        throw Failure.badInput("error: There are waves of several surveys. Name one with --survey: \(list).")
      }
      return known[0]
    }
    if known.contains(survey) { return survey }
    let named =
      FileManager.default.fileExists(atPath: survey)
      ? try DefinitionFiles(workspace: workspace.folder).survey(survey).survey.id : survey
    guard known.contains(named) else {
      throw Failure.badInput("error: There is no wave with answers of the survey '\(named)'. Choose among \(list).")
    }
    return named
  }

  /// The indicators that were named, each once.
  private func indicators(of survey: Survey) throws -> [String] {
    let known = survey.indicators.map(\.id)
    if known.isEmpty {
      throw Failure.badInput("error: The survey '\(survey.id)' declares no indicators. Add some under 'indicators:'.")
    }
    let unknown = indicator.filter { !known.contains($0) }
    guard unknown.isEmpty else {
      throw Failure.badInput(
        unknown.map { "error: '\($0)' is no indicator. Choose among \(known.joined(separator: ", "))." }
          .joined(separator: "\n"))
    }
    return known.filter { indicator.isEmpty || indicator.contains($0) }
  }
}
