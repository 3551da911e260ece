import Foundation
import SurveyCore
import Testing

/// A stored page that a test compares with.
///
/// `make golden` (`RECORD_GOLDEN=1 swift test --filter GoldenPagesTests`) writes the files anew; the run still fails, so that nobody records
/// by accident.
struct GoldenPage {
  /// The file's path under Golden, such as `nl/start.html`.
  let name: String

  func expect(_ html: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let url = folder.appending(path: "Golden").appending(path: name)
    let text = Self.steady(html)
    if ProcessInfo.processInfo.environment["RECORD_GOLDEN"] != nil {
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try text.write(to: url, atomically: true, encoding: .utf8)
      Issue.record("Recorded \(name).", sourceLocation: sourceLocation)
      return
    }
    let stored = (try? String(contentsOf: url, encoding: .utf8)) ?? ""
    let difference = zip(stored.split(separator: "\n"), text.split(separator: "\n")).first { $0 != $1 }
    #expect(
      stored == text, "\(name) differs: \(difference.map { "\($0)\n\($1)" } ?? "in length")",
      sourceLocation: sourceLocation)
  }

  /// The page without what differs from run to run or follows from another file: keys, checksums and versions of style sheet and scripts.
  private static func steady(_ html: String) -> String {
    html.replacing(#/\?v=[0-9a-z]+/#, with: "?v=VERSION")
      .replacing(#/[0-9a-f]{96}/#, with: "CHECKSUM")
      .replacing(TestSite.signingKey.publicKey.printedFingerprint, with: "FINGERPRINT")
      .replacing(#/data-key-id="[^"]*"/#, with: "data-key-id=\"KEY\"")
  }
}
