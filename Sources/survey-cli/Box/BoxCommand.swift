import ArgumentParser

struct BoxCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "box", abstract: "Take a closed wave's sealed box to the keeper's own machine.",
    subcommands: [BoxExportCommand.self, BoxUnsealCommand.self])
}
