import Foundation
import SurveyStats

/// 2,042 real answers, as columns of bytes; the notice beside the file says where they come from.
enum RealAnswers {
  /// Byte columns by name: position 1 is code 1, or code 0 for the HOSTIL items.
  static let columns: [String: [UInt8]] = read()

  /// The option codes of an item.
  static func codes(of name: String) -> [Int] { name.hasPrefix("HOSTIL") ? [0, 1, 2, 3, 4] : [1, 2, 3, 4, 5] }

  /// The items of a scale by the start of their names.
  static func scale(_ prefix: String, reversed: Set<Int> = []) -> [ScoredColumn] {
    columns.keys.filter { $0.hasPrefix(prefix) }.sorted().enumerated().map { place, name in
      ScoredColumn(bytes: columns[name] ?? [], values: codes(of: name), reversed: reversed.contains(place))
    }
  }

  private static func read() -> [String: [UInt8]] {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(components: "Fixtures", "lq2002", "lq2002.csv")
    guard let text = try? String(contentsOf: file, encoding: .utf8) else { fatalError("The fixture is missing.") }
    let lines = text.split(whereSeparator: \.isNewline).map { $0.split(separator: ",") }
    let names = lines[0].map { $0.trimmingCharacters(in: ["\""]) }
    var columns: [String: [UInt8]] = [:]
    for (place, name) in names.enumerated() where !["COMPID", "SUB"].contains(name) {
      let lowest = codes(of: name)[0]
      columns[name] = lines.dropFirst().map { line in
        guard let code = Int(line[place]) else { fatalError("The fixture holds something else than a number.") }
        return UInt8(code - lowest + 1)
      }
    }
    return columns
  }
}
