import struct Foundation.Data

/// A way to guess which answer is whose.
public enum LinkingStrategy: String, Sendable, Hashable, CaseIterable, Codable {
  /// The results are in the order of issue.
  case resultOrder
  /// The answers lie in some file in the order of issue.
  case filePosition
  /// The answers lie in pages of a database in the order of issue, each page filled from its end.
  case pagePosition
  /// Beside each answer in some file stands a time.
  case time
  /// The sealed answers were written in the order of issue, and opened in the order of their table.
  case sealedOrder

  /// Bytes of a database page.
  private static let pageSize = 4_096
  /// How far from an answer a time may stand.
  private static let nearby = 96

  /// The answers' numbers in the results in the order in which they are thought to have come; nil where the evidence gives none.
  ///
  /// - Complexity: O(*answers* · *bytes of the files*).
  func order(in evidence: LinkingEvidence) -> [Int]? {
    switch self {
    case .resultOrder: Array(evidence.results.indices)
    case .filePosition: ordered(positions(in: evidence)) { $0.offset }
    case .pagePosition: ordered(positions(in: evidence)) { Self.placeInPages($0.offset) }
    case .time: times(in: evidence)
    case .sealedOrder: sealedOrder(in: evidence)
    }
  }

  private struct Position {
    let row: Int
    let offset: Int
  }

  private static func placeInPages(_ offset: Int) -> Int {
    offset / pageSize * pageSize + (pageSize - 1 - offset % pageSize)
  }

  /// Where the answers lie in the file that holds most of them.
  private func positions(in evidence: LinkingEvidence) -> (file: Data, found: [Position])? {
    let all = evidence.files.sorted { $0.key < $1.key }.map { _, bytes in
      let found = evidence.results.enumerated().compactMap { row, answer in
        bytes.range(of: Data(answer)).map { Position(row: row, offset: $0.lowerBound) }
      }
      return (file: bytes, found: found)
    }
    // Half of the answers are evidence of an order; a few are chance.
    return all.max { $0.found.count < $1.found.count }.flatMap {
      $0.found.count * 2 > evidence.results.count ? $0 : nil
    }
  }

  private func ordered(_ positions: (file: Data, found: [Position])?, by key: (Position) -> Int) -> [Int]? {
    positions?.found.sorted { key($0) < key($1) }.map(\.row)
  }

  private func times(in evidence: LinkingEvidence) -> [Int]? {
    guard let (file, found) = positions(in: evidence), let first = evidence.issued.first,
      let last = evidence.issued.last
    else { return nil }
    let span = first - 1...last + 86_400
    let dated = found.compactMap { position -> (row: Int, time: Double)? in
      let start = max(0, position.offset - Self.nearby)
      let end = min(file.count - 8, position.offset + evidence.results[position.row].count + Self.nearby)
      guard start <= end else { return nil }
      for offset in start...end {
        let bits = file[file.startIndex + offset..<file.startIndex + offset + 8].reduce(UInt64(0)) {
          $0 << 8 | UInt64($1)
        }
        let value = Double(bitPattern: bits)
        if span.contains(value) { return (position.row, value) }
      }
      return nil
    }
    return dated.count * 2 > evidence.results.count ? dated.sorted { $0.time < $1.time }.map(\.row) : nil
  }

  private func sealedOrder(in evidence: LinkingEvidence) -> [Int]? {
    guard !evidence.sealed.isEmpty, evidence.sealed.count == evidence.results.count else { return nil }
    let all = evidence.files.sorted { $0.key < $1.key }.map { _, bytes in
      evidence.sealed.enumerated().compactMap { number, record in
        // Long records go on in other pages: their beginning tells the place.
        bytes.range(of: record.prefix(24)).map { (number: number, place: Self.placeInPages($0.lowerBound)) }
      }
    }
    guard let found = all.max(by: { $0.count < $1.count }), found.count * 2 > evidence.sealed.count else { return nil }
    return found.sorted { $0.place < $1.place }.map(\.number)
  }
}
