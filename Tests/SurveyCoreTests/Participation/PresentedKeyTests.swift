import Foundation
import Testing

@testable import SurveyCore

@Suite struct PresentedKeyTests {
  private let key = KeeperKey()
  private let shares: [KeeperShare]

  init() throws { shares = key.shares(try #require(KeySharing(count: 5, needed: 3))) }

  private func present(_ shares: [KeeperShare]) throws(PresentedKeyError) -> PresentedKey {
    try PresentedKey(shares.enumerated().map { ("file\($0 + 1)", .share($1)) })
  }

  private func error(_ shares: [KeeperShare]) -> PresentedKeyError? {
    #expect(throws: PresentedKeyError.self) { try present(shares) }
  }

  /// The same share with another value.
  private func altered(_ share: KeeperShare) -> KeeperShare {
    var values = share.values
    values[7] ^= 1
    return KeeperShare(number: share.number, sharing: share.sharing, publicKey: share.publicKey, values: values)
  }

  @Test func `shares made by another program give its key`() throws {
    let references = KeeperReferences.read
    let files = try references.shareFiles.map { text -> KeeperSecret in
      guard case .open(let secret) = try KeeperFile(text: text) else { throw KeeperKeyError.notAKey }
      return secret
    }
    for pair in [[0, 1], [1, 2], [2, 0]] {
      let presented = try PresentedKey(pair.map { ("file", files[$0]) })
      #expect(presented.key.fileText.contains("key: \(CheckedGroups.text(of: bytes(references.key.private)))\n"))
      #expect(presented.shares == pair.map { $0 + 1 }.sorted())
    }
  }

  @Test func `a whole key is enough`() throws {
    let presented = try PresentedKey([("file", .key(key))])
    #expect(presented.key.publicKey == key.publicKey && presented.sharing == nil && presented.shares.isEmpty)
  }

  @Test func `enough shares give the key, in any order and number`() throws {
    for count in 3...5 {
      let some = Array(shares.shuffled().prefix(count))
      let presented = try present(some)
      #expect(presented.key.fileText == key.fileText)
      #expect(presented.shares == some.map(\.number).sorted())
    }
  }

  @Test func `too few are told with how many are needed`() {
    #expect(error([shares[4], shares[0]]) == .tooFew(given: 2, needed: 3, count: 5))
    #expect(error([]) == .nothing)
  }

  @Test func `shares of another key or another splitting are named`() throws {
    let again = key.shares(try #require(KeySharing(count: 5, needed: 3)))
    let other = KeeperKey().shares(shares[0].sharing)
    #expect(error([shares[0], shares[1], again[2]]) == .differentSets(first: "file1", other: "file3"))
    #expect(error([shares[0], other[1], shares[2]]) == .differentSets(first: "file1", other: "file2"))
  }

  @Test func `the same share twice is named`() {
    #expect(error([shares[0], shares[1], shares[0]]) == .sameShare(1, first: "file1", second: "file3"))
  }

  @Test func `an altered share is found, and named where there are enough others`() {
    #expect(error([shares[0], altered(shares[1]), shares[2]]) == .altered(files: ["file1", "file2", "file3"]))
    #expect(error([shares[0], shares[1], shares[2], altered(shares[3])]) == .altered(files: ["file4"]))
  }

  @Test func `a whole key beside shares is refused`() {
    #expect(throws: PresentedKeyError.keyAmongOthers(file: "b")) {
      try PresentedKey([("a", .share(shares[0])), ("b", .key(key))])
    }
    #expect(throws: PresentedKeyError.keyAmongOthers(file: "a")) {
      try PresentedKey([("a", .key(key)), ("b", .key(key))])
    }
  }
}
