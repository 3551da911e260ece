import ArgumentParser
import Foundation
import SurveyCore
import SurveyStore

struct TextsExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write all texts of a survey as CSV: a path, and a column for each language.",
    discussion: """
      For a language that is new, add a column with its name (nl, fr, de or en) and fill in every line. Paths must stay as they are.
      """)

  @Argument(help: ArgumentHelp("The survey: a path, or an id.", valueName: "SURVEY"))
  var survey: String

  @Argument(help: ArgumentHelp("The file to write.", valueName: "FILE.csv"))
  var file: String

  @OptionGroup var workspace: WorkspaceOptions

  func run() throws {
    guard !FileManager.default.fileExists(atPath: file) else {
      throw Failure.badInput(
        "error: \(file) exists. Choose another name, or move it away, so that no translation is lost.")
    }
    let files = DefinitionFiles(workspace: try workspace.openIfAny()?.folder)
    let source = try files.surveyFile(survey)
    let texts = try SurveyTexts(definition: try files.read(source), file: source.relativePath)
    let csv = texts.csv
    try Data(csv.utf8).write(to: URL(filePath: file))
    print("Wrote \(texts.texts.count) texts in \(texts.languages.map(\.rawValue).joined(separator: ", ")) to \(file).")
  }
}
