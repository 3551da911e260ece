import SurveyCore
import SurveyTestSupport
import Testing

@Suite struct ResponseTableShufflingTests {
  /// A generator that gives the same numbers every time (xorshift).
  private struct Fixed: RandomNumberGenerator {
    var state: UInt64 = 88_172_645_463_325_252
    mutating func next() -> UInt64 {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return state
    }
  }

  private let table: ResponseTable = {
    let size = ColumnLayout(SampleSurvey.survey).recordSize
    let records = (0..<100).flatMap { row in (0..<size).map { UInt8((row + $0) % 256) } }
    return ResponseTable(survey: SampleSurvey.survey, organisation: SampleSurvey.organisation, records: records)
  }()

  private func rows(_ table: ResponseTable) -> [[UInt8]] {
    (0..<table.respondents).map { row in
      zip(table.layout.columns, table.columns).flatMap { $1[row * $0.width..<(row + 1) * $0.width] }
    }
  }

  @Test func `rows stay whole and change places`() {
    let shuffled = table.shuffled()
    #expect(rows(shuffled) != rows(table))
    #expect(Set(rows(shuffled)) == Set(rows(table)))
    #expect(rows(table.shuffled()) != rows(shuffled))
  }

  @Test func `a generator decides the order`() {
    var first = Fixed()
    var second = Fixed()
    #expect(table.shuffled(using: &first).columns == table.shuffled(using: &second).columns)
  }
}
