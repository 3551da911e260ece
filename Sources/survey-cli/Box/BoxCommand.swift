import ArgumentParser

struct BoxCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "box", abstract: "Run a box, and take a closed one, sealed, to the keeper's own machine.",
    subcommands: [
      BoxInstallCommand.self, BoxCloseCommand.self, BoxExportCommand.self, BoxUnsealCommand.self,
      BoxPublishCommand.self,
    ])
}
