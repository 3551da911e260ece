import ArgumentParser

struct TextsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "texts", abstract: "Hand the texts of a survey to translators and take them back.",
    subcommands: [TextsExportCommand.self, TextsImportCommand.self])
}
