import Foundation
import SurveyTestSupport
import Testing

@testable import SurveyCore

@Suite struct SealedBoxTests {
  /// RFC 9180, appendix A.2.1: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, ChaCha20Poly1305, base mode.
  private enum Published {
    /// `info`, 4f6465206f6e2061204772656369616e2055726e: text, so it can be a wave's id.
    static let wave = "Ode on a Grecian Urn"
    static let plain = Data("Beauty is truth, truth beauty".utf8)
    static let encapsulated = SealedBoxTests.hex("1afa08d3dec047a643885163f1180476fa7ddb54c6a8029ea33f95796bf2ac4a")
    /// `skRm` as a keeper's file; how it was written is said in KeeperKeyTests.
    static let keyFile = """
      survey-keeper/v1
      public: 8C8EX5YRHK0Z1255AXP7FARCYQ1TRYBZ7PAH773CGJTM572SCRN0
      key: G1BSJ7QFU-HWFHNWCF3-9AA93MBA7-3KHK7XMN5-TKDRWE6T7-EPBNRH3R2-W3XGQ
      """
  }

  private static func hex(_ text: String) -> Data {
    let digits = Array(text)
    return Data(stride(from: 0, to: digits.count, by: 2).compactMap { UInt8(String(digits[$0...$0 + 1]), radix: 16) })
  }

  private let key = KeeperKey()

  private func sealer(wave: String = "w1") throws -> Sealer { try Sealer(publicKey: key.publicKey, wave: wave) }

  // The published ciphertexts have associated data, of which a sealed record has none. So Python seals the published
  // text with the published `key` and `base_nonce`, after showing that they make the published ciphertext of sequence
  // number 0:
  //
  //   python3 -c 'from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305 as Box
  //   box = Box(bytes.fromhex("ad2744de8e17f4ebba575b3f5f5a8fa1f69c2a07f6e7500bc60ca6e3e3ec1c91"))
  //   nonce = bytes.fromhex("5c4d98150661b848853b547f"); text = b"Beauty is truth, truth beauty"
  //   assert box.encrypt(nonce, text, b"Count-0").hex() == ("1c5250d8034ec2b784ba2cfd69dbdb8af406cfe3ff938e131f0def8c"
  //     "8b60b4db21993c62ce81883d2dd1b51a28")
  //   print(box.encrypt(nonce, text, b"").hex())'
  @Test func `what was sealed with the keys of RFC 9180 is opened`() throws {
    let ciphertext = Self.hex(
      "1c5250d8034ec2b784ba2cfd69dbdb8af406cfe3ff938e131f0def8c8b40f37930f628eb13216a1ba1b2aadd60")
    let unsealer = Unsealer(key: try KeeperKey(fileText: Published.keyFile), wave: Published.wave)
    #expect(try unsealer.open(Published.encapsulated + ciphertext) == Published.plain)
  }

  @Test("every record reads back", arguments: [0, 1, 17, 806, 70_000])
  func roundTrip(_ size: Int) throws {
    let record = Data((0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31) })
    let sealed = try sealer().seal(record)
    #expect(sealed.count == size + Sealer.overhead)
    #expect(try Unsealer(key: key, wave: "w1").open(sealed) == record)
    // A slice of something longer, whose indices don't begin at 0, is opened too.
    #expect(try Unsealer(key: key, wave: "w1").open((Data([1, 2, 3]) + sealed).dropFirst(3)) == record)
  }

  @Test func `a record of another wave is not opened`() throws {
    let sealed = try sealer(wave: "w1").seal(Data("answer".utf8))
    for wave in ["w2", "w", "w11", "W1", ""] {
      #expect(throws: (any Error).self) { try Unsealer(key: key, wave: wave).open(sealed) }
    }
  }

  @Test func `another key opens nothing`() throws {
    let sealed = try sealer().seal(Data("answer".utf8))
    #expect(throws: (any Error).self) { try Unsealer(key: KeeperKey(), wave: "w1").open(sealed) }
  }

  @Test func `a change of any byte is noticed`() throws {
    let sealed = try sealer().seal(Data("a record of answers".utf8))
    let unsealer = Unsealer(key: key, wave: "w1")
    for position in sealed.indices {
      // The lowest and the highest bit: X25519 by itself ignores the highest bit of a public key.
      for change in [UInt8(0x01), 0x80, 0xFF] {
        var changed = sealed
        changed[position] ^= change
        #expect(throws: (any Error).self, "byte \(position), bits \(change)") { try unsealer.open(changed) }
      }
    }
  }

  @Test func `a record cut off or prolonged anywhere is noticed`() throws {
    let sealed = try sealer().seal(Data("a record of answers".utf8))
    let unsealer = Unsealer(key: key, wave: "w1")
    for count in 0..<sealed.count {
      #expect(throws: (any Error).self, "the first \(count) bytes") { try unsealer.open(sealed.prefix(count)) }
      #expect(throws: (any Error).self, "the last \(count) bytes") { try unsealer.open(sealed.suffix(count)) }
    }
    #expect(throws: (any Error).self) { try unsealer.open(sealed + Data([0])) }
  }

  @Test func `the same record is never sealed the same`() throws {
    let sealer = try sealer()
    let sealed = try (0..<50).map { _ in try sealer.seal(Data(count: 40)) }
    #expect(Set(sealed).count == 50)
    #expect(Set(sealed.map { $0.prefix(Sealer.encapsulatedSize) }).count == 50)
  }

  @Test func `the size of a sealed answer doesn't depend on what was answered`() throws {
    let layout = ColumnLayout(SampleSurvey.survey)
    let comments = ["", "a", "It's fine.", String(repeating: "x", count: 200), String(repeating: "🚒", count: 200)]
    var sizes: Set<[Int]> = []
    for comment in comments {
      for byte in [UInt8(0), 1, 255] {
        let padded = try #require(CommentRecord(text: comment).padded(maximumLength: 200))
        let record = Data(repeating: byte, count: layout.recordSize)
        let sealed = try sealer().seal(record: record, comments: [padded])
        sizes.insert([sealed.ratings.count] + sealed.comments.map(\.count))
        #expect(try Unsealer(key: key, wave: "w1").open(sealed.ratings) == record)
        #expect(try sealed.comments.map { try Unsealer(key: key, wave: "w1").open($0) } == [padded])
      }
    }
    #expect(sizes == [[layout.recordSize + 48, 6 + 4 * 200 + 48]])
  }

  @Test func `the parts of one answer share no key`() throws {
    let sealed = try sealer().seal(record: Data(count: 8), comments: [Data(count: 8), Data(count: 8)])
    let keys = ([sealed.ratings] + sealed.comments).map { $0.prefix(Sealer.encapsulatedSize) }
    #expect(Set(keys).count == 3)
  }

  @Test("a public key must have 32 bytes", arguments: [0, 31, 33])
  func publicKey(_ size: Int) {
    #expect(throws: (any Error).self) { try Sealer(publicKey: Data(repeating: 9, count: size), wave: "w1") }
  }
}
