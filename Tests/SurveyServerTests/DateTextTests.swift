import Foundation
import SurveyCore
import Testing

@testable import SurveyServer

/// Expected texts by CLDR 47, formats `long` of date and time, and for French *Lexique des règles typographiques* ("1er").
@Suite struct DateTextTests {
  static let brussels = TimeZone(identifier: "Europe/Brussels")!

  static func moment(_ text: String) -> Date {
    let formatter = ISO8601DateFormatter()
    return formatter.date(from: text)!
  }

  static let days: [(Language, String, String)] = [
    (.nl, "2026-12-05T11:00:00Z", "5 december 2026"), (.fr, "2026-12-05T11:00:00Z", "5 décembre 2026"),
    (.fr, "2026-08-01T11:00:00Z", "1er août 2026"), (.de, "2026-03-05T11:00:00Z", "5. März 2026"),
    (.en, "2026-12-05T11:00:00Z", "5 December 2026"), (.en, "2026-12-31T23:30:00Z", "1 January 2027"),
  ]

  @Test("days are written as in each language", arguments: days)
  func day(_ language: Language, _ date: String, _ expected: String) {
    #expect(DateText.day(Self.moment(date), in: language, timeZone: Self.brussels) == expected)
  }

  static let moments: [(Language, String, String)] = [
    (.nl, "2026-12-05T11:05:00Z", "5 december 2026, 12.05 uur"),
    (.fr, "2026-12-05T11:05:00Z", "5 décembre 2026, 12\u{A0}h\u{A0}05"),
    (.de, "2026-12-05T11:05:00Z", "5. Dezember 2026, 12:05 Uhr"),
    (.en, "2026-12-05T11:05:00Z", "5 December 2026, 12:05"),
    (.en, "2026-12-04T23:00:00Z", "5 December 2026"), (.en, "2026-12-05T08:05:00Z", "5 December 2026, 09:05"),
  ]

  @Test("moments have a time unless the day begins", arguments: moments)
  func moment(_ language: Language, _ date: String, _ expected: String) {
    #expect(DateText.moment(Self.moment(date), in: language, timeZone: Self.brussels) == expected)
  }

  @Test func `an end at midnight is the day before`() {
    // 26 October 2026 began an hour late in Brussels: clocks went back on the 25th.
    #expect(DateText.end(Self.moment("2026-10-25T23:00:00Z"), in: .en, timeZone: Self.brussels) == "25 October 2026")
    #expect(
      DateText.end(Self.moment("2026-10-25T17:30:00Z"), in: .en, timeZone: Self.brussels) == "25 October 2026, 18:30")
  }
}
