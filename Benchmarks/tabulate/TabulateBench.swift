import ArgumentParser
import Foundation
import SurveyStats

/// Tabulates columns that lie in a file, as fast as the library can, and writes what came out.
@main
struct TabulateBench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tabulate",
    abstract: "Counts 40 items and 8 scales in every cell of 15 groupings.",
    discussion: "The file holds the columns one after the other: 40 items, then unit, dist, status, gender, age, sen.")

  @Argument(help: "The columns, one byte per respondent.") var columns: String
  @Option(help: "The number of respondents.") var respondents: Int
  @Option(help: "The number of threads.") var threads = 2
  @Option(help: "How often to do the work; the median counts.") var repeats = 1
  @Option(help: "Where to write the counts and alphas, as JSON; nowhere by default.") var output: String?

  /// The groupings, as places of attributes.
  private static let groupings = [
    [], [1], [0], [2], [3], [4], [5], [1, 2], [1, 3], [2, 3], [0, 2], [0, 3], [2, 4], [3, 4], [1, 4],
  ]

  func run() throws {
    let file = try FileHandle(forReadingFrom: URL(filePath: columns))
    let all = try (0..<46).map { _ in try [UInt8](file.read(upToCount: respondents) ?? Data()) }
    guard all.allSatisfy({ $0.count == respondents }) else {
      throw ValidationError("\(columns) doesn't hold 46 columns of \(respondents) bytes.")
    }
    let items = all[..<40].map { ScoredColumn(bytes: $0, values: [1, 2, 3, 4, 5], reversed: false) }
    let scales = (0..<8).map {
      TabulatedScale(items: Array(($0 * 5)..<($0 * 5 + 5)), scoring: .mean, minimumAnswered: 1)
    }
    let attributes = all[40...].map { GroupColumn.bytes($0) }
    let before = try peakMemory()
    var (seconds, last): ([Double], Result?) = ([], nil)
    for _ in 0..<repeats {
      let start = ContinuousClock.now
      let table = try Tabulation(
        items: items, scales: scales, attributes: attributes, groupings: Self.groupings, threads: threads)
      let result = try Result(table, items: items.count, scales: scales.count)
      seconds.append((ContinuousClock.now - start) / .seconds(1))
      last = result
    }
    print("\(seconds.sorted()[seconds.count / 2]) \(try peakMemory() - before)")
    if let output, let last { try JSONEncoder().encode(last).write(to: URL(filePath: output)) }
  }

  /// The most memory that the process has had, in bytes.
  private func peakMemory() throws -> Int {
    let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") } ?? ""
    return (line.split(separator: " ").compactMap { Int($0) }.first ?? 0) * 1024
  }
}

/// What the peers compute too.
private struct Result: Encodable {
  struct Cell: Encodable {
    let codes: [UInt16]
    /// For each item the counts of the codes 0 to 5.
    let counts: [[Int]]
    /// For each scale the mean of the scores.
    let means: [Double]
  }
  let tables: [[Cell]]
  let alphas: [Double]

  init(_ tabulation: Tabulation, items: Int, scales: Int) throws {
    tables = try tabulation.tables.map { table in
      try table.cells.indices.map { cell in
        Cell(
          codes: table.cells[cell],
          counts: (0..<items).map { item in
            let counts = table.counts(of: item, in: cell)
            return (0..<6).map { counts[UInt8($0)] }
          },
          means: try (0..<scales).map { try table.scores(of: $0, in: cell).distribution.mean() })
      }
    }
    alphas = try (0..<scales).map { try tabulation.alpha(of: $0).estimate.value }
  }
}
