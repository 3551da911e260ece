import Foundation

extension YAMLValue {
  /// The value as a date (`2027-06-01`), at midnight of the time zone.
  func date(in timeZone: TimeZone) -> Date? {
    guard let text = string() else { return nil }
    if let date = CalendarDate.midnight(of: text, in: timeZone) { return date }
    report("value.date", "'\(text)' isn't a date.", "Write year, month and day, such as 2027-06-01.")
    return nil
  }

  /// The value as a length of time in seconds: `0s`, `5m`, `2h` or `1d`.
  func seconds() -> Double? {
    let text: String
    if case .integer(let number) = scalar {
      text = String(number)
    } else {
      guard let string = string() else { return nil }
      text = string
    }
    let factors: [Character: Double] = ["s": 1, "m": 60, "h": 3600, "d": 86_400]
    if let factor = text.last.flatMap({ factors[$0] }), let number = Double(text.dropLast()), number >= 0,
      number * factor <= 31 * 86_400
    {
      return number * factor
    }
    report("value.duration", "'\(text)' isn't a length of time.", "Write a number and s, m, h or d, such as 30m.")
    return nil
  }

  /// The value as a web address.
  ///
  /// - Parameter schemes: The schemes that are allowed.
  func webAddress(schemes: [String]) -> String? {
    guard let text = string() else { return nil }
    guard let parts = URLComponents(string: text), let scheme = parts.scheme?.lowercased(), let host = parts.host,
      !host.isEmpty, scheme == "http" || scheme == "https"
    else {
      report("value.address", "'\(text)' isn't a web address.", "Write one that begins with https://.")
      return nil
    }
    guard schemes.contains(scheme) else {
      report(
        "value.address-scheme", "'\(text)' isn't protected in transit.",
        "Use https://, or say 'allow-http: true' for a receiver on the same machine.")
      return nil
    }
    return text
  }

  /// The value as a network such as `10.0.0.0/8` or `fd00::/8`.
  func network() -> String? {
    guard let text = string() else { return nil }
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    if parts.count == 2, let bits = Int(parts[1]), parts[1].utf8.allSatisfy({ (48...57).contains($0) }) {
      var four = in_addr()
      var six = in6_addr()
      let address = String(parts[0])
      if inet_pton(AF_INET, address, &four) == 1, bits <= 32 { return text }
      if inet_pton(AF_INET6, address, &six) == 1, bits <= 128 { return text }
    }
    report("value.network", "'\(text)' isn't a network.", "Write an address and its length, such as 10.0.0.0/8.")
    return nil
  }
}

/// Dates without a time.
enum CalendarDate {
  /// Midnight at the start of the day written as `2027-06-01`, or nil where there is no such day.
  static func midnight(of text: String, in timeZone: TimeZone) -> Date? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.utf8.count) == [4, 2, 2],
      parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }),
      let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
    else { return nil }
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = timeZone
    let components = DateComponents(calendar: calendar, timeZone: timeZone, year: year, month: month, day: day)
    guard components.isValidDate(in: calendar), let date = calendar.date(from: components) else { return nil }
    return calendar.startOfDay(for: date)
  }
}
