import Foundation
import Testing

/// A stored rendering that a test compares with.
///
/// `RECORD_GOLDEN=1 swift test` writes the files anew; the run still fails, so that nobody records by accident.
struct GoldenFile {
  let name: String

  private var url: URL {
    URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden").appending(path: name)
  }

  func expect(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    if ProcessInfo.processInfo.environment["RECORD_GOLDEN"] != nil {
      try text.write(to: url, atomically: true, encoding: .utf8)
      Issue.record("Recorded \(name).", sourceLocation: sourceLocation)
      return
    }
    let stored = try String(contentsOf: url, encoding: .utf8)
    let difference = zip(stored.split(separator: "\n"), text.split(separator: "\n")).first { $0 != $1 }
    #expect(
      stored == text, "\(name) differs: \(difference.map { "\($0)\n\($1)" } ?? "in length")",
      sourceLocation: sourceLocation)
  }
}
