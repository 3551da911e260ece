import ArgumentParser
import Foundation

/// A series of waves that are prepared together: how often, and how many. Written `quarterly:4`.
struct WaveSeries: ExpressibleByArgument {
  /// How far apart the waves are.
  enum Period: String, CaseIterable {
    case weekly, monthly, quarterly, yearly
  }

  /// The most waves of a series.
  static let maximum = 60

  let period: Period
  let count: Int

  init?(argument: String) {
    let parts = argument.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, let period = Period(rawValue: String(parts[0])), let count = Int(parts[1]),
      (2...Self.maximum).contains(count)
    else { return nil }
    self.period = period
    self.count = count
  }

  /// The numbers of the waves, from 1.
  var numbers: ClosedRange<Int> { 1...count }

  /// A date of the first wave as that of another: whole calendar steps in local time, so that hours stay.
  func date(_ date: Date, of number: Int) -> Date {
    let calendar = Calendar(identifier: .gregorian)
    let steps = number - 1
    let later =
      switch period {
      case .weekly: calendar.date(byAdding: .day, value: 7 * steps, to: date)
      case .monthly: calendar.date(byAdding: .month, value: steps, to: date)
      case .quarterly: calendar.date(byAdding: .month, value: 3 * steps, to: date)
      case .yearly: calendar.date(byAdding: .year, value: steps, to: date)
      }
    return later ?? date
  }
}
