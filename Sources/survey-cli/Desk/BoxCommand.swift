import ArgumentParser

struct BoxCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "box", abstract: "Run a box: take waves on, and close them.",
    subcommands: [BoxInstallCommand.self, BoxCloseCommand.self])
}
