public import Foundation

/// Dates as people write them in a language, after the Unicode CLDR.
public struct DateFormat: Sendable, Hashable {
  /// The language.
  public let language: Language
  /// The time zone in which days begin.
  public let timeZone: TimeZone

  /// Makes a format.
  public init(language: Language, timeZone: TimeZone) {
    self.language = language
    self.timeZone = timeZone
  }

  private static let months: [Language: [String]] = [
    .nl: [
      "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november",
      "december",
    ],
    .fr: [
      "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
      "décembre",
    ],
    .de: [
      "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November",
      "Dezember",
    ],
    .en: [
      "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
      "December",
    ],
  ]

  /// A day with its month in words.
  public func day(_ date: Date) -> String {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = timeZone
    let parts = calendar.dateComponents([.year, .month, .day], from: date)
    guard let year = parts.year, let month = parts.month, let day = parts.day,
      let name = Self.months[language]?[month - 1]
    else { return "" }
    switch language {
    case .de: return "\(day). \(name) \(year)"
    case .fr where day == 1: return "1er \(name) \(year)"
    case .nl, .fr, .en: return "\(day) \(name) \(year)"
    }
  }
}
