import SurveyStats
import Testing

@Suite("Interval of a net share")
struct NetIntervalTests {
  @Test("agrees with the score test inverted in R", arguments: ReferenceValues.intervals.net)
  func reference(_ reference: ReferenceValues.Intervals.Net) throws {
    let interval = try netInterval(
      favourable: reference.favourable, unfavourable: reference.unfavourable, of: reference.n, level: reference.level)
    #expect(agrees(interval.low, reference.low, absolute: 1e-12))
    #expect(agrees(interval.high, reference.high, absolute: 1e-12))
  }

  @Test("equals R on real answers", arguments: ReferenceValues.answers.items.keys.sorted())
  func realItem(_ name: String) throws {
    let shares = try #require(ReferenceValues.answers.items[name]).first
    let interval = try netInterval(
      favourable: shares.favourable.count, unfavourable: shares.unfavourable.count, of: 2042)
    #expect(agrees(interval.value, shares.net.value))
    #expect(agrees(interval.low, shares.net.low, absolute: 1e-12))
    #expect(agrees(interval.high, shares.net.high, absolute: 1e-12))
  }

  @Test func `favourable and unfavourable mirror each other`() throws {
    for favourable in 0...9 {
      for unfavourable in 0...(9 - favourable) {
        let interval = try netInterval(favourable: favourable, unfavourable: unfavourable, of: 9)
        let mirror = try netInterval(favourable: unfavourable, unfavourable: favourable, of: 9)
        #expect(interval.low == -mirror.high)
        #expect(interval.low >= -1 && interval.high <= 1)
        #expect(interval.low <= interval.value && interval.value <= interval.high)
        #expect(interval.low < interval.high)
      }
    }
  }

  @Test func `agreement of all ends exactly at 1 and keeps a width`() throws {
    let interval = try netInterval(favourable: 12, unfavourable: 0, of: 12)
    #expect(interval.high == 1)
    #expect(interval.low < 0.6)
  }

  @Test func `impossible input is refused`() {
    #expect(throws: StatisticsError.self) { try netInterval(favourable: 0, unfavourable: 0, of: 0) }
    #expect(throws: StatisticsError.self) { try netInterval(favourable: 6, unfavourable: 6, of: 10) }
    #expect(throws: StatisticsError.self) { try netInterval(favourable: -1, unfavourable: 6, of: 10) }
  }
}
