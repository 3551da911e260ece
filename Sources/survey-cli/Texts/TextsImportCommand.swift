import ArgumentParser
import Foundation
import SurveyCore
import SurveyStore

struct TextsImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Put texts from CSV into a survey's file; comments and layout of the file stay.",
    discussion: """
      Nothing is written where the table has a problem: all of them are listed, by line. A language that the survey doesn't have yet is
      added, and then needs every text.
      """)

  @Argument(help: ArgumentHelp("The survey: a path, or an id.", valueName: "SURVEY"))
  var survey: String

  @Argument(help: ArgumentHelp("The table that 'texts export' wrote, translated.", valueName: "FILE.csv"))
  var file: String

  @OptionGroup var workspace: WorkspaceOptions

  func run() throws {
    let workspace = try workspace.openIfAny()
    let files = DefinitionFiles(workspace: workspace?.folder)
    let target = try files.surveyFile(survey)
    guard !files.isShipped(target) || target.relativePath == survey else {
      throw Failure.badInput(
        "error: '\(survey)' is a shipped survey. Copy \(target.path) into the surveys/ folder of your workspace first.")
    }
    guard let data = FileManager.default.contents(atPath: file) else {
      throw Failure.badInput("error: \(file) can't be read. Check the name and its permissions.")
    }
    let texts = try SurveyTexts(definition: try files.read(target), file: target.relativePath)
    let result = try texts.importing(Array(data), file: file)
    for remark in result.remarks { Diagnostics.print(remark.description) }
    guard !result.changed.isEmpty || !result.added.isEmpty else {
      print("\(target.relativePath): nothing changed.")
      return
    }
    try Data(result.definition.utf8).write(to: target.resolvingSymlinksInPath(), options: .atomic)
    var parts: [String] = []
    if !result.changed.isEmpty { parts.append("\(result.changed.count) texts changed") }
    if !result.added.isEmpty { parts.append("added \(result.added.map(\.rawValue).joined(separator: ", "))") }
    print("\(target.relativePath): \(parts.joined(separator: "; ")).")
    for item in result.changed where item.hasPrefix("items.") { print("  \(item)") }
    if result.changed.contains(where: { $0.hasPrefix("items.") }) {
      print("An item that was asked before and now means something else needs an id of its own.")
    }
  }
}
