import Foundation
import GRDB
import SurveyCore
import Testing

@testable import SurveyStore

@Suite struct KeeperColumnsTests {
  private let sharing = KeySharing(count: 3, needed: 2)!

  /// One splitting, whose shares every call takes from.
  private func splitWave() throws -> (WaveHarness, [KeeperShare]) {
    let harness = try WaveHarness(prove: false, sharing: sharing)
    return (harness, harness.key.shares(sharing))
  }

  private func present(_ shares: [KeeperShare], _ numbers: [Int]) throws -> PresentedKey {
    try PresentedKey(numbers.map { ("share \($0)", .share(shares[$0 - 1])) })
  }

  @Test func `a wave with a split key opens once every share was proven, in one call or several`() async throws {
    let (harness, shares) = try splitWave()
    let answer = try harness.answer(ps1: 3)
    try harness.lifecycle.prove(harness.wave, with: try present(shares, [1, 3]))
    let half = try harness.results.wave(harness.wave)
    #expect(half.served.sharesProven == [1, 3] && !half.served.keeperProven)
    #expect(half.stage(at: harness.now) == .unproven)
    await #expect(throws: AnswerBoxError.notOpen) {
      try await harness.box.submit(answer, under: WaveHarness.nonce(), in: harness.wave)
    }
    try harness.lifecycle.prove(harness.wave, with: try present(shares, [1, 3]))
    try harness.lifecycle.prove(harness.wave, with: try present(shares, [2, 3]))
    for served in [try harness.results.wave(harness.wave).served, try harness.box.wave(harness.wave)] {
      #expect(served.sharesProven == [1, 2, 3] && served.keeperProven && served.keeperSharing == sharing)
    }
    #expect(try await harness.box.submit(answer, under: WaveHarness.nonce(), in: harness.wave) == .counted)
    let notes = try harness.results.ledger().filter { $0.kind == "key.proven" }.map(\.body)
    #expect(notes == [#"{"shares":"1,3","wave":"w1"}"#, #"{"shares":"2","wave":"w1"}"#])
  }

  @Test func `all shares at once are enough`() throws {
    let (harness, shares) = try splitWave()
    try harness.lifecycle.prove(harness.wave, with: try present(shares, [1, 2, 3]))
    #expect(try harness.box.wave(harness.wave).keeperProven)
  }

  @Test func `what a crash left between box and results is finished by a repeat`() throws {
    let (harness, shares) = try splitWave()
    try harness.box.markProven(harness.wave, by: try present(shares, [1, 2, 3]))
    #expect(try !harness.results.wave(harness.wave).served.keeperProven)
    try harness.lifecycle.prove(harness.wave, with: try present(shares, [1, 2, 3]))
    #expect(try harness.results.wave(harness.wave).served.keeperProven)
  }

  @Test func `another splitting or the whole key proves nothing of a split one`() throws {
    let (harness, _) = try splitWave()
    let other = harness.key.shares(KeySharing(count: 3, needed: 2)!)
    #expect(throws: StoreError.otherSharing(wave: harness.wave, split: true)) {
      try harness.lifecycle.prove(harness.wave, with: try present(other, [1, 2]))
    }
    #expect(throws: StoreError.otherSharing(wave: harness.wave, split: true)) {
      try harness.lifecycle.prove(harness.wave, with: harness.key)
    }
    #expect(try harness.box.wave(harness.wave).sharesProven.isEmpty)
  }

  @Test func `shares prove nothing of a key that was whole`() throws {
    let harness = try WaveHarness(prove: false)
    let shares = harness.key.shares(sharing)
    #expect(throws: StoreError.otherSharing(wave: harness.wave, split: false)) {
      try harness.lifecycle.prove(harness.wave, with: try present(shares, [1, 2]))
    }
  }

  @Test func `enough shares unseal, whichever they are`() async throws {
    let (harness, shares) = try splitWave()
    try harness.lifecycle.prove(harness.wave, with: try present(shares, [1, 2, 3]))
    _ = try await harness.box.submit(harness.answer(ps1: 4), under: WaveHarness.nonce(), in: harness.wave)
    try harness.lifecycle.close(harness.wave)
    #expect(try harness.lifecycle.unseal(harness.wave, with: try present(shares, [3, 1]).key) == 1)
  }

  @Test(arguments: [
    "survey = ''", "mode = 'code'", "opens = opens - 1", "closes = closes + 1", "languages = 'en'", "organisation = ''",
    "keeperPublicKey = randomblob(32)", "keeperShares = 2", "keeperNeeded = 3", "keeperSet = randomblob(7)",
    "id = 'w2'",
  ])
  func `what is frozen can't be changed in either file`(_ change: String) throws {
    let (harness, _) = try splitWave()
    for database in [harness.box.database, harness.results.database] {
      #expect(throws: DatabaseError.self) { try database.write { try $0.execute(sql: "UPDATE wave SET \(change)") } }
    }
  }

  @Test func `waves of before shares are brought up to date as waves with whole keys`() throws {
    let before = [(BoxSchema.migrator, "1"), (ResultsSchema.migrator, "2")]
    for (migrator, last) in before {
      let queue = try DatabaseQueue()
      try migrator.migrate(queue, upTo: last)
      try queue.write { db in
        try db.execute(
          sql: """
            INSERT INTO wave (id, survey, mode, languages, opens, closes, keeperPublicKey)
            VALUES ('old', '', 'open', 'nl', 0, 1, zeroblob(32))
            """)
      }
      try migrator.migrate(queue)
      let row = try #require(try queue.read { try Row.fetchOne($0, sql: "SELECT * FROM wave") })
      #expect(KeeperColumns.sharing(row) == nil && KeeperColumns.proven(row).isEmpty)
    }
  }
}
