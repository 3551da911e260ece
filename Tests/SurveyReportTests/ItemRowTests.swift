import Testing

@testable import SurveyReport

@Suite struct ItemRowTests {
  @Test func `a favourable share is the same number wherever it stands`() {
    // 13 of 44 are 29.5 %: 30 % among the indicators, and 30 % here.
    #expect(ItemRow.percentages(21, 10, 13) == (47, 23, 30))
    #expect(ItemRow.percentages(0, 0, 7) == (0, 0, 100))
    #expect(ItemRow.percentages(0, 0, 0) == (0, 0, 0))
  }

  @Test func `percentages add up to 100 and are close to what was answered`() {
    for n in 1...40 {
      for low in 0...n {
        for high in 0...(n - low) {
          let parts = ItemRow.percentages(low, n - low - high, high)
          #expect(parts.0 + parts.1 + parts.2 == 100)
          for (part, count) in [(parts.0, low), (parts.1, n - low - high), (parts.2, high)] {
            #expect(abs(Double(part) - 100 * Double(count) / Double(n)) < 1.5, "\(low) and \(high) of \(n)")
          }
        }
      }
    }
  }
}
