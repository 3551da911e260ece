import Foundation
import GRDB
import SurveyCore
import Testing

@testable import SurveyStore

/// An operator who wants nicer numbers: what is added, dropped or put back is found at unsealing or by the published list.
@Suite struct SpentRightsTests {
  private static let rights = 6

  private func answeredWave() async throws -> (harness: WaveHarness, rights: [AnsweringRight]) {
    let harness = try WaveHarness(mode: .pass)
    var rights: [AnsweringRight] = []
    for index in 0..<Self.rights {
      let right = try harness.pass()
      let acceptance = try await harness.box.submit(
        try harness.answer(ps1: UInt8(1 + index % 5)), under: right, in: harness.wave)
      #expect(acceptance == .counted)
      rights.append(right)
    }
    return (harness, rights)
  }

  private func write(_ harness: WaveHarness, _ sql: String, _ arguments: StatementArguments = []) throws {
    try harness.box.database.write { db in try db.execute(sql: sql, arguments: arguments) }
  }

  private func expectRefusal(_ harness: WaveHarness, saying words: String) throws {
    try harness.lifecycle.close(harness.wave)
    let error = #expect(throws: StoreError.self) { try harness.lifecycle.unseal(harness.wave, with: harness.key) }
    #expect("\(try #require(error))".contains(words), "\(error.map { "\($0)" } ?? "")")
    #expect(try harness.results.wave(harness.wave).respondents == nil)
  }

  /// Adds a sealed answer to the box, as somebody can who holds the file.
  private func stuff(_ harness: WaveHarness) throws {
    let answer = try harness.answer(ps1: 5)
    for (part, bytes) in ([answer.ratings] + answer.comments).enumerated() {
      try write(
        harness, "INSERT INTO sealedRecord (id, wave, part, bytes) VALUES (?, ?, ?, ?)",
        [Int64.random(in: 1...Int64.max), harness.wave, part, bytes])
    }
  }

  @Test func `passes that the desk signed are unsealed and listed`() async throws {
    let (harness, rights) = try await answeredWave()
    try harness.lifecycle.close(harness.wave)
    #expect(try harness.lifecycle.unseal(harness.wave, with: harness.key) == Self.rights)
    let list = try #require(try harness.box.countedList(of: harness.wave))
    for right in rights { #expect(list.contains("\n\(right.receipt)\n")) }
  }

  @Test func `a pass counts once, and its repeat says so`() async throws {
    let (harness, rights) = try await answeredWave()
    #expect(try await harness.box.submit(try harness.answer(ps1: 1), under: rights[0], in: harness.wave) == .repeated)
    #expect(try harness.box.counts(of: harness.wave).spent == Self.rights)
    #expect(try harness.box.state(of: rights[0], in: harness.wave) == .spent)
  }

  @Test func `other rights don't count in a wave of passes`() async throws {
    let (harness, _) = try await answeredWave()
    await #expect(throws: AnswerBoxError.unknownRight) {
      try await harness.box.submit(try harness.answer(ps1: 1), under: WaveHarness.nonce(), in: harness.wave)
    }
    let code = try #require(AccessCode("0123-4567-89AB-CDEF"))
    await #expect(throws: AnswerBoxError.unknownRight) {
      try await harness.box.submit(try harness.answer(ps1: 1), under: .code(code), in: harness.wave)
    }
  }

  @Test func `a sealed answer without a right is found`() async throws {
    let (harness, _) = try await answeredWave()
    try stuff(harness)
    try expectRefusal(harness, saying: "7 sealed answers, but 6 spent rights")
  }

  @Test func `a sealed answer with a pass that nobody signed is found`() async throws {
    let (harness, _) = try await answeredWave()
    try stuff(harness)
    let forged = try #require(Pass(nonce: Data(0..<32), signature: Data(repeating: 7, count: 256)))
    let right = AnsweringRight.pass(forged)
    try write(
      harness, "INSERT INTO spent (wave, digest, receipt, nonce, signature) VALUES (?, ?, ?, ?, ?)",
      [harness.wave, right.digest, right.receipt, forged.nonce, forged.signature])
    try expectRefusal(harness, saying: "1 of 7 answers came without a valid right")
  }

  @Test func `a signature used for a second number is found`() async throws {
    let (harness, rights) = try await answeredWave()
    try stuff(harness)
    guard case .pass(let pass) = rights[0] else { return }
    let copied = AnsweringRight.pass(try #require(Pass(nonce: Data(0..<32), signature: pass.signature)))
    try write(
      harness, "INSERT INTO spent (wave, digest, receipt, nonce, signature) VALUES (?, ?, ?, ?, ?)",
      [harness.wave, copied.digest, copied.receipt, copied.bytes, pass.signature])
    try expectRefusal(harness, saying: "without a valid right")
  }

  @Test func `one valid pass under two digests is found`() async throws {
    let (harness, rights) = try await answeredWave()
    try stuff(harness)
    guard case .pass(let pass) = rights[0] else { return }
    try write(
      harness, "INSERT INTO spent (wave, digest, receipt, nonce, signature) VALUES (?, ?, ?, ?, ?)",
      [harness.wave, Data(repeating: 9, count: 32), "0123456789ABCDEFGHJK", pass.nonce, pass.signature])
    try expectRefusal(harness, saying: "without a valid right")
  }

  @Test func `a spent right without a pass or a code is found`() async throws {
    let (harness, _) = try await answeredWave()
    try stuff(harness)
    try write(
      harness, "INSERT INTO spent (wave, digest, receipt) VALUES (?, ?, ?)",
      [harness.wave, Data(repeating: 9, count: 32), "0123456789ABCDEFGHJK"])
    try expectRefusal(harness, saying: "without a valid right")
  }

  @Test func `a dropped answer is found`() async throws {
    let (harness, _) = try await answeredWave()
    try write(
      harness, "DELETE FROM sealedRecord WHERE part = 0 AND id = (SELECT min(id) FROM sealedRecord WHERE part = 0)")
    try expectRefusal(harness, saying: "5 sealed answers, but 6 spent rights")
  }

  @Test func `an answer dropped with its right is missing from the list that everybody can read`() async throws {
    let (harness, rights) = try await answeredWave()
    for part in 0..<2 {
      try write(
        harness,
        "DELETE FROM sealedRecord WHERE part = ?1 AND id = (SELECT min(id) FROM sealedRecord WHERE part = ?1)", [part])
    }
    try write(harness, "DELETE FROM spent WHERE digest = ?", [rights[2].digest])
    try harness.lifecycle.close(harness.wave)
    try harness.lifecycle.unseal(harness.wave, with: harness.key)
    let list = try #require(try harness.box.countedList(of: harness.wave))
    #expect(list.hasPrefix("survey-pass/v1 counted \(harness.wave) 5\n"))
    #expect(rights.filter { !list.contains("\n\($0.receipt)\n") } == [rights[2]])
  }

  @Test func `answers after an old box was put back are missing from the list`() async throws {
    let (harness, rights) = try await answeredWave()
    let old = try DatabaseQueue()
    try harness.box.database.backup(to: old)
    let late = try harness.pass()
    _ = try await harness.box.submit(try harness.answer(ps1: 4), under: late, in: harness.wave)
    try old.backup(to: harness.box.database)
    try harness.lifecycle.close(harness.wave)
    try harness.lifecycle.unseal(harness.wave, with: harness.key)
    let list = try #require(try harness.box.countedList(of: harness.wave))
    #expect(!list.contains(late.receipt))
    for right in rights { #expect(list.contains("\n\(right.receipt)\n")) }
  }
}
