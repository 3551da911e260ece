import Foundation

/// Dates as they are given on the command line: ISO 8601, a date or a date-time.
enum WaveDate {
  /// Reads an opening date: a plain date begins at midnight, local time.
  static func opening(_ text: String) throws -> Date { try parse(text, option: "--opens", endOfDay: false) }

  /// Reads a closing date: a plain date includes that day.
  static func closing(_ text: String) throws -> Date { try parse(text, option: "--closes", endOfDay: true) }

  /// Reads the day on which a past wave closed: its midnight, and its end, which is now where the day hasn't ended.
  static func pastDay(_ text: String, now: Date) throws -> (opens: Date, closes: Date) {
    guard text.wholeMatch(of: /\d{4}-\d\d-\d\d/) != nil else {
      throw Failure.badInput("error: --date '\(text)' is no day. Write it as 2025-11-30.")
    }
    let opens = try parse(text, option: "--date", endOfDay: false)
    let end = try parse(text, option: "--date", endOfDay: true)
    return (opens, end > now && opens < now ? now : end)
  }

  /// The day of a moment, local time, as it is given on the command line.
  static func day(of date: Date) -> String {
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: "en_US_POSIX")
    formatter.dateFormat = "yyyy-MM-dd"
    return formatter.string(from: date)
  }

  private static func parse(_ text: String, option: String, endOfDay: Bool) throws -> Date {
    let pattern = /(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?/
    guard let match = text.wholeMatch(of: pattern) else {
      throw Failure.badInput(
        "error: \(option) '\(text)' is no date. Write it as 2026-11-30, 2026-11-30T17:00 or 2026-11-30T17:00+01:00.")
    }
    let (_, year, month, day, hour, minute, second, zone) = match.output
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = zone.flatMap(timeZone) ?? .current
    func number(_ digits: Substring?) -> Int { digits.flatMap { Int($0) } ?? 0 }
    let components = DateComponents(
      year: number(year), month: number(month), day: number(day), hour: number(hour), minute: number(minute),
      second: number(second))
    // A calendar rolls 30 February over to March; what can't be read back as it was written doesn't exist.
    guard let date = calendar.date(from: components),
      calendar.dateComponents([.year, .month, .day, .hour, .minute, .second], from: date) == components
    else {
      throw Failure.badInput("error: \(option) '\(text)' doesn't exist in the calendar. Check day, month and time.")
    }
    guard hour == nil, endOfDay else { return date }
    return calendar.date(byAdding: .day, value: 1, to: date) ?? date.addingTimeInterval(86_400)
  }

  /// Reads `Z`, `+01:00` or `-0130`.
  private static func timeZone(_ text: Substring) -> TimeZone? {
    guard text != "Z" else { return TimeZone(secondsFromGMT: 0) }
    let digits = text.dropFirst().filter { $0 != ":" }
    guard let hours = Int(digits.prefix(2)), let minutes = Int(digits.suffix(2)) else { return nil }
    let seconds = (hours * 60 + minutes) * 60
    return TimeZone(secondsFromGMT: text.hasPrefix("-") ? -seconds : seconds)
  }

  /// A moment as people read it, local time.
  static func words(_ date: Date) -> String {
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: "en_US_POSIX")
    formatter.dateFormat = "yyyy-MM-dd HH:mm zzz"
    return formatter.string(from: date)
  }
}
