import ArgumentParser
import Foundation
import SurveyCore
import SurveyStore

struct WaveReceiveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "receive", abstract: "Take over the results that the keeper's machine wrote.",
    discussion: """
      Writes them as 'wave unseal' does, then empties the box and publishes the list of what was counted, where the box is in this workspace.
      Run it again after a crash. Where office and box are on two machines, run it on both, the office first.
      """)

  @Argument(help: ArgumentHelp("The file that 'box unseal' wrote.", valueName: "RESULTS"))
  var file: String

  @Option(
    help: ArgumentHelp(
      "The desk's minutes, for a wave of mode 'pass' whose desk is on another machine.", valueName: "FILE"))
  var minutes: String?

  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var output: OutputOptions

  private struct Result: Encodable {
    let wave: String
    let respondents: Int
    let boxEmptied: Bool
  }

  func run() throws {
    let workspace = try workspace.open()
    let results = try ResultsFile(at: URL(filePath: file))
    let respondents: Int
    // An office has a box of its own for other waves.
    let isApart = try workspace.hasOffice && workspace.openResults().wave(results.wave).isApart
    let hasBox = workspace.hasBox && !isApart
    switch (workspace.hasOffice, hasBox) {
    case (true, true): respondents = try workspace.lifecycle().receive(results)
    case (false, true):
      respondents = try workspace.openBox().finish(results, receipts: try workspace.receiptSigner())
    default:
      respondents = try Office(results: try workspace.openResults()).receive(
        results, minutes: try minutes.map { try readMinutes($0, in: workspace) })
    }
    if output.json {
      return try printJSON(Result(wave: results.wave, respondents: respondents, boxEmptied: hasBox))
    }
    print("Received wave '\(results.wave)': \(respondents) answers.")
    print(
      hasBox
        ? "The box is empty. Destroy \(file), the exported box and the keeper's key now."
        : "The box is on another machine and isn't empty yet. Run this command there too, then destroy \(file), the exported box and the keeper's key."
    )
  }

  private func readMinutes(_ path: String, in workspace: Workspace) throws -> DeskMinutes {
    let text = try TextFile.text(path: path)
    let key = try workspace.deskKeys.deskKey().publicKey
    do throws(DeskMinutesError) { return try DeskMinutes(signedText: text, publicKey: key) } catch {
      throw Failure.badInput("error: \(path): \(error)")
    }
  }
}
