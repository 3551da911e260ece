import Foundation
import SurveyCore
import Testing

@Suite struct KeeperPublicTests {
  @Test func `a public half reads back, with how the key was split`() throws {
    let key = KeeperKey().publicKey
    for sharing in [nil, KeySharing(count: 3, needed: 2), KeySharing(count: 255, needed: 255)] {
      let half = KeeperPublic(key: key, sharing: sharing)
      #expect(try KeeperPublic(fileText: half.fileText) == half)
    }
  }

  @Test(
    "a line of shares that makes no sense is refused",
    arguments: [
      "3 needed 4 set 0000000000000", "3 of 2", "three needed two set 0", "3 needed 2 set 000",
      "1 needed 1 set 0000000000000",
    ])
  func shares(_ line: String) {
    let text = KeeperPublic(key: KeeperKey().publicKey).fileText + "shares: \(line)\n"
    #expect(throws: KeeperKeyError.notAKey) { try KeeperPublic(fileText: text) }
  }
}
