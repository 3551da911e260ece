import Foundation
import GRDB
import SurveyCore
import SurveyTestSupport
import Testing

@testable import SurveyStore

@Suite struct WaveImportingTests {
  private let rows = 200

  private func past(_ harness: WaveHarness, name: String = "past") -> WaveImport {
    WaveImport(
      name: name, survey: SampleSurvey.survey, surveyText: SampleSurvey.text,
      opens: harness.now.addingTimeInterval(-86_400), closes: harness.now.addingTimeInterval(-3_600))
  }

  /// Answers whose rows can be told apart: item, unit, and both options of an item with several.
  private func answers(_ organisation: Organisation?) throws -> ResponseTable {
    let units = ["N1", "N2", "S1", "S2"]
    let lines = (0..<rows).map {
      "\($0 % 5 + 1),\($0 / 5 % 5 + 1),\(units[$0 / 25 % 4]),\($0 % 2 == 0 ? "1 3" : "none")"
    }
    return try AnswerTable.read(
      text: (["ps1,ps2,unit,trainings"] + lines).joined(separator: "\n"), file: "past.csv",
      survey: SampleSurvey.survey, organisation: organisation)
  }

  /// Everything that a table holds about each row, as one text a row.
  private func people(_ table: ResponseTable) -> [[UInt8]] {
    (0..<table.respondents).map { row in
      zip(table.layout.columns, table.columns).flatMap { $1[row * $0.width..<(row + 1) * $0.width] }
    }
  }

  @Test func `a past wave is there with results, closed, and the same people in another order`() throws {
    let harness = try WaveHarness()
    let tree = try harness.lifecycle.check(past(harness), in: harness.workspace)
    let table = try answers(tree)
    try harness.lifecycle.add(past(harness), answers: table, in: harness.workspace)
    let record = try harness.results.wave("past")
    #expect(record.stage(at: harness.now) == .imported)
    #expect(record.respondents == rows)
    #expect(record.served.availability(at: .distantPast) == .closed)
    let stored = try harness.results.responses(of: "past")
    #expect(people(stored) != people(table))
    #expect(
      people(stored).sorted { $0.lexicographicallyPrecedes($1) }
        == people(table).sorted { $0.lexicographicallyPrecedes($1) })
    #expect(stored.organisation == SampleSurvey.organisation)
    #expect(try harness.results.receipts(of: "past").isEmpty)
    #expect(try !harness.box.waves().contains { $0.id == "past" })
    let entries = try harness.results.ledger().suffix(2)
    #expect(entries.map(\.kind) == ["wave.imported", "decisions"])
    let entry = try #require(entries.first)
    #expect(entry.body == #"{"minimum-group":"5","respondents":"200","survey":"sample@1","wave":"past"}"#)
  }

  @Test func `nothing can be opened, sealed or drawn for it, and deleting leaves the box alone`() throws {
    let harness = try WaveHarness()
    try harness.lifecycle.add(
      past(harness), answers: try answers(SampleSurvey.organisation), in: harness.workspace)
    #expect(throws: StoreError.self) { try harness.lifecycle.prove("past", with: harness.key) }
    #expect(throws: StoreError.self) { try harness.lifecycle.close("past") }
    #expect(throws: StoreError.self) { try harness.lifecycle.unseal("past", with: harness.key) }
    #expect(throws: StoreError.self) { try harness.lifecycle.drawCodes(1, for: "past") }
    #expect(throws: StoreError.waveExists("past")) {
      try harness.lifecycle.check(
        WaveOpening(
          name: "past", survey: SampleSurvey.survey, surveyText: SampleSurvey.text, mode: .open, languages: [.nl],
          opens: harness.now, closes: harness.now.addingTimeInterval(60),
          keeper: KeeperPublic(key: harness.key.publicKey)),
        in: harness.workspace)
    }
    // A key of zeros would open for everybody what were ever sealed to it.
    let served = try harness.results.wave("past").served
    #expect(served.keeperPublicKey != Data(count: 32) && !served.keeperProven)
    try harness.lifecycle.delete("past")
    #expect(try harness.results.wave("past").stage(at: harness.now) == .deleted)
    #expect(try harness.box.wave(harness.wave).isClosed == false)
  }

  @Test func `a name that is taken is refused, in the results and in the box`() throws {
    let harness = try WaveHarness()
    let table = try answers(SampleSurvey.organisation)
    try harness.lifecycle.add(past(harness), answers: table, in: harness.workspace)
    let entries = try harness.results.ledger().count
    for name in ["past", harness.wave] {
      #expect(throws: StoreError.waveExists(name)) {
        try harness.lifecycle.add(past(harness, name: name), answers: table, in: harness.workspace)
      }
    }
    // Results from an older backup don't know the wave that the box serves.
    try harness.results.database.write {
      try $0.execute(sql: "DELETE FROM wave WHERE id = ?", arguments: [harness.wave])
    }
    #expect(throws: StoreError.waveExists(harness.wave)) {
      try harness.lifecycle.add(past(harness, name: harness.wave), answers: table, in: harness.workspace)
    }
    #expect(try harness.results.ledger().count == entries)
  }

  @Test func `every reason against an import is told at once`() throws {
    let harness = try WaveHarness()
    var wrong = past(harness, name: "Past wave")
    wrong.closes = harness.now.addingTimeInterval(3_600)
    #expect(wrong.problems(organisation: nil, now: harness.now).count == 3)
    wrong.opens = wrong.closes
    #expect(wrong.problems(organisation: SampleSurvey.organisation, now: harness.now).count == 3)
    #expect(past(harness).problems(organisation: SampleSurvey.organisation, now: harness.now).isEmpty)
    #expect(throws: StoreError.self) { try harness.lifecycle.check(wrong, in: harness.workspace) }
    let none = try AnswerTable.read(
      text: "ps1\n", file: "f", survey: SampleSurvey.survey, organisation: SampleSurvey.organisation)
    #expect(throws: StoreError.self) {
      try harness.lifecycle.add(past(harness), answers: none, in: harness.workspace)
    }
  }

  @Test(arguments: ["wave", "resultColumn", "ledgerEntry"])
  func `wave, columns and ledger entry are one transaction`(_ table: String) throws {
    let harness = try WaveHarness()
    let entries = try harness.results.ledger().count
    let condition = table == "resultColumn" ? "WHEN NEW.position = 3" : ""
    try harness.results.database.write { db in
      try db.execute(
        sql: "CREATE TRIGGER crash BEFORE INSERT ON \(table) \(condition) BEGIN SELECT RAISE(ABORT, 'crash'); END")
    }
    let answers = try answers(SampleSurvey.organisation)
    #expect(throws: StoreError.self) {
      try harness.lifecycle.add(past(harness), answers: answers, in: harness.workspace)
    }
    #expect(try harness.results.waves().map(\.served.id) == [harness.wave])
    #expect(try harness.results.ledger().count == entries)
    let columns = try harness.results.database.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM resultColumn") }
    #expect(columns == 0)
  }

  @Test func `results of before imports are brought up to date`() throws {
    let queue = try DatabaseQueue()
    try ResultsSchema.migrator.migrate(queue, upTo: "1")
    try queue.write { db in
      try db.execute(
        sql: """
          INSERT INTO wave (id, survey, mode, languages, opens, closes, keeperPublicKey)
          VALUES ('old', '', 'open', 'nl', 0, 1, zeroblob(32))
          """)
    }
    try ResultsSchema.migrator.migrate(queue)
    #expect(try queue.read { try Bool.fetchOne($0, sql: "SELECT imported FROM wave WHERE id = 'old'") } == false)
  }
}
