import Foundation
import Testing

@testable import SurveyCore

@Suite struct CheckedGroupsTests {
  @Test(arguments: 0..<24)
  func `bytes of any number read back`(_ count: Int) throws {
    let bytes = (0..<count).map { _ in UInt8.random(in: .min ... .max) }
    let text = CheckedGroups.text(of: bytes)
    #expect(try CheckedGroups.bytes(of: text, count: count) == Data(bytes))
    #expect(try CheckedGroups.bytes(of: text.lowercased(), count: count) == Data(bytes))
  }

  @Test func `a group too few or too many is told with the number that there should be`() {
    let text = CheckedGroups.text(of: Array(0..<15))
    for wrong in ["", String(text.dropLast(10)), text + "-" + text.prefix(9)] {
      let error = #expect(throws: CheckedGroups.Problem.self) { try CheckedGroups.bytes(of: wrong, count: 15) }
      guard case .incomplete(groups: 3) = error else {
        Issue.record("\(String(describing: error))")
        return
      }
    }
  }
}
