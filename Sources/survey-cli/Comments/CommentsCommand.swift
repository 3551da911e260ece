import ArgumentParser
import SurveyCore
import SurveyStore

struct CommentsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "comments", abstract: "Review what people wrote, and release it.",
    discussion: """
      Comments stand apart from ratings and leave the office only by 'comments release', after each was kept, redacted or withheld. \
      Where fewer people commented than the survey's minimum-comments, nobody reads them.
      """,
    subcommands: [
      CommentsListCommand.self, CommentsKeepCommand.self, CommentsRedactCommand.self, CommentsWithholdCommand.self,
      CommentsExportCommand.self, CommentsImportCommand.self, CommentsReleaseCommand.self,
    ])
}

/// An item whose comments stay where they are.
struct RefusedComments: Encodable {
  let item, reason: String
}

/// Does something for each item, and collects what policy refuses.
///
/// - Returns: What was done, and what was refused.
/// - Throws: What isn't a refusal; ``Failure`` with status 3 when everything is refused.
func forEachCommentItem<Value>(
  of wave: String, named item: String?, in results: ResultsStore, _ body: (String) throws -> Value
) throws -> (done: [Value], refused: [RefusedComments]) {
  let items = try results.commentItems(of: wave, named: item)
  guard !items.isEmpty else {
    throw Failure.badInput("error: The survey of wave '\(wave)' has no comment items.")
  }
  var done: [Value] = []
  var refused: [RefusedComments] = []
  var sentences: [String] = []
  for item in items {
    do { done.append(try body(item)) } catch let error as CommentError where error.isPolicy {
      let reason = if case .refused(let refusal, _) = error { refusal.description } else { error.description }
      refused.append(RefusedComments(item: item, reason: reason))
      sentences.append("\(error)")
    }
  }
  guard !done.isEmpty else { throw Failure.refused(sentences.map { "refused: \($0)" }.joined(separator: "\n")) }
  for sentence in sentences { Diagnostics.print("refused: \(sentence)") }
  return (done, refused)
}
