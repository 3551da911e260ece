import ArgumentParser
import Foundation
import SurveyCore
import SurveyNotify
import SurveyStore

struct WaveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "wave", abstract: "Open, prove, close, unseal, receive and delete waves.",
    subcommands: [
      WaveOpenCommand.self, WaveProveCommand.self, WaveListCommand.self, WaveStatusCommand.self, WaveCloseCommand.self,
      WaveUnsealCommand.self, WaveReceiveCommand.self, WaveDeleteCommand.self,
    ])
}

struct WaveProveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prove", abstract: "Prove that the keeper's key is at hand; the wave doesn't open before.",
    discussion: """
      Of a split key, give enough shares together; the command may be run several times. The wave doesn't open before every share took part.
      """)

  @Argument(help: "The wave.")
  var wave: String

  @OptionGroup var keys: KeyOptions

  @OptionGroup var workspace: WorkspaceOptions

  func run() throws {
    let workspace = try workspace.open()
    try workspace.prove(wave, with: try keys.read())
    let served = try workspace.openResults().wave(wave).served
    guard let sharing = served.keeperSharing else {
      return print("Proven: this key unseals wave '\(wave)'. Keep it safe; losing it loses the answers.")
    }
    print("Proven: these shares unseal wave '\(wave)'. Keep them safe and apart.")
    let left = (1...sharing.count).filter { !served.sharesProven.contains($0) }.map(String.init)
    if !left.isEmpty {
      print("The wave doesn't open before all are proven. Not yet: \(left.joined(separator: ", ")).")
    }
  }
}

struct WaveCloseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "close", abstract: "Close a wave before its date: nobody can answer any more.")

  @Argument(help: "The wave.")
  var wave: String

  @OptionGroup var workspace: WorkspaceOptions

  func run() throws {
    let workspace = try workspace.open()
    try workspace.lifecycle().close(wave, messages: workspace.closingMessages(of: wave))
    if try workspace.openResults().wave(wave).isApart {
      print(
        "Closed wave '\(wave)' here. Close it where people are served too: survey-cli desk close \(wave), survey-cli box close \(wave)"
      )
    } else {
      print("Closed wave '\(wave)'. Next: survey-cli wave unseal \(wave) --key FILE")
    }
  }
}

struct WaveUnsealCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "unseal", abstract: "Turn a closed wave's box into results, once.",
    discussion:
      "Verifies the counts, decrypts on all cores, shuffles, writes the results, and only then empties the box.")

  @Argument(help: "The wave.")
  var wave: String

  @OptionGroup var keys: KeyOptions

  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var output: OutputOptions

  private struct Result: Encodable {
    let wave: String
    let respondents: Int
  }

  func run() throws {
    let workspace = try workspace.open()
    let progress = ProgressBar(title: "Unsealing")
    let deciding = ProgressBar(title: "Deciding what may be shown", after: progress)
    defer {
      progress.finish()
      deciding.finish()
    }
    let respondents = try workspace.lifecycle().unseal(
      wave, with: try keys.read().key, messages: workspace.closingMessages(of: wave),
      progress: { progress.show($0, of: $1) }, deciding: { deciding.show($0, of: $1) })
    if output.json { return try printJSON(Result(wave: wave, respondents: respondents)) }
    print(
      "Unsealed wave '\(wave)': \(respondents) answers. The box is empty; destroy the keeper's key now, with its copies."
    )
  }
}

struct WaveDeleteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "delete", abstract: "Delete a wave's answers and comments; released figures stay in the ledger.",
    discussion:
      "Gives a certificate, signed with the ledger key: what was deleted, when, what stays, and how to verify it.")

  @Argument(help: "The wave.")
  var wave: String

  @Flag(help: "Don't ask.")
  var yes = false

  @Option(help: ArgumentHelp("Write the certificate of deletion there instead of printing it.", valueName: "FILE"))
  var certificate: String?

  @OptionGroup var workspace: WorkspaceOptions

  func run() throws {
    let workspace = try workspace.open()
    _ = try workspace.openResults().wave(wave)
    if !yes {
      try FileHandle.standardOutput.write(
        contentsOf: Data("Delete the answers and comments of wave '\(wave)' for good? Type the wave's name: ".utf8))
      guard readLine() == wave else { throw Failure.badInput("Nothing was deleted. Type the name, or give --yes.") }
    }
    if let certificate, FileManager.default.fileExists(atPath: certificate) {
      throw Failure.badInput("error: \(certificate) exists. Choose another name; nothing was deleted.")
    }
    let text = try workspace.lifecycle().delete(wave).text
    print("Deleted the answers and comments of wave '\(wave)'. What was released stays in the ledger.")
    guard let certificate else { return print("\n" + text, terminator: "") }
    try Data(text.utf8).write(to: URL(filePath: certificate))
    print("The certificate is in \(certificate).")
  }
}
