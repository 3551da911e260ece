import Foundation
import GRDB
import SurveyCore
import Testing

@testable import SurveyStore

@Suite struct DeskStoreWavesTests {
  @Test func `preparing again changes nothing`() async throws {
    let harness = try DeskHarness()
    let invitation = try harness.invitation("P2")
    let pass = try await harness.pass(for: "P2")
    try harness.desk.prepare(harness.deskWave(), roster: DeskHarness.roster(8))
    #expect(try harness.invitation("P2") == invitation)
    await #expect(throws: PassDeskError.handedOut) { try await harness.pass(for: "P2") }
    #expect(harness.signingKey.publicKey.isValid(pass))
  }

  @Test func `what an interrupted command left is replaced, and what was handed out never`() async throws {
    let harness = try DeskHarness()
    let other = try PassSigningKey().publicKey
    try harness.desk.prepare(harness.deskWave(key: other), roster: DeskHarness.roster(5))
    #expect(try harness.desk.wave("w1").passKey == other)
    #expect(try harness.desk.invited(to: "w1").count == 5)
    try harness.desk.prepare(harness.deskWave(), roster: DeskHarness.roster(8))
    _ = try await harness.pass(for: "P7")
    #expect(throws: StoreError.waveExists("w1")) {
      try harness.desk.prepare(harness.deskWave(key: other), roster: DeskHarness.roster(5))
    }
    let closed = try DeskHarness()
    try closed.desk.close("w1")
    #expect(throws: StoreError.waveExists("w1")) {
      try closed.desk.prepare(closed.deskWave(key: other), roster: DeskHarness.roster(5))
    }
  }

  @Test func `the desk closes by itself after the closing date, once`() throws {
    let harness = try DeskHarness()
    harness.turn(to: 3_599)
    try harness.desk.closeExpired()
    #expect(harness.keys.hasSigningKey(of: "w1"))
    harness.turn(to: 3_600)
    try harness.desk.closeExpired()
    #expect(!harness.keys.hasSigningKey(of: "w1"))
    try harness.desk.closeExpired()
    // A clock that is turned back opens nothing again.
    harness.turn(to: 0)
    #expect(try harness.desk.wave("w1").isClosed)
  }

  @Test func `a key that an interrupted closing left is destroyed the next time`() throws {
    let harness = try DeskHarness()
    try harness.desk.database.write { try $0.execute(sql: "UPDATE wave SET closed = 1") }
    try harness.desk.closeExpired()
    #expect(!harness.keys.hasSigningKey(of: "w1"))
  }

  @Test func `minutes are written of a closed wave, and count slips apart`() async throws {
    let harness = try DeskHarness()
    _ = try await harness.pass(for: "P1")
    _ = try await harness.pass(for: "P2")
    try harness.desk.notePrintedSlip(for: "P3", in: "w1")
    #expect(try harness.desk.handOutSlip(to: "P3", in: "w1"))
    #expect(throws: StoreError.self) { try harness.desk.minutes(of: "w1") }
    #expect(throws: StoreError.self) { try harness.desk.signedMinutes(of: "w1") }
    harness.turn(to: 3_600)
    #expect(try !harness.desk.minutes(of: "w1").isSigningKeyDestroyed)
    let signed = try harness.desk.signedMinutes(of: "w1")
    let minutes = try DeskMinutes(signedText: signed, publicKey: try harness.keys.deskKey().publicKey)
    #expect(
      minutes
        == DeskMinutes(
          wave: "w1", keyID: harness.signingKey.publicKey.id, roster: 8, passes: 2,
          slips: DeskMinutes.Slips(printed: 1, handedOut: 1, void: 0), isSigningKeyDestroyed: true))
    #expect(minutes.rights == 3)
  }

  @Test func `an erased roster leaves the numbers and nobody's name`() async throws {
    let harness = try DeskHarness()
    _ = try await harness.pass(for: "P1")
    #expect(try harness.bytes().contains(Data("\"P6\"".utf8)))
    try harness.desk.eraseRoster(of: "w1")
    #expect(try !harness.bytes().contains(Data("\"P".utf8)))
    try harness.desk.eraseRoster(of: "w1")
    let minutes = try harness.desk.minutes(of: "w1")
    #expect((minutes.roster, minutes.passes) == (8, 1))
    let invitationKey = harness.keys.folder.appending(path: "invitation.key").path
    #expect(!FileManager.default.fileExists(atPath: invitationKey))
  }

  @Test func `a desk of a newer version is left alone`() throws {
    let harness = try DeskHarness()
    try harness.desk.database.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('999')") }
    #expect(throws: StoreError.newerVersion(file: "desk.sqlite")) {
      try DeskStore(at: harness.folder.appending(path: "desk.sqlite"), keys: harness.keys)
    }
  }
}
