import ArgumentParser
import Foundation
import SurveyCore
import SurveyServer
import SurveyStore

struct PreviewCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "preview", abstract: "Show a survey in the browser as respondents will see it, and keep nothing.",
    discussion: """
      Reload a page to see what changed in the file, or what is wrong with it. Names, units and support contacts are those of the workspace,
      if there is one, as they were at the start; without one, made-up units stand in. Ctrl-C ends it.
      """)

  @Argument(help: ArgumentHelp("The survey: a path, or an id.", valueName: "FILE"))
  var file: String

  @Option(help: ArgumentHelp("The port to listen on; 0 for any free one.", valueName: "PORT"))
  var port = 8080

  /// The modes that need no roster.
  enum Mode: String, CaseIterable, ExpressibleByArgument {
    case open, code
  }

  @Option(help: "How people take part; any code is good. (With a pass the questions are the same.)")
  var mode = Mode.open

  @OptionGroup var workspace: WorkspaceOptions

  func validate() throws {
    guard (0...65_535).contains(port) else {
      throw ValidationError("A port lies between 0 and 65535, not \(port).")
    }
  }

  func run() async throws {
    let workspace = try workspace.openIfAny()
    let path = try DefinitionFiles(workspace: workspace?.folder).surveyFile(file).relativePath
    let source = PreviewSource(path: path) { Self.report($0, path) }
    let configuration = Self.shared(workspace?.configuration, by: source.current.survey)
    Self.warn(source.current.survey, configuration)
    let server = try PreviewServer(
      source: source, configuration: configuration, organisation: try workspace?.organisation()?.tree,
      mode: mode == .code ? .code : .open)
    do {
      try await server.run(port: port) { port in
        Self.announce("Preview of \(path) on http://127.0.0.1:\(port) (Ctrl-C ends it; nothing is kept)")
        if mode == .code { Self.announce("Any code is good, such as 0000-0000-0000-0000.") }
      }
    } catch is PreviewServer.PortInUse {
      throw Failure.badInput("error: Port \(port) is in use. Choose another with --port, or 0 for any free one.")
    }
  }

  /// The workspace's configuration, or nil where it has no language of the survey.
  private static func shared(_ configuration: WorkspaceConfiguration?, by survey: Survey?) -> WorkspaceConfiguration? {
    guard let configuration, let survey else { return configuration }
    let missing = survey.languages.filter { !configuration.languages.contains($0) }.map(\.rawValue)
    if missing.isEmpty { return configuration }
    if missing.count == survey.languages.count {
      Diagnostics.print("note: workspace.yaml has none of the survey's languages; its names aren't shown.")
      return nil
    }
    Diagnostics.print(
      "note: Not shown in \(missing.joined(separator: ", ")): add the language to workspace.yaml to see it.")
    return configuration
  }

  /// Says what keeps a wave of the survey from opening, as long as nobody looked for it.
  private static func warn(_ survey: Survey?, _ configuration: WorkspaceConfiguration?) {
    guard let configuration, configuration.support.isEmpty, survey?.isSensitive == true else { return }
    Diagnostics.print(
      "note: The survey has sensitive questions, but workspace.yaml has no support contacts: a wave of it won't open.")
  }

  /// Says what the file holds, whenever it was read.
  private static func report(_ reading: PreviewSource.Reading, _ path: String) {
    for diagnostic in reading.diagnostics { Diagnostics.print(diagnostic.description) }
    if let survey = reading.survey {
      announce("Read \(path): \(survey.items.count) items, \(survey.attributes.count) attributes.")
    }
  }

  /// Prints a line at once, also into a pipe.
  private static func announce(_ line: String) {
    try? FileHandle.standardOutput.write(contentsOf: Data("\(line)\n".utf8))
  }
}
