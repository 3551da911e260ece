import Foundation
import Testing

@testable import SurveyCore

@Suite struct KeeperShareTests {
  private let references = KeeperReferences.read

  private func share(_ text: String) throws -> KeeperShare {
    guard case .open(.share(let share)) = try KeeperFile(text: text) else { throw KeeperKeyError.notAKey }
    return share
  }

  private func error(_ text: String) -> KeeperKeyError? {
    #expect(throws: KeeperKeyError.self) { try KeeperFile(text: text) }
  }

  @Test func `files made by another program are read`() throws {
    let shares = try references.shareFiles.map(share)
    #expect(shares.map(\.number) == [1, 2, 3])
    for share in shares {
      #expect(share.sharing == KeySharing(count: 3, needed: 2, set: Data(bytes(references.key.set))))
      #expect(Crockford.encode(share.publicKey) == references.key.public)
      // The two lines that carry the share are written as they were read.
      let text = KeeperSecret.share(share).fileText
      #expect(
        text.split(separator: "\n").suffix(2)
          == references.shareFiles[share.number - 1].split(separator: "\n").suffix(2))
    }
  }

  @Test func `a new key's shares read back from their files`() throws {
    let key = KeeperKey()
    let sharing = try #require(KeySharing(count: 5, needed: 3))
    for share in key.shares(sharing) {
      #expect(try self.share(KeeperSecret.share(share).fileText) == share)
      #expect(share.publicKey == key.publicKey)
    }
  }

  @Test(arguments: 0..<9)
  func `a mistyped character is found, with its group`(_ group: Int) throws {
    let lines = references.shareFiles[0].split(separator: "\n").map(String.init)
    let groups = lines[3].dropFirst("share: ".count).split(separator: "-").map(String.init)
    let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
    for position in groups[group].indices {
      for other in alphabet where other != groups[group][position] {
        var changed = groups
        changed[group].replaceSubrange(position...position, with: String(other))
        let text = lines[..<3].joined(separator: "\n") + "\nshare: " + changed.joined(separator: "-") + "\n"
        #expect(error(text) == .mistyped(group: group + 1))
      }
    }
  }

  @Test func `groups in another order, or another public half, are found`() {
    let lines = references.shareFiles[0].split(separator: "\n").map(String.init)
    var groups = lines[3].dropFirst("share: ".count).split(separator: "-").map(String.init)
    groups.swapAt(3, 5)
    #expect(error(lines[..<3].joined(separator: "\n") + "\nshare: " + groups.joined(separator: "-")) == .damagedShare)
    let other = "public: " + Crockford.encode(KeeperKey().publicKey)
    #expect(error([lines[0], other, lines[3]].joined(separator: "\n")) == .damagedShare)
    #expect(error([lines[0], "public: ?", lines[3]].joined(separator: "\n")) == .damagedShare)
  }

  @Test func `a missing line is named`() {
    let lines = references.shareFiles[0].split(separator: "\n").map(String.init)
    #expect(error([lines[0], lines[3]].joined(separator: "\n")) == .missingLine("public"))
    #expect(error([lines[0], lines[2]].joined(separator: "\n")) == .missingLine("share"))
  }
}
