import ArgumentParser
import Foundation
import SurveyCore
import SurveyStore

struct InviteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "invite", abstract: "Write the letters of a wave of mode 'pass', or hand out a paper slip.",
    discussion: """
      Give the command where the desk is. Letters hold everybody's right to answer: print them, hand them over in closed envelopes, delete the
      files. Reminders go to everybody, at most twice; the engine can't know who answered.
      """)

  @Argument(help: "The wave.")
  var wave: String

  @Option(help: ArgumentHelp("Write a page per person and letters.csv into a new folder.", valueName: "DIR"))
  var letters: String?

  @Option(
    name: .customLong("print"),
    help: ArgumentHelp("Write one file to print, a page per person; with --slip, the slip.", valueName: "FILE"))
  var printed: String?

  @Flag(help: "Mail the invitations (not in this version).")
  var mail = false

  @Flag(help: "The letters remind: to everybody, at most twice.")
  var reminder = false

  @Flag(help: "Only to those for whom no pass was handed out; with --reminder.")
  var uncollected = false

  @Option(
    help: ArgumentHelp(
      "Mark this person's pass as handed out, and print a code that works in its place.", valueName: "IDENTIFIER"))
  var slip: String?

  @Flag(help: "With --slip: the person answered on paper, and the office types the sheet in under the code.")
  var paper = false

  @Option(name: .customLong("void"), help: ArgumentHelp("Take back a slip that was never used.", valueName: "CODE"))
  var voided: String?

  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if mail {
      throw ValidationError(
        "Invitations can't be mailed in this version. Write letters with --letters DIR; letters.csv has everybody's address of the page."
      )
    }
    let tasks = [letters != nil, printed != nil && slip == nil, slip != nil, voided != nil].filter(\.self).count
    guard tasks == 1 else {
      throw ValidationError("Give one of --letters DIR, --print FILE, --slip IDENTIFIER and --void CODE.")
    }
    if paper, slip == nil { throw ValidationError("--paper goes with --slip IDENTIFIER.") }
    if reminder || uncollected, letters == nil && printed == nil || slip != nil {
      throw ValidationError("--reminder and --uncollected go with --letters DIR or --print FILE.")
    }
    if uncollected, !reminder {
      throw ValidationError("--uncollected goes with --reminder: a first invitation goes to everybody.")
    }
  }

  func run() throws {
    let workspace = try workspace.open()
    if let slip {
      return try SlipHandling(workspace: workspace, wave: wave)
        .handOut(to: slip, paper: paper, file: printed, output)
    }
    if let voided { return try SlipHandling(workspace: workspace, wave: wave).takeBack(voided) }
    try writeLetters(in: workspace)
  }

  private struct Result: Encodable {
    let wave: String
    let letters: Int
    let fingerprint: String
  }

  private func writeLetters(in workspace: Workspace) throws {
    let desk = try workspace.openDesk()
    let served = try desk.wave(wave)
    guard !served.isClosed else {
      throw Failure.badInput("error: Wave '\(wave)' is closed, so an invitation would lead nowhere.")
    }
    guard let address = workspace.configuration.addresses.desk ?? workspace.configuration.addresses.box else {
      throw Failure.badInput(
        "error: The letters can't say where to go. Add to workspace.yaml: addresses: { desk: \"https://…\", box: \"https://…\" }"
      )
    }
    if let letters { try LetterFolder.check(letters) }
    if let printed { try LetterFolder.check(file: printed) }
    let people = try desk.invited(to: wave).filter { !uncollected || !$0.hasPass }
    guard !people.isEmpty else {
      throw Failure.badInput("error: There is nobody to write to: a pass was handed out to everybody.")
    }
    let all = people.map {
      Letter(
        invited: $0, wave: served, configuration: workspace.configuration, desk: address, isReminder: reminder)
    }
    // Counted before they exist: a crash in between costs a reminder, and never makes a third.
    if reminder { try desk.noteReminder(of: wave) }
    if let letters { try LetterFolder.write(all, to: letters) }
    if let printed { try LetterFolder.print(all, to: printed) }
    if output.json {
      return try printJSON(
        Result(wave: wave, letters: all.count, fingerprint: served.passKey.printedFingerprint))
    }
    print(
      """
      Wrote \(all.count) letters to \(letters ?? printed ?? ""). Print them and hand them over in closed envelopes, then delete the files.
      Key for the poster: \(served.passKey.printedFingerprint)
      """)
  }
}
