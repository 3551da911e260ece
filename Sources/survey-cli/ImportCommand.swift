import ArgumentParser
import Foundation
import SurveyCore
import SurveyStore

struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Take a past wave over from a CSV file, so that reports and trends know it.",
    discussion: """
      Nothing is imported while the file has an error. Rows are shuffled, and neither their order nor anything but the survey's answers is
      kept; delete the file afterwards if nobody else needs it. Comments aren't imported: pass their columns over with --ignore. Units are
      those of the workspace's organisation.csv, which is frozen with the wave.
      """)

  @Argument(help: ArgumentHelp("Answers in CSV.", valueName: "FILE.csv"))
  var file: String

  @Option(help: "The survey that was answered: a path, or an id of the workspace or among the shipped ones.")
  var survey: String

  @Option(help: "The wave's id: small letters, digits, dashes.")
  var wave: String

  @Option(help: ArgumentHelp("The day on which the wave closed (default: today).", valueName: "DATE"))
  var date: String?

  @Option(help: ArgumentHelp("A column to pass over (repeatable).", valueName: "COLUMN"))
  var ignore: [String] = []

  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let workspace = try workspace.open()
    let now = Date()
    let (opens, closes) = try WaveDate.pastDay(date ?? WaveDate.day(of: now), now: now)
    let (survey, text) = try DefinitionFiles(workspace: workspace.folder).survey(survey)
    let past = WaveImport(name: wave, survey: survey, surveyText: text, opens: opens, closes: closes)
    let lifecycle = try workspace.lifecycle()
    let organisation = try lifecycle.check(past, in: workspace)
    let answers = try AnswerTable.read(path: file, survey: survey, organisation: organisation, ignoring: ignore)
    try ProgressBar.whileDeciding { try lifecycle.add(past, answers: answers, in: workspace, deciding: $0) }
    if output.json { return try printJSON(WaveDescription(try workspace.openResults().wave(wave), at: now)) }
    print(
      """
      Imported wave '\(wave)' of \(survey.id)@\(survey.version): \(answers.respondents) answers, shuffled.
      Next: survey-cli report PLAN --wave \(wave)
      """)
  }
}
