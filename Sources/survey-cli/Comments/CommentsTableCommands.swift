import ArgumentParser
import Foundation
import SurveyCore
import SurveyStore

struct CommentsExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write comments to a table, to review them in a spreadsheet.",
    discussion: """
      Fill in 'standing' (kept, redacted or withheld) and, where a comment is redacted, the text that is released in its place under \
      'redaction'; then 'comments import'. Keep the table in the office, and destroy it afterwards. An apostrophe in front of a text keeps \
      spreadsheets from taking it for a formula.
      """)

  @Argument(help: "The wave.")
  var wave: String

  @Option(help: ArgumentHelp("A new file.", valueName: "FILE.csv"))
  var out: String

  @Option(help: "A comment item (default: all).")
  var item: String?

  @OptionGroup var workspace: WorkspaceOptions

  func run() throws {
    let results = try workspace.open().openResults()
    let (lines, _) = try forEachCommentItem(of: wave, named: item, in: results) { try results.lines(of: wave, on: $0) }
    try SecretFile.write(Data(CommentTable.text(lines.flatMap { $0 }).utf8), to: URL(filePath: out))
    print(
      "Wrote \(lines.joined().count) comments to \(out). Keep it in the office, and destroy it after 'comments import'."
    )
  }
}

struct CommentsImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Take over what was decided about comments in a table.",
    discussion:
      "All of it or nothing: where the table has a problem, each is named with its line. Unread comments stay as they are."
  )

  @Argument(help: "The wave.")
  var wave: String

  @Argument(help: ArgumentHelp("The table that 'comments export' wrote.", valueName: "FILE.csv"))
  var file: String

  @OptionGroup var workspace: WorkspaceOptions

  func run() throws {
    let results = try workspace.open().openResults()
    let (lines, _) = try forEachCommentItem(of: wave, named: nil, in: results) { try results.lines(of: wave, on: $0) }
    let decisions = try CommentTable.decisions(path: file, about: lines.flatMap { $0 })
    try results.review(decisions, of: wave)
    let counts = ["kept", "redacted", "withheld"].map { name in
      "\(decisions.count { $0.standing.name == name }) \(name)"
    }
    print("Decided about \(decisions.count) comments: \(counts.joined(separator: ", ")).")
  }
}

extension ResultsStore {
  /// The comments on an item as lines of a table.
  fileprivate func lines(of wave: String, on item: String) throws -> [CommentTable.Line] {
    try comments(of: wave, on: item).map {
      CommentTable.Line(item: item, number: $0.number, unit: $0.unit, comment: $0.comment)
    }
  }
}
