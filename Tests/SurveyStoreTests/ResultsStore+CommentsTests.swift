import Foundation
import GRDB
import SurveyCore
import SurveyTestSupport
import Testing

@testable import SurveyStore

@Suite("Comments in the results")
struct ResultsStoreCommentsTests {
  /// An unsealed wave of twenty people, so many of whom commented.
  private func wave(commenting count: Int) async throws -> WaveHarness {
    let harness = try WaveHarness()
    for index in 0..<20 {
      let answer = try harness.answer(ps1: UInt8(index % 5 + 1), comment: index < count ? "canary \(index)." : "")
      _ = try await harness.box.submit(answer, under: WaveHarness.nonce(), in: harness.wave)
    }
    try harness.lifecycle.close(harness.wave)
    try harness.lifecycle.unseal(harness.wave, with: harness.key)
    return harness
  }

  private func review(_ harness: WaveHarness, _ standing: ReviewedComment.Standing, _ numbers: [Int]?) throws -> Int {
    try harness.results.review(standing, of: harness.wave, on: "improve", numbers: numbers)
  }

  private func texts(_ harness: WaveHarness) throws -> (texts: Set<String>, head: String) {
    let (comments, head) = try harness.results.releaseComments(of: harness.wave, on: "improve")
    return (Set(comments.parts.flatMap(\.texts)), head)
  }

  @Test func `nine comments are neither read, nor reviewed, nor released`() async throws {
    let harness = try await wave(commenting: 9)
    let refusal = CommentError.refused(.tooFewPeople(minimum: 10), item: "improve")
    #expect(throws: refusal) { try harness.results.comments(of: harness.wave, on: "improve") }
    #expect(throws: refusal) { try review(harness, .kept, nil) }
    #expect(throws: refusal) { try texts(harness) }
    #expect(try !harness.results.ledger().contains { $0.kind == "release" })
  }

  @Test func `the review is final once comments were released, and a repeated release gives them again`() async throws {
    let harness = try await wave(commenting: 12)
    let listed = try harness.results.comments(of: harness.wave, on: "improve")
    #expect(listed.count == 12 && listed.allSatisfy { $0.comment.standing == .unread })
    #expect(try review(harness, .redacted("other"), [3]) == 1)
    #expect(try review(harness, .withheld, [4]) == 1)
    #expect(throws: CommentError.refused(.unread(10), item: "improve")) { try texts(harness) }
    #expect(try review(harness, .kept, nil) == 10)
    let first = try texts(harness)
    let kept = Set(listed.filter { ![3, 4].contains($0.number) }.map(\.comment.text))
    #expect(first.texts == kept.union(["other"]))
    #expect(throws: CommentError.released(item: "improve")) { try review(harness, .withheld, [5]) }
    let again = try texts(harness)
    #expect(again == first)
    #expect(try harness.results.ledger().count { $0.kind == "release" } == 1)
    #expect(try harness.results.ledger().allSatisfy { !$0.body.contains("canary") && !$0.body.contains("other") })
  }

  @Test(arguments: ["standing = 'withheld'", "text = 'changed'", "standing = 'redacted', redaction = 'changed'"])
  func `comments that somebody changes after their release aren't released again`(_ change: String) async throws {
    let harness = try await wave(commenting: 12)
    _ = try review(harness, .kept, nil)
    _ = try texts(harness)
    try await harness.results.database.write { db in
      try db.execute(sql: "UPDATE comment SET \(change) WHERE number = 7")
    }
    #expect(throws: StoreError.self) { try texts(harness) }
  }

  @Test func `what isn't there can't be reviewed, and nothing changes then`() async throws {
    let harness = try await wave(commenting: 12)
    #expect(throws: CommentError.unknownNumbers([12], item: "improve")) { try review(harness, .kept, [1, 12]) }
    #expect(throws: CommentError.unknownItem("ps1", known: ["improve"])) {
      try harness.results.comments(of: harness.wave, on: "ps1")
    }
    #expect(throws: CommentError.emptyRedaction) { try review(harness, .redacted(" \n"), [1]) }
    let listed = try harness.results.comments(of: harness.wave, on: "improve")
    #expect(listed.allSatisfy { $0.comment.standing == .unread })
  }

  @Test func `deleting a wave leaves no text, no redaction and no salt`() async throws {
    let harness = try await wave(commenting: 12)
    _ = try review(harness, .redacted("canary redacted"), [0])
    _ = try review(harness, .kept, nil)
    _ = try texts(harness)
    let kept = try await harness.results.database.read { try Data.fetchOne($0, sql: "SELECT salt FROM commentRelease") }
    let salt = try #require(kept)
    try harness.lifecycle.delete(harness.wave)
    for name in ["results.sqlite", "results.sqlite-wal"] {
      let bytes = (try? Data(contentsOf: harness.folder.appending(path: "data/\(name)"))) ?? Data()
      #expect(bytes.range(of: Data("canary".utf8)) == nil && bytes.range(of: salt) == nil, "\(name)")
    }
    #expect(throws: StoreError.self) { try texts(harness) }
  }

  @Test func `comments of before the review are unread`() throws {
    let queue = try DatabaseQueue()
    try ResultsSchema.migrator.migrate(queue, upTo: "paper")
    try queue.write { db in
      try db.execute(
        sql: """
          INSERT INTO wave (id, survey, mode, languages, opens, closes, keeperPublicKey)
          VALUES ('old', '', 'open', 'nl', 0, 1, zeroblob(32));
          INSERT INTO comment (wave, item, number, unit, text) VALUES ('old', 'improve', 0, 0, 'text');
          """)
    }
    try ResultsSchema.migrator.migrate(queue)
    let comments = try queue.read { try CommentColumns.read(of: "old", on: "improve", $0) }
    #expect(comments.map(\.1) == [ReviewedComment(text: "text", standing: .unread)])
  }
}
