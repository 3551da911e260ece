import ArgumentParser
import Foundation
import SurveyStore

struct BoxExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write a closed wave's box, sealed, for the keeper's own machine.",
    discussion: """
      The file can be read with the keeper's key only. The box stays as it is until 'wave receive' takes the results over.
      """)

  @Argument(help: "The wave.")
  var wave: String

  @Option(help: ArgumentHelp("Where the sealed box is written.", valueName: "FILE"))
  var out: String

  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var output: OutputOptions

  private struct Result: Encodable {
    let wave: String
    let answers: Int
    let file: String
  }

  func run() throws {
    let workspace = try workspace.open()
    let file = URL(filePath: out)
    let answers =
      workspace.hasOffice
      ? try workspace.lifecycle().export(wave, to: file, messages: workspace.closingMessages(of: wave))
      : try workspace.openBox().export(wave, to: file, receipts: try workspace.receiptSigner())
    if output.json { return try printJSON(Result(wave: wave, answers: answers, file: out)) }
    print(
      """
      Wrote the sealed box of wave '\(wave)' with \(answers) answers to \(out).
      Next, on the keeper's machine: survey-cli box unseal \(out) --key FILE --out RESULTS
      Destroy \(out) and its copies after unsealing.
      """)
  }
}
