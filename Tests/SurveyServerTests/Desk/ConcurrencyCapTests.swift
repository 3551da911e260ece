import Testing

@testable import SurveyServer

@Suite struct ConcurrencyCapTests {
  @Test func `whoever leaves makes room`() {
    let cap = ConcurrencyCap(2)
    #expect((0..<3).map { _ in cap.enter() } == [true, true, false])
    cap.leave()
    #expect(cap.enter())
    #expect(!cap.enter())
  }
}
