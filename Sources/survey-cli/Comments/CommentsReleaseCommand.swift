import ArgumentParser
import SurveyCore
import SurveyStore

struct CommentsReleaseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "release", abstract: "Release reviewed comments, in an order that means nothing.",
    discussion: """
      Names a unit only where the survey seals one with comments and enough comments of it are shown. Recorded in the ledger; the review is \
      final from then on. Exit status 3 while comments are unread, or where too few people commented or too few comments would be shown.
      """)

  @Argument(help: "The wave.")
  var wave: String

  @Option(help: "A comment item (default: all).")
  var item: String?

  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var output: OutputOptions

  private struct Release: Encodable {
    struct Part: Encodable {
      let unit: String?
      let comments: [String]
    }

    struct Item: Encodable {
      let item, ledger: String
      let minimumComments: Int
      let parts: [Part]

      init(_ comments: ReleasedComments, head: String) {
        item = comments.item
        ledger = head
        minimumComments = comments.minimum
        parts = comments.parts.map { Part(unit: $0.unit, comments: $0.texts) }
      }
    }

    let format = "survey.comments/1"
    let wave: String
    let items: [Item]
    let refused: [RefusedComments]
  }

  func run() throws {
    let results = try workspace.open().openResults()
    let (items, refused) = try forEachCommentItem(of: wave, named: item, in: results) { item in
      let (comments, head) = try results.releaseComments(of: wave, on: item)
      return Release.Item(comments, head: head)
    }
    if output.json { return try printJSON(Release(wave: wave, items: items, refused: refused)) }
    let organisation = try results.wave(wave).served.organisation
    func name(of part: Release.Part, in item: Release.Item) -> String {
      guard let unit = part.unit else {
        return item.parts.count > 1 ? "Rest of the organisation" : "Whole organisation"
      }
      return organisation?.index(of: unit).flatMap { organisation?.units[$0].name } ?? unit
    }
    for (place, item) in items.enumerated() {
      print((place > 0 ? "\n" : "") + item.item)
      for part in item.parts {
        print("  \(name(of: part, in: item))")
        for comment in part.comments { print(CommentLines.indented(comment, by: "    ", mark: "- ")) }
      }
      print("  Ledger: \(item.ledger)")
    }
  }
}
