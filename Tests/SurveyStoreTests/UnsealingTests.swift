import Foundation
import GRDB
import SurveyCore
import SurveyTestSupport
import Testing

@testable import SurveyStore

@Suite struct UnsealingTests {
  private struct Crash: Error {}

  /// A wave with answers 1…5 a known number of times and some comments, closed.
  private func closedWave() async throws -> WaveHarness {
    let harness = try WaveHarness()
    for (index, byte) in [1, 2, 2, 3, 3, 3, 5].enumerated() {
      let answer = try harness.answer(ps1: UInt8(byte), comment: index < 3 ? "comment \(index)" : "")
      _ = try await harness.box.submit(answer, under: WaveHarness.nonce(), in: harness.wave)
    }
    try harness.lifecycle.close(harness.wave)
    return harness
  }

  private func expectResults(_ harness: WaveHarness) throws {
    let table = try harness.results.responses(of: harness.wave)
    #expect(table.respondents == 7)
    #expect(table.bytes(of: "ps1")!.sorted() == [1, 2, 2, 3, 3, 3, 5])
    #expect(try harness.results.receipts(of: harness.wave).count == 7)
    let comments = try harness.results.database.read {
      try String.fetchAll($0, sql: "SELECT text FROM comment ORDER BY text")
    }
    #expect(comments == ["comment 0", "comment 1", "comment 2"])
    #expect(try harness.box.sealedCounts(of: harness.wave).isEmpty)
    #expect(try harness.box.counts(of: harness.wave).spent == 0)
  }

  @Test func `unsealing gives the answers and empties the box`() async throws {
    let harness = try await closedWave()
    #expect(try harness.lifecycle.unseal(harness.wave, with: harness.key) == 7)
    try expectResults(harness)
    #expect(try harness.lifecycle.unseal(harness.wave, with: harness.key) == 7)
    try expectResults(harness)
  }

  @Test(arguments: WaveLifecycle.UnsealingStep.allCases)
  func `a crash after a step can be repeated without doubling or losing`(_ step: WaveLifecycle.UnsealingStep)
    async throws
  {
    let harness = try await closedWave()
    #expect(throws: Crash.self) {
      try harness.lifecycle.unseal(harness.wave, with: harness.key, after: { if $0 == step { throw Crash() } })
    }
    #expect(try harness.lifecycle.unseal(harness.wave, with: harness.key) == 7)
    try expectResults(harness)
    #expect(try harness.results.ledger().count { $0.kind == "wave.unsealed" } == 1)
  }

  @Test func `the list of counted receipts is signed and complete`() async throws {
    let harness = try WaveHarness()
    var receipts: [String] = []
    for _ in 0..<5 {
      let right = WaveHarness.nonce()
      receipts.append(right.receipt)
      _ = try await harness.box.submit(harness.answer(ps1: 1), under: right, in: harness.wave)
    }
    #expect(try harness.box.countedList(of: harness.wave) == nil)
    try harness.lifecycle.close(harness.wave)
    try harness.lifecycle.unseal(harness.wave, with: harness.key)
    let list = try #require(try harness.box.countedList(of: harness.wave))
    #expect(list.hasPrefix("survey-pass/v1 counted w1 5\n"))
    for receipt in receipts { #expect(list.contains("\(receipt)\n")) }
    let publicKey = try harness.workspace.receiptSigner().publicKey
    #expect(CountedList.isValid(list, publicKey: publicKey))
    #expect(!CountedList.isValid(list.replacing("\(receipts.sorted()[0])\n", with: ""), publicKey: publicKey))
  }

  @Test func `an open wave isn't unsealed`() throws {
    let harness = try WaveHarness()
    #expect(throws: StoreError.self) { try harness.lifecycle.unseal(harness.wave, with: harness.key) }
  }

  @Test func `a wave whose date has passed can be unsealed without closing it by hand`() throws {
    let harness = try WaveHarness()
    harness.now = harness.now.addingTimeInterval(7_200)
    #expect(try harness.lifecycle.unseal(harness.wave, with: harness.key) == 0)
  }

  @Test func `another key is refused before anything is changed`() async throws {
    let harness = try await closedWave()
    #expect(throws: StoreError.wrongKey(wave: harness.wave)) {
      try harness.lifecycle.unseal(harness.wave, with: KeeperKey())
    }
    #expect(try harness.lifecycle.unseal(harness.wave, with: harness.key) == 7)
  }

  @Test(arguments: [
    "DELETE FROM sealedRecord WHERE id = (SELECT id FROM sealedRecord WHERE part = 0 LIMIT 1)",
    "DELETE FROM sealedRecord WHERE id = (SELECT id FROM sealedRecord WHERE part = 1 LIMIT 1)",
    "INSERT INTO sealedRecord SELECT id / 2 + 1, wave, part, bytes FROM sealedRecord LIMIT 1",
    "DELETE FROM spent WHERE digest = (SELECT digest FROM spent LIMIT 1)",
    "UPDATE spent SET receipt = (SELECT min(receipt) FROM spent)",
  ])
  func `a box that somebody changed isn't unsealed`(_ tampering: String) async throws {
    let harness = try await closedWave()
    try await harness.box.database.write { try $0.execute(sql: tampering) }
    let error = #expect(throws: StoreError.self) {
      try harness.lifecycle.unseal(harness.wave, with: harness.key)
    }
    guard case .countsDiffer = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(throws: StoreError.self) { try harness.results.responses(of: harness.wave) }
  }

  @Test func `a damaged record stops everything`() async throws {
    let harness = try await closedWave()
    try await harness.box.database.write { db in
      try db.execute(
        sql: "UPDATE sealedRecord SET bytes = zeroblob(length(bytes)) WHERE id = (SELECT id FROM sealedRecord LIMIT 1)")
    }
    #expect(throws: StoreError.damagedRecord(wave: harness.wave)) {
      try harness.lifecycle.unseal(harness.wave, with: harness.key)
    }
  }

  @Test func `nothing sealed is left in the box's files`() async throws {
    let harness = try await closedWave()
    let sealed = try await harness.box.database.read { try Data.fetchAll($0, sql: "SELECT bytes FROM sealedRecord") }
    try harness.lifecycle.unseal(harness.wave, with: harness.key)
    for name in ["box.sqlite", "box.sqlite-wal"] {
      let bytes = (try? Data(contentsOf: harness.folder.appending(path: "data/\(name)"))) ?? Data()
      for record in sealed { #expect(bytes.range(of: record.prefix(48)) == nil, "\(name)") }
    }
  }

  @Test func `the order of arrival is gone`() async throws {
    let harness = try WaveHarness()
    for index in 0..<200 {
      let byte = UInt8(index < 100 ? 1 : 5)
      _ = try await harness.box.submit(harness.answer(ps1: byte), under: WaveHarness.nonce(), in: harness.wave)
    }
    try harness.lifecycle.close(harness.wave)
    try harness.lifecycle.unseal(harness.wave, with: harness.key)
    let bytes = try harness.results.responses(of: harness.wave).bytes(of: "ps1")!
    // Of 100 ones, the first half of a shuffled column holds 50 ± 5σ (σ = 3.5).
    #expect(abs(bytes.prefix(100).count { $0 == 1 } - 50) < 18)
  }

  @Test func `a right that was counted is known after the wave was unsealed`() async throws {
    let harness = try WaveHarness()
    let right = WaveHarness.nonce()
    _ = try await harness.box.submit(harness.answer(ps1: 1), under: right, in: harness.wave)
    try harness.lifecycle.close(harness.wave)
    #expect(try harness.box.state(of: right, in: harness.wave) == .spent)
    try harness.lifecycle.unseal(harness.wave, with: harness.key)
    #expect(try harness.box.state(of: right, in: harness.wave) == .spent)
    #expect(try harness.box.state(of: WaveHarness.nonce(), in: harness.wave) == .unused)
  }

  @Test func `results from before an unsealing don't unseal an emptied box to nothing`() async throws {
    let harness = try await closedWave()
    try harness.lifecycle.unseal(harness.wave, with: harness.key)
    try await harness.results.database.write { db in
      try db.execute(sql: "UPDATE wave SET respondents = NULL, boxEmptied = 0")
    }
    #expect(throws: StoreError.self) { try harness.lifecycle.unseal(harness.wave, with: harness.key) }
  }

  @Test func `a wave that is deleted while it is unsealed stays deleted`() async throws {
    let harness = try await closedWave()
    #expect(throws: StoreError.self) {
      try harness.lifecycle.unseal(
        harness.wave, with: harness.key,
        after: { if $0 == .decrypted { try harness.lifecycle.delete(harness.wave) } })
    }
    let left = try await harness.results.database.read {
      try Int.fetchOne($0, sql: "SELECT count(*) FROM resultColumn")
    }
    #expect(left == 0)
  }

  @Test(arguments: WaveLifecycle.DeletionStep.allCases)
  func `deleting that was cut off can be repeated`(_ step: WaveLifecycle.DeletionStep) async throws {
    let harness = try await closedWave()
    #expect(throws: Crash.self) {
      try harness.lifecycle.delete(harness.wave, after: { if $0 == step { throw Crash() } })
    }
    try harness.lifecycle.delete(harness.wave)
    #expect(try harness.box.sealedCounts(of: harness.wave).isEmpty)
    #expect(try harness.results.wave(harness.wave).isBoxEmptied)
    #expect(try harness.results.ledger().count { $0.kind == "wave.deleted" } == 1)
  }

  @Test func `a comment keeps no unit in which few people answered`() {
    let survey = SurveyLoader.load(
      SampleSurvey.text.replacing("comments-by: none", with: "comments-by: district"), file: "sample.yaml"
    ).survey!
    let layout = ColumnLayout(survey)
    let unit = layout.columns(of: "unit")[0].offset
    // 12 people of team N1 (district north, code 2), 3 of S1 (district south, code 3).
    let records = [(code: UInt8(4), count: 12), (code: UInt8(6), count: 3)].flatMap { group in
      (0..<group.count).flatMap { _ in
        var record = [UInt8](repeating: AnswerByte.skipped, count: layout.recordSize)
        record[unit] = group.code
        record[unit + 1] = 0
        return record
      }
    }
    let units = CommentUnits(
      ResponseTable(survey: survey, organisation: SampleSurvey.organisation, records: records))
    #expect(units.kept(2) == 2)
    #expect(units.kept(3) == UnitCode.notShown)
  }

  @Test func `deleting keeps the ledger and nothing else`() async throws {
    let harness = try await closedWave()
    try harness.lifecycle.unseal(harness.wave, with: harness.key)
    try harness.lifecycle.delete(harness.wave)
    #expect(throws: StoreError.self) { try harness.results.responses(of: harness.wave) }
    #expect(try harness.results.ledger().map(\.kind).last == "wave.deleted")
  }
}
