import ArgumentParser
import Foundation
import SurveyCore
import SurveyNotify
import SurveyReport
import SurveyStore

struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Write a report of an unsealed wave.",
    discussion: """
      Every report is recorded in the ledger as a release. With one format and no --out it goes to standard output. --publish fills the
      wave's results page, which staff can read, and tells subscribers.
      """)

  enum Format: String, CaseIterable {
    case html, json, csv, text

    var fileExtension: String { self == .text ? "txt" : rawValue }
  }

  @Argument(help: "The plan: a path, or an id of the workspace or among the shipped ones.")
  var plan: String

  @Option(help: "The wave.")
  var wave: String

  @Option(help: "html, json, csv or text; several separated by commas.", transform: parseFormats)
  var format: [Format] = [.text]

  @Option(help: "The language (default: the first that plan, survey and workspace share).")
  var language: String?

  @Option(help: ArgumentHelp("Where files are written, named after the plan.", valueName: "DIR"))
  var out: String?

  @Flag(help: "Fill the wave's results page, and tell subscribers (report.published).")
  var publish = false

  @Option(
    help: ArgumentHelp(
      "With --publish, where the wave's box is on another machine: a new file for 'box publish' there.",
      valueName: "FILE"))
  var forBox: String?

  @OptionGroup var workspace: WorkspaceOptions

  func validate() throws {
    if format.count > 1, out == nil { throw ValidationError("Several formats need --out DIR.") }
    if forBox != nil, !publish {
      throw ValidationError("--for-box needs --publish: only what is published goes to the box.")
    }
  }

  func run() throws {
    let workspace = try workspace.open()
    let survey = try workspace.openResults().wave(wave).served.survey
    let plan = try DefinitionFiles(workspace: workspace.folder).plan(plan, for: survey)
    let draft = try WaveRelease(of: wave, plan: plan, in: workspace)
    let language = try self.language(of: draft.report, in: workspace)
    if let out {
      try FileManager.default.createDirectory(atPath: out, withIntermediateDirectories: true)
    }
    if publish, draft.isNothingShown {
      throw Self.nothingShown(draft.report, " Nothing was published, and no file was written.")
    }
    let report = try draft.record(publish: publish)
    if publish { try putOnline(report, in: workspace) }
    for format in format {
      let text =
        switch format {
        case .html: report.html(in: language).source
        case .json: report.json.text(pretty: true) + "\n"
        case .csv: report.csv
        case .text: report.text(in: language, style: out == nil ? Terminal.style : TerminalStyle(colour: false))
        }
      guard let out else {
        print(text, terminator: "")
        continue
      }
      let file = URL(filePath: out, directoryHint: .isDirectory).appending(
        path: "\(report.plan.id).\(format.fileExtension)")
      try Data(text.utf8).write(to: file, options: .atomic)
      print("Wrote \(file.relativePath)")
    }
    if publish, workspace.configuration.subscriptions.isEmpty {
      Diagnostics.print("Published in the ledger; nobody is told, since workspace.yaml has no subscriptions.")
    }
    if draft.isNothingShown { throw Self.nothingShown(report) }
  }

  /// Fills the wave's results page, in every language that the report has.
  private func putOnline(_ report: Report, in workspace: Workspace) throws {
    let lifecycle = try workspace.lifecycle()
    let published = sharedLanguages(of: report, in: workspace).map { language in
      PublishedReport(
        plan: report.plan.id, language: language, title: report.plan.title[language],
        html: report.html(in: language).source)
    }
    if let forBox {
      try ReportPackage(published, of: wave).write(to: URL(filePath: forBox))
      return Diagnostics.print(
        "Wrote \(forBox). Next, at the box: survey-cli box publish \(forBox)")
    }
    guard try lifecycle.servesResults(of: wave) else {
      return Diagnostics.print(
        """
        The wave's box isn't in this workspace, so its results page stays as it is. Repeat with --for-box FILE for 'box publish', or hand \
        the report out.
        """)
    }
    try lifecycle.publish(published, of: wave)
    if let address = workspace.configuration.addresses.box, let first = published.first {
      Diagnostics.print("Staff can read it: \(address.addressed("/\(first.language.rawValue)/w/\(wave)/results"))")
    }
  }

  private func sharedLanguages(of report: Report, in workspace: Workspace) -> [Language] {
    report.plan.languages.filter {
      report.survey.languages.contains($0) && workspace.configuration.languages.contains($0)
    }
  }

  private static func nothingShown(_ report: Report, _ consequence: String = "") -> Failure {
    .refused(
      "Nothing of this report can be shown: every group is below the minimum of \(report.facts.privacy.minimumGroup)."
        + consequence)
  }

  private func language(of report: Report, in workspace: Workspace) throws -> Language {
    let shared = sharedLanguages(of: report, in: workspace)
    guard let language else {
      guard let first = shared.first(where: { $0 == workspace.configuration.languages.first }) ?? shared.first else {
        throw Failure.badInput("error: The plan, the survey and the workspace share no language. Add one to the plan.")
      }
      return first
    }
    guard let asked = Language(rawValue: language), shared.contains(asked) else {
      throw Failure.badInput(
        "error: This report isn't available in '\(language)'. Choose from \(shared.map(\.rawValue).joined(separator: ", "))."
      )
    }
    return asked
  }
}

/// Reads `html,json`.
private func parseFormats(_ text: String) throws -> [ReportCommand.Format] {
  try text.split(separator: ",").map { name in
    guard let format = ReportCommand.Format(rawValue: name.trimmingCharacters(in: .whitespaces)) else {
      throw ValidationError(
        "'\(name)' is no format. Choose from \(ReportCommand.Format.allCases.map(\.rawValue).joined(separator: ", ")).")
    }
    return format
  }
}
