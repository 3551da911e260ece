import ArgumentParser
import Foundation
import SurveyCore
import SurveyStore

/// The analysts' and operators' command.
@main
struct SurveyCLI: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "survey-cli",
    abstract: "Define, field and analyse anonymous inclusion surveys.",
    discussion: """
      Results go to standard output, diagnostics to standard error.
      Exit status: 0 ok, 1 failed, 2 bad input or usage, 3 refused by disclosure or privacy policy.
      """,
    subcommands: [
      InitCommand.self, NextCommand.self, ValidateCommand.self, PreviewCommand.self, TextsCommand.self,
      SchemaCommand.self, KeeperCommand.self,
      WaveCommand.self, DeskCommand.self, BoxCommand.self, InviteCommand.self, CodesCommand.self, ImportCommand.self,
      AnalyseCommand.self, ReportCommand.self, CompareCommand.self, TrendCommand.self, DriversCommand.self,
      CommentsCommand.self, PlanCommand.self, LedgerCommand.self, AuditCommand.self, NotifyCommand.self,
      SimulateCommand.self,
    ])

  static func main() async {
    do {
      var command = try parseAsRoot()
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
      try StandardOutput.flush()
    } catch {
      Failure.exit(with: error, of: Self.self)
    }
  }
}
