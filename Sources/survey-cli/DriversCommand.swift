import ArgumentParser
import SurveyCore
import SurveyReport
import SurveyStore

struct DriversCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "drivers", abstract: "Show what goes together with an outcome in an unsealed wave.",
    discussion: """
      Johnson's relative weights with bootstrap intervals, and Shapley values (LMG), of at least 30 people who answered everything. Two such
      statistics whose people differ by fewer than the minimum are never both shown; then the later one is refused (exit 3).
      """)

  @Option(help: "The wave.")
  var wave: String

  @Option(help: ArgumentHelp("The scale or item whose drivers are looked for.", valueName: "VARIABLE"))
  var outcome: String

  @Option(help: ArgumentHelp("A possible driver (repeatable); without it, all other scales.", valueName: "VARIABLE"))
  var predictor: [String] = []

  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let workspace = try workspace.open()
    let table = try workspace.openResults().responses(of: wave)
    var predictors: [String] = []
    for name in predictor where !predictors.contains(name) { predictors.append(name) }
    let problems = AnalysisRequest(outcome: outcome, predictors: predictors).problems(for: table)
    guard problems.isEmpty else { throw Failure.badInput(problems.map { "error: \($0)" }.joined(separator: "\n")) }
    let plan = ReportPlan(
      id: LookUp.drivers.rawValue,
      title: LocalizedText([.nl: "Wat samengaat", .fr: "Ce qui va de pair", .de: "Was zusammengeht", .en: "Drivers"]),
      audience: .analysts, languages: table.survey.languages,
      blocks: [.drivers(outcome: outcome, predictors: predictors), .method])
    let report = try WaveRelease(of: wave, plan: plan, in: workspace).record(publish: false)
    if output.json {
      print(report.json.text(pretty: true))
    } else {
      print(report.text(in: workspace.language(of: table.survey), style: Terminal.style), terminator: "")
    }
    if report.drivers?.isHidden == true {
      throw Failure.refused(
        "The drivers of '\(outcome)' can't be shown. Ask for drivers whose people are the same as before, or of more people."
      )
    }
  }
}
