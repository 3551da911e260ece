import ArgumentParser
import Foundation
import SurveyCore
import SurveyStore

struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "init", abstract: "Make a workspace.")

  @Argument(help: ArgumentHelp("The folder to make.", valueName: "DIR"))
  var folder: String

  @Option(help: ArgumentHelp("The unit tree: unit,parent,level,name,headcount.", valueName: "FILE.csv"))
  var organisation: String?

  @Option(
    help: ArgumentHelp(
      "The languages, the first being the default: some of \(Language.allCases.map(\.rawValue).joined(separator: ",")) (default: all of them).",
      valueName: "LANGUAGES"),
    transform: parseLanguages)
  var languages: [Language] = Language.allCases

  func run() throws {
    let tree: String
    if let organisation {
      tree = try TextFile.text(path: organisation)
      let (loaded, diagnostics) = OrganisationLoader.load(tree, file: organisation)
      if loaded == nil { throw DiagnosticsError(diagnostics) }
    } else {
      tree = WorkspaceTemplate.organisation
    }
    let workspace = try Workspace.make(
      at: URL(filePath: folder, directoryHint: .isDirectory).absoluteURL,
      configurationText: WorkspaceTemplate.configuration(languages: languages), organisationText: tree)
    print(
      """
      Made a workspace in \(folder).
      Next: fill in workspace.yaml (name, law, support contacts)\(organisation == nil ? " and organisation.csv (now a sample)" : "").
      Then run 'survey-cli next --workspace \(folder)': it says what to do, with dates.
      """)
    _ = workspace
  }
}

/// Reads `nl,fr`.
func parseLanguages(_ text: String) throws -> [Language] {
  try text.split(separator: ",").map { name in
    guard let language = Language(rawValue: name.trimmingCharacters(in: .whitespaces)) else {
      throw ValidationError(
        "'\(name)' is no language of the engine. Choose from \(Language.allCases.map(\.rawValue).joined(separator: ", "))."
      )
    }
    return language
  }
}
