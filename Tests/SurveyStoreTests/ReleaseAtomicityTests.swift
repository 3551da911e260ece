import Foundation
import GRDB
import SurveyCore
import Testing

@testable import SurveyStore

/// A release stands in the ledger and its messages in the outbox, or neither, wherever a crash comes.
@Suite struct ReleaseAtomicityTests {
  private let now = Date(timeIntervalSince1970: 1_800_000_000)
  private let key = LedgerKey()

  private func message(_ id: String) -> OutboxMessage {
    OutboxMessage(id: id, event: "report.published", subscription: "leadership", body: Data("{}".utf8), occurredAt: now)
  }

  private func expect(_ count: Int, in results: ResultsStore) throws {
    #expect(try results.ledger().count == count)
    #expect(try SQLiteOutbox(results).statuses().count == 2 * count)
  }

  /// Runs with a folder that is removed afterwards.
  private func withFolder(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "release-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder)
  }

  /// What a power cut would leave on the disk: the files as they are now, opened anew.
  private func afterPowerCut(_ folder: URL, as name: String) throws -> ResultsStore {
    let copy = folder.appending(path: name)
    try FileManager.default.createDirectory(at: copy, withIntermediateDirectories: true)
    for file in try FileManager.default.contentsOfDirectory(atPath: folder.path) where file.hasPrefix("results.sqlite")
    {
      try FileManager.default.copyItem(at: folder.appending(path: file), to: copy.appending(path: file))
    }
    return try ResultsStore(at: copy.appending(path: "results.sqlite"), key: key)
  }

  @Test func `a power cut leaves neither before the release was told, and both after`() throws {
    try withFolder { folder in
      let results = try ResultsStore(at: folder.appending(path: "results.sqlite"), key: key)
      _ = try results.recordRelease(body: "{}", at: now) { _ in
        // The ledger entry is written by now, the messages aren't.
        try expect(0, in: try afterPowerCut(folder, as: "during"))
        return [message("a"), message("b")]
      }
      try expect(1, in: try afterPowerCut(folder, as: "after"))
    }
  }

  @Test(arguments: ["ledgerEntry", "outboxMessage"])
  func `a write that fails takes the other with it`(_ table: String) throws {
    let results = try ResultsStore.inMemory(key: key)
    // The second message fails where it is the outbox: the first must go too.
    let condition = table == "outboxMessage" ? "WHEN NEW.id = 'b'" : ""
    try results.database.write { db in
      try db.execute(
        sql: "CREATE TRIGGER crash BEFORE INSERT ON \(table) \(condition) BEGIN SELECT RAISE(ABORT, 'crash'); END")
    }
    #expect(throws: StoreError.self) {
      try results.recordRelease(body: "{}", at: now) { _ in [message("a"), message("b")] }
    }
    try expect(0, in: results)
    try results.database.write { try $0.execute(sql: "DROP TRIGGER crash") }
    _ = try results.recordRelease(body: "{}", at: now) { _ in [message("a"), message("b")] }
    try expect(1, in: results)
  }
}
