import Crypto

public import struct Foundation.Data

/// What is wrong with a ledger: every entry is held against its hash, its number, the entry before it and the office's key.
///
/// It needs the public half of the key only, so anybody who has a copy of the entries can verify. What it can't see by itself is an end
/// that was cut off; a head that was printed in a report tells that.
public struct LedgerVerification: Sendable, Hashable {
  /// What is wrong with an entry.
  public enum Problem: Sendable, Hashable {
    /// The hash doesn't fit kind, time, body and number: one of them was changed.
    case edited
    /// The hash fits another number: the entry was written as that one.
    case moved(from: Int)
    /// No entry has this number.
    case dropped
    /// The number doesn't come after that of the entry before.
    case outOfOrder(after: Int)
    /// The entry doesn't carry the hash of the one before it; where it carries that of another, its number.
    case unlinked(follows: Int?)
    /// The signature isn't by the office's key.
    case foreign
  }

  /// A problem with the number of the entry that has it.
  public struct Finding: Sendable, Hashable {
    /// The entry's number.
    public let sequence: Int
    /// What is wrong with it.
    public let problem: Problem
  }

  /// How many entries were looked at.
  public let entries: Int
  /// Everything that is wrong, in the order of the entries.
  public let findings: [Finding]
  /// Whether an entry has the head that was asked for; nil where none was.
  public let holdsHead: Bool?

  /// Whether nothing is wrong.
  public var isGood: Bool { findings.isEmpty && holdsHead != false }

  /// Verifies a ledger.
  ///
  /// - Parameters:
  ///   - ledger: The entries in the order in which they are stored.
  ///   - publicKey: The public half of the key that signs entries, 32 bytes.
  ///   - head: A printed hash, whole or its beginning, in hexadecimal; any case.
  /// - Throws: An error when the public key is none.
  /// - Complexity: O(size of the ledger); for each entry whose hash doesn't fit, up to 128 hashes more.
  public init(of ledger: [LedgerEntry], publicKey: Data, head: String? = nil) throws {
    let key = try Curve25519.Signing.PublicKey(rawRepresentation: publicKey)
    let numbers = Dictionary(ledger.map { ($0.hash, $0.sequence) }, uniquingKeysWith: { first, _ in first })
    let known = Set(ledger.map(\.sequence))
    var findings: [Finding] = []
    var before: LedgerEntry?
    for entry in ledger {
      func find(_ problem: Problem) { findings.append(Finding(sequence: entry.sequence, problem: problem)) }
      let last = before?.sequence ?? 0
      var isAfterGap = false
      if entry.sequence <= last {
        find(.outOfOrder(after: last))
      } else {
        // Numbers that stand elsewhere are out of order there, not dropped. A huge number is named by the first that is missing.
        let missing = (last + 1..<entry.sequence).prefix(Self.maximumGap).filter { !known.contains($0) }
        findings += missing.map { Finding(sequence: $0, problem: .dropped) }
        isAfterGap = !missing.isEmpty
      }
      if !Self.fits(entry, number: entry.sequence) {
        find(Self.otherNumber(of: entry).map { .moved(from: $0) } ?? .edited)
      }
      // After a gap, the link leads to what is missing.
      if entry.previous != before?.hash ?? Ledger.genesis, !isAfterGap || numbers[entry.previous] != nil {
        find(.unlinked(follows: numbers[entry.previous]))
      }
      if !key.isValidSignature(entry.signature, for: entry.hash) { find(.foreign) }
      before = entry
    }
    self.entries = ledger.count
    self.findings = findings
    holdsHead = head.map { head in
      let wanted = head.lowercased()
      return ledger.contains { $0.head.hasPrefix(wanted) }
    }
  }

  /// How many missing numbers in a row are named.
  static let maximumGap = 1_000

  private static func fits(_ entry: LedgerEntry, number: Int) -> Bool {
    Ledger.hash(
      previous: entry.previous, sequence: number, kind: entry.kind, recordedAt: entry.recordedAt, body: entry.body)
      == entry.hash
  }

  /// The number with which the entry was written, if it isn't far from the one that it has.
  private static func otherNumber(of entry: LedgerEntry) -> Int? {
    guard (1..<Int.max - 64).contains(entry.sequence) else { return nil }
    for distance in 1...64 {
      for number in [entry.sequence + distance, entry.sequence - distance]
      where number > 0 && fits(entry, number: number) {
        return number
      }
    }
    return nil
  }
}

extension LedgerVerification.Finding: CustomStringConvertible {
  /// The entry and what is wrong with it, as a sentence.
  public var description: String {
    switch problem {
    case .edited: "Entry \(sequence) was edited: its hash doesn't fit what it says."
    case .moved(let number): "Entry \(sequence) was moved: it was written as number \(number)."
    case .dropped: "Entry \(sequence) was dropped: no entry has this number."
    case .outOfOrder(let last): "Entry \(sequence) is out of order: it stands after number \(last)."
    case .unlinked(follows: nil) where sequence == 1:
      "Entry 1 isn't the beginning: it carries the hash of an entry before it, which was dropped."
    case .unlinked(follows: nil):
      "Entry \(sequence) doesn't carry the hash of the entry before it: something between them was dropped, or one of them was replaced."
    case .unlinked(.some(let number)):
      "Entry \(sequence) is out of order: by the hash that it carries, it follows number \(number)."
    case .foreign:
      "Entry \(sequence) isn't signed by this workspace's ledger key: somebody without the key wrote or changed it."
    }
  }
}
