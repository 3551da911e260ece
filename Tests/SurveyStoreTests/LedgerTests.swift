import Crypto
import Foundation
import GRDB
import SurveyCore
import Testing

@testable import SurveyStore

@Suite struct LedgerTests {
  private let now = Date(timeIntervalSince1970: 1_800_000_000)

  @Test func `each entry carries the hash of the one before, signed`() throws {
    let key = LedgerKey()
    let results = try ResultsStore.inMemory(key: key)
    _ = try results.recordRelease(body: #"{"a":1}"#, at: now)
    let head = try results.recordRelease(body: #"{"a":2}"#, at: now)
    let entries = try results.ledger()
    #expect(entries.map(\.sequence) == [1, 2])
    #expect(entries[0].previous == Ledger.genesis)
    #expect(entries[1].previous == entries[0].hash)
    #expect(entries[1].head == head)
    #expect(try results.ledgerHead() == head)
    for entry in entries { #expect(key.isValid(entry.signature, of: entry.hash)) }
  }

  @Test func `the hash covers every field`() {
    func hash(
      _ previous: Data = Ledger.genesis, _ sequence: Int = 1, _ kind: String = "k", _ time: String = "t",
      _ body: String = "b"
    )
      -> Data
    { Ledger.hash(previous: previous, sequence: sequence, kind: kind, recordedAt: time, body: body) }
    let hashes = [
      hash(), hash(Data(repeating: 1, count: 32)), hash(Ledger.genesis, 2), hash(Ledger.genesis, 1, "kt", ""),
      hash(Ledger.genesis, 1, "k", "t", "c"),
    ]
    #expect(Set(hashes).count == hashes.count)
  }

  @Test func `the same release is recorded once`() throws {
    let results = try ResultsStore.inMemory()
    let first = try results.recordRelease(body: "{}", at: now)
    #expect(try results.recordRelease(body: "{}", at: now) == first)
    #expect(try results.ledger().count == 1)
  }

  @Test func `a release and its messages are one transaction`() throws {
    struct Failure: Error {}
    let results = try ResultsStore.inMemory()
    #expect(throws: Failure.self) { try results.recordRelease(body: "{}", at: now) { _ in throw Failure() } }
    #expect(try results.ledger().isEmpty)
    #expect(try SQLiteOutbox(results).statuses().isEmpty)
  }
}
