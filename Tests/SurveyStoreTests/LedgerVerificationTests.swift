import Foundation
import GRDB
import SurveyCore
import Testing

@testable import SurveyStore

@Suite struct LedgerVerificationTests {
  private typealias Finding = LedgerVerification.Finding
  private let key = LedgerKey()

  /// A ledger of that many entries, as the store writes it.
  private func ledger(_ count: Int = 6) throws -> [LedgerEntry] {
    let results = try ResultsStore.inMemory(key: key)
    for number in 1...count {
      _ = try results.recordRelease(
        body: #"{"release":\#(number)}"#, at: Date(timeIntervalSince1970: 1_800_000_000))
    }
    return try results.ledger()
  }

  /// The entry with something changed; hash and signature stay unless they are given.
  private func entry(
    _ entry: LedgerEntry, sequence: Int? = nil, kind: String? = nil, time: String? = nil, body: String? = nil,
    previous: Data? = nil, hash: Data? = nil, signature: Data? = nil
  ) -> LedgerEntry {
    LedgerEntry(
      sequence: sequence ?? entry.sequence, kind: kind ?? entry.kind, recordedAt: time ?? entry.recordedAt,
      body: body ?? entry.body, previous: previous ?? entry.previous, hash: hash ?? entry.hash,
      signature: signature ?? entry.signature)
  }

  /// The entries chained and signed anew from one on, with that key.
  private func rechained(_ ledger: [LedgerEntry], from index: Int, by key: LedgerKey) throws -> [LedgerEntry] {
    var ledger = ledger
    for index in index..<ledger.count {
      let old = ledger[index]
      let previous = index == 0 ? Ledger.genesis : ledger[index - 1].hash
      let hash = Ledger.hash(
        previous: previous, sequence: index + 1, kind: old.kind, recordedAt: old.recordedAt, body: old.body)
      ledger[index] = entry(
        old, sequence: index + 1, previous: previous, hash: hash, signature: try key.sign(hash))
    }
    return ledger
  }

  private func findings(_ ledger: [LedgerEntry]) throws -> [Finding] {
    try LedgerVerification(of: ledger, publicKey: key.publicKey).findings
  }

  @Test func `a ledger as it was written is good`() throws {
    let ledger = try ledger()
    let verification = try LedgerVerification(of: ledger, publicKey: key.publicKey)
    #expect(verification.isGood)
    #expect(verification.entries == 6)
    #expect(verification.holdsHead == nil)
    #expect(try LedgerVerification(of: [], publicKey: key.publicKey).isGood)
  }

  @Test(arguments: 0..<6)
  func `an edited entry is named, whatever was edited`(_ index: Int) throws {
    let ledger = try ledger()
    let edited = [
      entry(ledger[index], body: "{}"), entry(ledger[index], kind: "wave.opened"),
      entry(ledger[index], time: "2020-01-01T00:00:00Z"),
    ]
    for changed in edited {
      var ledger = ledger
      ledger[index] = changed
      #expect(try findings(ledger) == [Finding(sequence: index + 1, problem: .edited)])
    }
  }

  @Test func `an edit with a fitting hash is named by its signature and by the link that it breaks`() throws {
    var ledger = try ledger()
    let body = #"{"release":33}"#
    let hash = Ledger.hash(
      previous: ledger[2].previous, sequence: 3, kind: ledger[2].kind, recordedAt: ledger[2].recordedAt, body: body)
    ledger[2] = entry(ledger[2], body: body, hash: hash)
    #expect(
      try findings(ledger) == [
        Finding(sequence: 3, problem: .foreign), Finding(sequence: 4, problem: .unlinked(follows: nil)),
      ])
  }

  @Test(arguments: [1, 3, 5])
  func `a dropped entry is named`(_ number: Int) throws {
    var ledger = try ledger()
    ledger.remove(at: number - 1)
    #expect(try findings(ledger) == [Finding(sequence: number, problem: .dropped)])
  }

  @Test func `entries that took the place of a dropped one are named`() throws {
    var ledger = try ledger()
    ledger.remove(at: 2)
    for index in 2..<5 { ledger[index] = entry(ledger[index], sequence: index + 1) }
    #expect(
      try findings(ledger) == [
        Finding(sequence: 3, problem: .moved(from: 4)), Finding(sequence: 3, problem: .unlinked(follows: nil)),
        Finding(sequence: 4, problem: .moved(from: 5)), Finding(sequence: 5, problem: .moved(from: 6)),
      ])
  }

  @Test func `an end that was cut off shows against a printed head, whole or short, in any case`() throws {
    let ledger = try ledger()
    let printed = ledger[5].head
    for head in [printed, String(printed.prefix(12)), printed.uppercased()] {
      let whole = try LedgerVerification(of: ledger, publicKey: key.publicKey, head: head)
      #expect(whole.isGood && whole.holdsHead == true)
      let cut = try LedgerVerification(of: Array(ledger.dropLast()), publicKey: key.publicKey, head: head)
      #expect(cut.findings.isEmpty && cut.holdsHead == false && !cut.isGood)
    }
    // Without the head nothing tells it.
    #expect(try findings(Array(ledger.dropLast())).isEmpty)
  }

  @Test func `entries that changed places are named`() throws {
    let ledger = try ledger()
    var renumbered = ledger
    renumbered[2] = entry(ledger[3], sequence: 3)
    renumbered[3] = entry(ledger[2], sequence: 4)
    let found = try findings(renumbered)
    #expect(found.contains(Finding(sequence: 3, problem: .moved(from: 4))))
    #expect(found.contains(Finding(sequence: 4, problem: .moved(from: 3))))
    var swapped = ledger
    swapped.swapAt(2, 3)
    #expect(try findings(swapped).contains(Finding(sequence: 3, problem: .outOfOrder(after: 4))))
    #expect(try findings(swapped).contains(Finding(sequence: 4, problem: .unlinked(follows: 3))))
    #expect(!(try findings(swapped).contains { $0.problem == .dropped }))
  }

  @Test func `an entry that somebody without the key appended is named`() throws {
    var ledger = try ledger()
    let hash = Ledger.hash(previous: ledger[5].hash, sequence: 7, kind: "release", recordedAt: "t", body: "{}")
    ledger.append(
      LedgerEntry(
        sequence: 7, kind: "release", recordedAt: "t", body: "{}", previous: ledger[5].hash, hash: hash,
        signature: try LedgerKey().sign(hash)))
    #expect(try findings(ledger) == [Finding(sequence: 7, problem: .foreign)])
  }

  @Test func `an edit that was chained and signed anew with another key is named from there on`() throws {
    var ledger = try ledger()
    ledger[2] = entry(ledger[2], body: #"{"release":33}"#)
    ledger = try rechained(ledger, from: 2, by: LedgerKey())
    #expect(try findings(ledger) == (3...6).map { Finding(sequence: $0, problem: .foreign) })
  }

  @Test func `a ledger that was written anew with the very key shows against a printed head only`() throws {
    let original = try ledger()
    var ledger = original
    ledger[2] = entry(ledger[2], body: #"{"release":33}"#)
    ledger = try rechained(ledger, from: 2, by: key)
    #expect(try findings(ledger).isEmpty)
    let verification = try LedgerVerification(of: ledger, publicKey: key.publicKey, head: original[3].head)
    #expect(verification.holdsHead == false)
  }

  @Test func `a signature of another entry and numbers that can't be are named, and nothing stops`() throws {
    var ledger = try ledger()
    ledger[1] = entry(ledger[1], signature: ledger[2].signature)
    ledger[5] = entry(ledger[5], sequence: .max)
    let found = try findings(ledger)
    #expect(found.contains(Finding(sequence: 2, problem: .foreign)))
    #expect(found.contains(Finding(sequence: 6, problem: .dropped)))
    #expect(found.contains(Finding(sequence: .max, problem: .edited)))
    #expect(found.count == 2 + LedgerVerification.maximumGap)
    ledger[5] = entry(ledger[5], sequence: .min)
    #expect(try findings(ledger).contains(Finding(sequence: .min, problem: .outOfOrder(after: 5))))
  }

  @Test func `every finding names its entry in words`() {
    let problems: [LedgerVerification.Problem] = [
      .edited, .moved(from: 3), .dropped, .outOfOrder(after: 9), .unlinked(follows: nil), .unlinked(follows: 2),
      .foreign,
    ]
    let words = problems.map { "\(Finding(sequence: 7, problem: $0))" }
    #expect(words.allSatisfy { $0.hasPrefix("Entry 7 ") && $0.hasSuffix(".") })
    #expect(Set(words).count == words.count)
  }
}
