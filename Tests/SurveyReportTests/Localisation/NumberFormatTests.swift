import SurveyCore
import Testing

import struct Foundation.Date
import struct Foundation.TimeZone

@testable import SurveyReport

/// Expected texts after the Unicode CLDR 45 charts of nl, fr, de and en-GB.
@Suite("Numbers and dates")
struct NumberFormatTests {
  @Test(
    "numbers are grouped and have the language's decimal mark",
    arguments: [
      (Language.nl, "2.600", "3,50", "46%"), (.fr, "2\u{202F}600", "3,50", "46\u{202F}%"),
      (.de, "2.600", "3,50", "46\u{A0}%"), (.en, "2,600", "3.50", "46%"),
    ])
  func numbers(_ language: Language, _ whole: String, _ decimal: String, _ percent: String) {
    let format = NumberFormat(language: language)
    #expect(format.whole(2600) == whole)
    #expect(format.decimal(3.5, places: 2) == decimal)
    #expect(format.share(0.4578) == percent)
  }

  @Test(
    "rounding, signs and small numbers",
    arguments: [(-0.004, "0.00"), (-0.005, "−0.01"), (0.995, "1.00"), (12.3456, "12.35"), (-1234.5, "−1,234.50")])
  func decimals(_ number: Double, _ text: String) {
    #expect(NumberFormat(language: .en).decimal(number, places: 2) == text)
  }

  @Test("signed numbers show a plus only where something is left after rounding")
  func signed() {
    let format = NumberFormat(language: .nl)
    #expect(format.signed(4.6, places: 0) == "+5")
    #expect(format.signed(0.2, places: 0) == "0")
    #expect(format.signed(-3, places: 0) == "−3")
  }

  @Test(
    "dates have the month in words",
    arguments: [
      (Language.nl, "1 maart 2027"), (.fr, "1er mars 2027"), (.de, "1. März 2027"), (.en, "1 March 2027"),
    ])
  func dates(_ language: Language, _ text: String) {
    let format = DateFormat(language: language, timeZone: .gmt)
    #expect(format.day(Date(timeIntervalSince1970: 1_803_859_200)) == text)
  }
}
