import Foundation
import SurveyCore
import Testing

@Suite struct KeySharingTests {
  @Test(arguments: [(2, 2), (3, 2), (255, 255), (255, 2)])
  func `numbers that make sense are taken`(_ count: Int, _ needed: Int) {
    #expect(KeySharing(count: count, needed: needed)?.set.count == 7)
  }

  @Test(arguments: [(1, 1), (3, 1), (3, 4), (256, 2), (0, 0), (3, -1)])
  func `others aren't`(_ count: Int, _ needed: Int) {
    #expect(KeySharing(count: count, needed: needed) == nil)
  }

  @Test func `two splittings are never the same`() {
    #expect(KeySharing(count: 3, needed: 2) != KeySharing(count: 3, needed: 2))
    #expect(KeySharing(count: 3, needed: 2, set: Data(count: 6)) == nil)
  }
}
