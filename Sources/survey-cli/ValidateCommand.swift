import ArgumentParser
import Foundation
import SurveyCore

struct ValidateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate",
    abstract: "Check surveys, report plans and workspace.yaml: every problem, with its place and what to do.")

  @Argument(help: ArgumentHelp("Surveys, report plans or workspace files: paths, or ids.", valueName: "FILE"))
  var files: [String]

  @OptionGroup var workspace: WorkspaceOptions

  @OptionGroup var output: OutputOptions

  private struct Report: Encodable {
    struct Problem: Encodable {
      let line, column: Int
      let code, severity, message, advice: String
    }
    let file: String
    let valid: Bool
    let problems: [Problem]
  }

  func run() throws {
    var reports: [Report] = []
    // The folder alone, so that a broken workspace.yaml can be checked.
    let definitions = DefinitionFiles(workspace: workspace.folder)
    for name in files {
      let file = try definitions.anyFile(name).relativePath
      let (summary, diagnostics) = try Self.check(file)
      reports.append(
        Report(
          file: file, valid: summary != nil,
          problems: diagnostics.map {
            Report.Problem(
              line: $0.line, column: $0.column, code: $0.code, severity: "\($0.severity)", message: $0.message,
              advice: $0.advice)
          }))
      if output.json { continue }
      for diagnostic in diagnostics { Diagnostics.print(diagnostic.description) }
      if let summary { print("\(file): valid. \(summary)") }
    }
    if output.json { try printJSON(reports) }
    let broken = reports.count { !$0.valid }
    if broken > 0 { throw Failure.badInput(output.json ? "" : "\(broken) of \(files.count) files can't be used.") }
  }

  /// Checks a survey, a report plan or a workspace, whichever the file's keys say it is.
  ///
  /// - Returns: What the file holds, or nil where it can't be used; and its diagnostics.
  private static func check(_ file: String) throws -> (summary: String?, diagnostics: [Diagnostic]) {
    let text: String
    do { text = try TextFile.text(path: file) } catch let problems as DiagnosticsError {
      return (nil, problems.diagnostics)
    }
    func hasKey(_ key: String) -> Bool { text.split(whereSeparator: \.isNewline).contains { $0.hasPrefix("\(key):") } }
    if hasKey("plan"), !hasKey("survey") {
      let (plan, diagnostics) = ReportPlanLoader.load(text, file: file)
      return (plan.map { "A report plan of \($0.blocks.count) blocks." }, diagnostics)
    }
    if hasKey("organisation"), !hasKey("survey") {
      let (configuration, diagnostics) = WorkspaceLoader.load(text, file: file)
      return (configuration.map { "A workspace with \($0.subscriptions.count) subscriptions." }, diagnostics)
    }
    let (survey, diagnostics) = SurveyLoader.load(text, file: file)
    return (
      survey.map { "\($0.items.count) items, \($0.attributes.count) attributes, \($0.scales.count) scales." },
      diagnostics
    )
  }
}
