import Foundation
import Testing

@testable import SurveyCore

@Suite struct LockedKeeperTests {
  private let references = KeeperReferences.read
  /// Cheap, so that tests are quick.
  private let cost = LockedKeeper.Cost(rounds: 16, blockSize: 8, parallelism: 1)
  private let passphrase = "seven horses and a café"

  private func locked(_ text: String) throws -> LockedKeeper {
    guard case .locked(let locked) = try KeeperFile(text: text) else { throw KeeperKeyError.notAKey }
    return locked
  }

  @Test func `files locked by another program open with their passphrase`() throws {
    guard case .key(let key) = try locked(references.lockedKey).unlocked(passphrase: references.passphrase),
      case .share(let share) = try locked(references.lockedShare).unlocked(passphrase: references.passphrase)
    else {
      Issue.record("of the wrong kind")
      return
    }
    #expect(key.fileText.contains("key: \(CheckedGroups.text(of: bytes(references.key.private)))\n"))
    #expect(share.number == 2 && share.sharing.count == 3 && share.sharing.needed == 2)
  }

  @Test func `an accent put together in another way is the same passphrase`() throws {
    let decomposed = references.passphrase.decomposedStringWithCanonicalMapping
    #expect(Array(decomposed.utf8) != Array(references.passphrase.utf8))
    guard case .key = try locked(references.lockedKey).unlocked(passphrase: decomposed) else {
      Issue.record("not opened")
      return
    }
  }

  @Test func `a key and a share read back from their files`() throws {
    let key = KeeperKey()
    let sharing = try #require(KeySharing(count: 2, needed: 2))
    let file = try LockedKeeper(.key(key), passphrase: passphrase, cost: cost).fileText
    let groups = try #require(key.fileText.split(separator: "\n").last).dropFirst("key: ".count)
    #expect(!groups.split(separator: "-").contains { file.contains($0) })
    guard case .key(let read) = try locked(file).unlocked(passphrase: passphrase) else {
      Issue.record("of the wrong kind")
      return
    }
    #expect(read.fileText == key.fileText)
    let share = key.shares(sharing)[1]
    let lockedShare = try LockedKeeper(.share(share), passphrase: passphrase, cost: cost).fileText
    guard case .share(let readShare) = try locked(lockedShare).unlocked(passphrase: passphrase) else {
      Issue.record("of the wrong kind")
      return
    }
    #expect(readShare == share)
  }

  @Test func `another passphrase, public half, kind or cost doesn't open it`() throws {
    let text = try LockedKeeper(.key(KeeperKey()), passphrase: passphrase, cost: cost).fileText
    let file = try locked(text)
    #expect(throws: KeeperKeyError.wrongPassphrase) { try file.unlocked(passphrase: passphrase + " ") }
    #expect(throws: KeeperKeyError.wrongPassphrase) { try file.unlocked(passphrase: "") }
    let lines = text.split(separator: "\n").map(String.init)
    for (prefix, other) in [
      ("public: ", "public: " + Crockford.encode(KeeperKey().publicKey)), ("lock: ", "lock: scrypt 32 8 1"),
    ] {
      let changed = lines.map { $0.hasPrefix(prefix) ? other : $0 }.joined(separator: "\n")
      #expect(throws: KeeperKeyError.wrongPassphrase) { try locked(changed).unlocked(passphrase: passphrase) }
    }
    let asShare = text.replacing("holds: key", with: "holds: share")
    #expect(throws: KeeperKeyError.self) { try locked(asShare).unlocked(passphrase: passphrase) }
  }

  @Test(
    "a cost out of bounds is refused before any work",
    arguments: [
      "scrypt 2097152 8 1", "scrypt 1000 8 1", "scrypt 16 9 1", "scrypt 16 8 5", "pbkdf2 600000 1 1", "scrypt 16 8",
      "scrypt -16 8 1",
    ])
  func cost(_ line: String) throws {
    let text = try LockedKeeper(.key(KeeperKey()), passphrase: passphrase, cost: cost).fileText
    #expect(throws: KeeperKeyError.unknownLock) { try locked(text.replacing("scrypt 16 8 1", with: line)) }
  }

  @Test func `a short passphrase locks nothing`() {
    #expect(throws: KeeperKeyError.weakPassphrase(minimum: 12)) {
      try LockedKeeper(.key(KeeperKey()), passphrase: "elevenchars", cost: cost)
    }
  }

  @Test func `a guess costs 128 MB unless told otherwise`() throws {
    #expect(LockedKeeper.Cost.usual == LockedKeeper.Cost(rounds: 131_072, blockSize: 8, parallelism: 1))
    let file = try LockedKeeper(.key(KeeperKey()), passphrase: passphrase)
    #expect(file.fileText.contains("lock: scrypt 131072 8 1\n"))
  }
}
