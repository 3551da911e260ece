import Foundation

/// Dates as they are given on the command line: ISO 8601, a date or a date-time.
enum WaveDate {
  /// Reads an opening date: a plain date begins at midnight, local time.
  static func opening(_ text: String) throws -> Date { try parse(text, option: "--opens", endOfDay: false) }

  /// Reads a closing date: a plain date includes that day.
  static func closing(_ text: String) throws -> Date { try parse(text, option: "--closes", endOfDay: true) }

  private static func parse(_ text: String, option: String, endOfDay: Bool) throws -> Date {
    if let day = try? Date.ISO8601FormatStyle(timeZone: .current).year().month().day().parse(text), text.count == 10 {
      guard endOfDay else { return day }
      var calendar = Calendar(identifier: .gregorian)
      calendar.timeZone = .current
      return calendar.date(byAdding: .day, value: 1, to: day) ?? day.addingTimeInterval(86_400)
    }
    let zoned = Date.ISO8601FormatStyle(includingFractionalSeconds: false)
    if let date = try? zoned.parse(text) { return date }
    if let date = try? Date.ISO8601FormatStyle(includingFractionalSeconds: true).parse(text) { return date }
    let local = DateFormatter()
    local.locale = Locale(identifier: "en_US_POSIX")
    for format in ["yyyy-MM-dd'T'HH:mm:ssXXXXX", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd HH:mm"] {
      local.dateFormat = format
      if let date = local.date(from: text) { return date }
    }
    throw Failure.badInput("error: \(option) '\(text)' is no date. Write it as 2026-11-30 or 2026-11-30T17:00.")
  }

  /// A moment as people read it, local time.
  static func words(_ date: Date) -> String {
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: "en_US_POSIX")
    formatter.dateFormat = "yyyy-MM-dd HH:mm"
    return formatter.string(from: date)
  }
}
