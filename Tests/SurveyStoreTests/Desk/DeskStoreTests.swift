import Foundation
import GRDB
import SurveyCore
import Testing

@testable import SurveyStore

@Suite struct DeskStoreTests {
  @Test func `writes are synchronous FULL, without a log`() throws {
    let harness = try DeskHarness()
    #expect(try DurableDatabase.synchronous(harness.desk.database) == 2)
    #expect(
      try harness.desk.database.read { try String.fetchOne($0, sql: "PRAGMA journal_mode") } == "truncate")
    try harness.desk.probe()
  }

  @Test func `a person gets one pass, and the same signature for the same value`() async throws {
    let harness = try DeskHarness()
    let invitation = try harness.invitation("P3")
    #expect(try await harness.desk.isIssued(invitation, in: harness.wave) == false)
    let request = try PassRequest(for: harness.signingKey.publicKey)
    let first = try await harness.desk.issue(request.blinded, for: invitation, in: harness.wave)
    #expect(harness.signingKey.publicKey.isValid(try request.pass(from: first)))
    #expect(try await harness.desk.issue(request.blinded, for: invitation, in: harness.wave) == first)
    let other = try PassRequest(for: harness.signingKey.publicKey)
    await #expect(throws: PassDeskError.handedOut) {
      try await harness.desk.issue(other.blinded, for: invitation, in: harness.wave)
    }
    #expect(try await harness.desk.isIssued(invitation, in: harness.wave))
    #expect(try await harness.desk.isIssued(try harness.invitation("P4"), in: harness.wave) == false)
  }

  @Test func `nobody without an invitation of this wave gets one`() async throws {
    let harness = try DeskHarness()
    let blinded = try PassRequest(for: harness.signingKey.publicKey).blinded
    let key = try harness.keys.invitationKey()
    for invitation in [
      Invitation(row: 0, wave: "w2", key: key), Invitation(row: 8, wave: "w1", key: key),
      Invitation(row: 0, wave: "w1", key: InvitationKey()),
    ] {
      await #expect(throws: PassDeskError.unknownInvitation) {
        try await harness.desk.issue(blinded, for: invitation, in: harness.wave)
      }
      await #expect(throws: PassDeskError.unknownInvitation) {
        try await harness.desk.isIssued(invitation, in: harness.wave)
      }
    }
    await #expect(throws: PassDeskError.unknownWave) {
      try await harness.desk.issue(blinded, for: try harness.invitation("P0"), in: "w2")
    }
    let invitation = try harness.invitation("P0")
    for value in [Data(count: 256), Data(repeating: 0xFF, count: 256), blinded.dropLast()] {
      await #expect(throws: PassDeskError.malformed) {
        try await harness.desk.issue(value, for: invitation, in: harness.wave)
      }
    }
    #expect(try await harness.desk.isIssued(invitation, in: harness.wave) == false)
  }

  @Test func `of many values at once for one person, one wins`() async throws {
    let harness = try DeskHarness()
    let invitation = try harness.invitation("P5")
    let won = try await withThrowingTaskGroup(of: Bool.self) { group in
      for _ in 0..<40 {
        let blinded = try PassRequest(for: harness.signingKey.publicKey).blinded
        group.addTask {
          do throws(PassDeskError) {
            _ = try await harness.desk.issue(blinded, for: invitation, in: harness.wave)
            return true
          } catch {
            #expect(error == .handedOut)
            return false
          }
        }
      }
      return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(won == 1)
  }

  @Test func `passes are handed out between opening and closing only`() async throws {
    let harness = try DeskHarness()
    harness.turn(to: -61)
    await #expect(throws: PassDeskError.notOpen) { try await harness.pass(for: "P0") }
    harness.turn(to: -60)
    _ = try await harness.pass(for: "P0")
    harness.turn(to: 3_600)
    await #expect(throws: PassDeskError.closed) { try await harness.pass(for: "P1") }
    harness.turn(to: 0)
    try harness.desk.close(harness.wave)
    await #expect(throws: PassDeskError.closed) { try await harness.pass(for: "P1") }
  }

  @Test func `a wave that another process closed hands out nothing more`() async throws {
    let harness = try DeskHarness()
    _ = try await harness.pass(for: "P0")
    let command = try DeskStore(at: harness.folder.appending(path: "desk.sqlite"), keys: harness.keys) {
      DeskHarness.start
    }
    try command.close(harness.wave)
    #expect(!harness.keys.hasSigningKey(of: harness.wave))
    // The server still has the key in memory; the mark in the file decides.
    await #expect(throws: PassDeskError.closed) { try await harness.pass(for: "P1") }
  }

  @Test func `handing out moves nothing and changes no size`() async throws {
    let harness = try DeskHarness(people: 60)
    let before = try harness.bytes()
    for number in [40, 7, 33, 12] { _ = try await harness.pass(for: "P\(number)") }
    let after = try harness.bytes()
    #expect(before.count == after.count)
    // Four blinded values of 256 bytes, four marks, and the counters of the file's heading.
    let changed = zip(before, after).count { $0 != $1 }
    #expect(changed > 4 * 240 && changed < 4 * 258 + 32)
    let journal = harness.folder.appending(path: "desk.sqlite-journal")
    #expect(try FileManager.default.attributesOfItem(atPath: journal.path)[.size] as? Int == 0)
    #expect(!FileManager.default.fileExists(atPath: harness.folder.appending(path: "desk.sqlite-wal").path))
  }

  @Test func `rows are not in the order of the roster, and all of one size`() throws {
    let harness = try DeskHarness(people: 60)
    let rows = try harness.desk.database.read { db in
      try Row.fetchAll(db, sql: "SELECT person, length(person) AS size FROM roster ORDER BY row")
    }
    let order = try rows.map { try RosterRecord.person($0["person"]).identifier }
    #expect(order != (0..<60).map { "P\($0)" })
    #expect(order.sorted() == (0..<60).map { "P\($0)" }.sorted())
    #expect(Set(rows.map { $0["size"] as Int }).count == 1)
  }
}
