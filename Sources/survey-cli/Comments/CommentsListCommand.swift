import ArgumentParser
import SurveyCore
import SurveyStore

struct CommentsListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List comments for the office's review.",
    discussion: """
      Shows every comment as it was written, the unit that was sealed with it, and where it stands: unread, kept, redacted or withheld. \
      Keep the list in the office. Exit status 3 when too few people commented on every item.
      """)

  @Argument(help: "The wave.")
  var wave: String

  @Option(help: "A comment item (default: all).")
  var item: String?

  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var output: OutputOptions

  private struct Listing: Encodable {
    struct Comment: Encodable {
      let number: Int
      let unit: String?
      let text, standing: String
      let redaction: String?

      init(_ numbered: NumberedComment) {
        number = numbered.number
        unit = numbered.unit
        text = numbered.comment.text
        standing = numbered.comment.standing.name
        redaction = if case .redacted(let text) = numbered.comment.standing { text } else { nil }
      }
    }

    struct Item: Encodable {
      let item: String
      let comments: [Comment]
    }

    let wave, notice: String
    let items: [Item]
    let refused: [RefusedComments]
  }

  private static let notice =
    "For the office's review: keep this in the office. What may leave it comes from 'survey-cli comments release'."

  func run() throws {
    let results = try workspace.open().openResults()
    let (items, refused) = try forEachCommentItem(of: wave, named: item, in: results) { item in
      Listing.Item(item: item, comments: try results.comments(of: wave, on: item).map { Listing.Comment($0) })
    }
    if output.json {
      return try printJSON(Listing(wave: wave, notice: Self.notice, items: items, refused: refused))
    }
    print(Self.notice)
    for item in items {
      print("\n\(item.item)")
      for comment in item.comments {
        print("  \(comment.number)  \(comment.standing)" + (comment.unit.map { "  \($0)" } ?? ""))
        print(CommentLines.indented(comment.text, by: "     "))
        if let redaction = comment.redaction { print(CommentLines.indented(redaction, by: "     ", mark: "→ ")) }
      }
    }
  }
}
