import Foundation
import GRDB
import SurveyCore
import SurveyTestSupport
import Testing

@testable import SurveyStore

@Suite struct BoxStoreTests {
  @Test func `writes are synchronous FULL`() throws {
    let harness = try WaveHarness()
    #expect(try DurableDatabase.synchronous(harness.box.database) == 2)
    try harness.box.probe()
  }

  @Test func `an answer is counted once, however often it is sent`() async throws {
    let harness = try WaveHarness()
    let right = WaveHarness.nonce()
    let first = try await harness.box.submit(harness.answer(ps1: 1), under: right, in: harness.wave)
    let second = try await harness.box.submit(harness.answer(ps1: 2), under: right, in: harness.wave)
    #expect(first == .counted)
    #expect(second == .repeated)
    #expect(try harness.box.counts(of: harness.wave).spent == 1)
  }

  @Test func `many at once are all kept, one of each right`() async throws {
    let harness = try WaveHarness()
    let rights = (0..<200).map { _ in WaveHarness.nonce() }
    let answer = try harness.answer(ps1: 3)
    let counted = try await withThrowingTaskGroup(of: Acceptance.self) { group in
      for right in rights + rights {
        group.addTask { try await harness.box.submit(answer, under: right, in: harness.wave) }
      }
      return try await group.reduce(0) { $0 + ($1 == .counted ? 1 : 0) }
    }
    #expect(counted == 200)
    #expect(try harness.box.sealedCounts(of: harness.wave) == [0: 200, 1: 200])
  }

  @Test func `codes are kept as digests, and only drawn ones count`() async throws {
    let harness = try WaveHarness(mode: .code)
    let codes = try harness.lifecycle.drawCodes(3, for: harness.wave)
    var generator = SystemRandomNumberGenerator()
    let stranger = AccessCode(using: &generator)
    let answer = try harness.answer(ps1: 3)
    #expect(try await harness.box.submit(answer, under: .code(codes[0]), in: harness.wave) == .counted)
    await #expect(throws: AnswerBoxError.unknownRight) {
      try await harness.box.submit(answer, under: .code(stranger), in: harness.wave)
    }
    #expect(try harness.box.state(of: .code(codes[0]), in: harness.wave) == .spent)
    #expect(try harness.box.state(of: .code(codes[1]), in: harness.wave) == .unused)
    #expect(try harness.box.state(of: .code(stranger), in: harness.wave) == .unknown)
    let bytes =
      try Data(contentsOf: harness.folder.appending(path: "data/box.sqlite"))
      + Data(contentsOf: harness.folder.appending(path: "data/box.sqlite-wal"))
    for code in codes { #expect(bytes.range(of: Data(code.characters.utf8)) == nil) }
  }

  @Test func `a right of another mode is unknown, whoever asks`() async throws {
    let harness = try WaveHarness(mode: .code)
    let answer = try harness.answer(ps1: 3)
    await #expect(throws: AnswerBoxError.unknownRight) {
      try await harness.box.submit(answer, under: WaveHarness.nonce(), in: harness.wave)
    }
  }

  @Test func `a key that the box doesn't hold proves nothing`() throws {
    let harness = try WaveHarness(prove: false)
    #expect(throws: StoreError.wrongKey(wave: harness.wave)) {
      try harness.box.markProven(harness.wave, by: PresentedKey(KeeperKey()))
    }
    #expect(try !harness.box.wave(harness.wave).keeperProven)
  }

  @Test func `opening and closing take effect by themselves`() async throws {
    let harness = try WaveHarness()
    let answer = try harness.answer(ps1: 3)
    let open = harness.now
    harness.now = open.addingTimeInterval(-3_600)
    await #expect(throws: AnswerBoxError.notOpen) {
      try await harness.box.submit(answer, under: WaveHarness.nonce(), in: harness.wave)
    }
    harness.now = open.addingTimeInterval(3_600)
    await #expect(throws: AnswerBoxError.closed) {
      try await harness.box.submit(answer, under: WaveHarness.nonce(), in: harness.wave)
    }
  }

  @Test func `an unproven wave takes no answers`() async throws {
    let harness = try WaveHarness(prove: false)
    let answer = try harness.answer(ps1: 3)
    await #expect(throws: AnswerBoxError.notOpen) {
      try await harness.box.submit(answer, under: WaveHarness.nonce(), in: harness.wave)
    }
    #expect(throws: StoreError.wrongKey(wave: harness.wave)) {
      try harness.lifecycle.prove(harness.wave, with: KeeperKey())
    }
  }

  @Test func `a full disk keeps nothing of an answer and says so`() async throws {
    let harness = try WaveHarness()
    let answer = try harness.answer(ps1: 3)
    #expect(try await harness.box.submit(answer, under: WaveHarness.nonce(), in: harness.wave) == .counted)
    let pages = try await harness.box.database.write { db in
      let pages = try Int.fetchOne(db, sql: "PRAGMA page_count")!
      try db.execute(sql: "PRAGMA max_page_count = \(pages)")
      return pages
    }
    var refused = 0
    for _ in 0..<50 {
      do { _ = try await harness.box.submit(answer, under: WaveHarness.nonce(), in: harness.wave) } catch {
        #expect(error == .notWritten)
        refused += 1
      }
    }
    #expect(refused > 0)
    let sealed = try harness.box.sealedCounts(of: harness.wave)
    let spent = try harness.box.counts(of: harness.wave).spent
    #expect(sealed == [0: spent, 1: spent])
    try await harness.box.database.write { try $0.execute(sql: "PRAGMA max_page_count = \(pages + 10_000)") }
    #expect(try await harness.box.submit(answer, under: WaveHarness.nonce(), in: harness.wave) == .counted)
  }

  @Test func `counts shown while a wave is open are rounded down and refreshed hourly`() async throws {
    let harness = try WaveHarness()
    let answer = try harness.answer(ps1: 3)
    for _ in 0..<7 { _ = try await harness.box.submit(answer, under: WaveHarness.nonce(), in: harness.wave) }
    let start = harness.now
    #expect(try harness.lifecycle.shownCount(of: harness.wave) == 5)
    for _ in 0..<7 { _ = try await harness.box.submit(answer, under: WaveHarness.nonce(), in: harness.wave) }
    harness.now = start.addingTimeInterval(3_599)
    #expect(try harness.lifecycle.shownCount(of: harness.wave) == 5)
    harness.now = start.addingTimeInterval(3_601)
    #expect(try harness.lifecycle.shownCount(of: harness.wave) == 10)
  }

  @Test func `a file of a newer version is refused and left alone`() throws {
    let harness = try WaveHarness()
    let file = harness.folder.appending(path: "data/box.sqlite")
    try harness.box.database.write { db in
      try db.execute(sql: "INSERT INTO grdb_migrations (identifier) VALUES ('999')")
    }
    #expect(throws: StoreError.newerVersion(file: "box.sqlite")) { try BoxStore(at: file) }
  }

  @Test func `no table has a column that tells who or when`() throws {
    let harness = try WaveHarness()
    let columns = try harness.box.database.read { db in
      try String.fetchAll(
        db,
        sql: """
          SELECT lower(c.name) FROM sqlite_schema AS t, pragma_table_info(t.name) AS c
          WHERE t.name IN ('spent', 'sealedRecord', 'code')
          """)
    }
    #expect(Set(columns) == ["wave", "digest", "receipt", "nonce", "signature", "id", "part", "bytes", "paper"])
  }
}
