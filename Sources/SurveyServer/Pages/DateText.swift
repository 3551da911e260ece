internal import Foundation
internal import SurveyCore

/// Dates as people of each language write them.
enum DateText {
  /// The day of a moment: "5 december 2026", "1er décembre 2026", "5. Dezember 2026", "5 December 2026".
  static func day(_ date: Date, in language: Language, timeZone: TimeZone = .current) -> String {
    DateFormat(language: language, timeZone: timeZone).day(date)
  }

  /// A moment: its day, and its time where it isn't the beginning of the day.
  static func moment(_ date: Date, in language: Language, timeZone: TimeZone = .current) -> String {
    let parts = calendar(timeZone).dateComponents([.hour, .minute], from: date)
    guard let hour = parts.hour, let minute = parts.minute, hour + minute > 0 else {
      return day(date, in: language, timeZone: timeZone)
    }
    let hours = hour < 10 ? "0\(hour)" : String(hour)
    let minutes = minute < 10 ? "0\(minute)" : String(minute)
    let time =
      switch language {
      case .nl: "\(hour).\(minutes) uur"
      case .fr: "\(hour)\u{A0}h\u{A0}\(minutes)"
      case .de: "\(hours):\(minutes) Uhr"
      case .en: "\(hours):\(minutes)"
      }
    return "\(day(date, in: language, timeZone: timeZone)), \(time)"
  }

  /// A moment at which something ends: an end at midnight is the day before, which is included.
  static func end(_ date: Date, in language: Language, timeZone: TimeZone = .current) -> String {
    let parts = calendar(timeZone).dateComponents([.hour, .minute], from: date)
    let isMidnight = parts.hour == 0 && parts.minute == 0
    return moment(isMidnight ? startOfDay(before: date, timeZone) : date, in: language, timeZone: timeZone)
  }

  private static func startOfDay(before date: Date, _ timeZone: TimeZone) -> Date {
    calendar(timeZone).startOfDay(for: date.addingTimeInterval(-60))
  }

  private static func calendar(_ timeZone: TimeZone) -> Calendar {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = timeZone
    return calendar
  }
}
