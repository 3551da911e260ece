import SurveyCore

import struct Foundation.Data
import class Foundation.JSONDecoder
import class Foundation.JSONEncoder

/// A person as a row of the roster keeps them: JSON, padded so that all rows of a wave have one size.
enum RosterRecord {
  /// The padded records of people, in their order.
  static func records(of people: [Roster.Person]) throws -> [Data] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let texts = try people.map { try encoder.encode($0) }
    let size = texts.map(\.count).max() ?? 0
    // Spaces after a JSON text mean nothing.
    return texts.map { $0 + Data(repeating: UInt8(ascii: " "), count: size - $0.count) }
  }

  /// The person of a record.
  static func person(_ record: Data) throws -> Roster.Person {
    try JSONDecoder().decode(Roster.Person.self, from: record)
  }
}
