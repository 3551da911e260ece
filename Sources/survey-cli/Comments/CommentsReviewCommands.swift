import ArgumentParser
import SurveyCore
import SurveyStore

struct CommentsKeepCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keep", abstract: "Let comments be released as they were written.")

  @Argument(help: "The wave.")
  var wave: String

  @Argument(help: "The comment item.")
  var item: String

  @Argument(help: ArgumentHelp("The comments' numbers, as 'comments list' shows them.", valueName: "NUMBER"))
  var numbers: [Int] = []

  @Flag(help: "Keep every comment on the item that is still unread.")
  var allUnread = false

  @OptionGroup var workspace: WorkspaceOptions

  func validate() throws {
    guard numbers.isEmpty == allUnread else {
      throw ValidationError("Give either the numbers of comments or --all-unread.")
    }
  }

  func run() throws {
    let results = try workspace.open().openResults()
    let count = try results.review(.kept, of: wave, on: item, numbers: allUnread ? nil : numbers)
    print("Kept \(count) \(count == 1 ? "comment" : "comments") on '\(item)'.")
  }
}

struct CommentsRedactCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "redact", abstract: "Let another text be released in place of a comment.",
    discussion: """
      Take out names, functions, dates and whatever else tells who wrote it or about whom. The text as it was written stays in the office \
      until the wave is deleted, and is never released.
      """)

  @Argument(help: "The wave.")
  var wave: String

  @Argument(help: "The comment item.")
  var item: String

  @Argument(help: ArgumentHelp("The comment's number, as 'comments list' shows it.", valueName: "NUMBER"))
  var number: Int

  @Option(help: ArgumentHelp("The text to release.", valueName: "TEXT"))
  var text: String

  @OptionGroup var workspace: WorkspaceOptions

  func run() throws {
    try workspace.open().openResults().review(.redacted(text), of: wave, on: item, numbers: [number])
    print("Redacted comment \(number) on '\(item)'.")
  }
}

struct CommentsWithholdCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "withhold", abstract: "Let nothing of a comment be released.")

  @Argument(help: "The wave.")
  var wave: String

  @Argument(help: "The comment item.")
  var item: String

  @Argument(help: ArgumentHelp("The comment's number, as 'comments list' shows it.", valueName: "NUMBER"))
  var number: Int

  @OptionGroup var workspace: WorkspaceOptions

  func run() throws {
    try workspace.open().openResults().review(.withheld, of: wave, on: item, numbers: [number])
    print("Withheld comment \(number) on '\(item)'.")
  }
}
