/// A place in a file.
struct Place: Sendable, Hashable, Comparable {
  /// The line, from 1.
  var line: Int
  /// The column, from 1.
  var column: Int

  static func < (left: Place, right: Place) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }
}

/// Collects the diagnostics of one file, and remembers where its values stand.
///
/// Rules that look at the finished definition find the place of a value by its path, such as
/// `sections.0.items.2.show-if`.
final class DiagnosticLog {
  let file: String
  private(set) var diagnostics: [Diagnostic] = []
  /// The paths of texts that are still to be written.
  private(set) var unfilled: [String] = []
  private var places: [String: Place] = [:]
  private var unreadable: Set<String> = []
  private let lineLengths: [Int]

  init(file: String, text: String) {
    self.file = file
    var lengths = [0]
    for scalar in text.unicodeScalars {
      if scalar == "\n" { lengths.append(0) } else { lengths[lengths.count - 1] += 1 }
    }
    if lengths.count > 1, lengths.last == 0 { lengths.removeLast() }
    lineLengths = lengths
  }

  /// Whether a problem was found that keeps the file from being used.
  var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

  /// All diagnostics in the order of the file.
  var sorted: [Diagnostic] {
    diagnostics.enumerated().sorted { left, right in
      (left.element.line, left.element.column, left.offset) < (right.element.line, right.element.column, right.offset)
    }.map(\.element)
  }

  /// The most values that are read of one file; aliases of aliases can stand for far more than a file holds.
  static let maximumValues = 200_000

  /// Whether so many values were read that the rest is passed over.
  var isExhausted: Bool { valueCount > Self.maximumValues }
  private var valueCount = 0

  /// Notes where the value with that path stands.
  func note(_ place: Place, of path: String) {
    valueCount += 1
    if valueCount == Self.maximumValues {
      report("yaml.too-large", at: place, "The file holds too many values.", "Write it without aliases of aliases.")
    }
    places[path] = place
  }

  /// Whether the file has a value with that path that could be read.
  func isReadable(_ path: String) -> Bool { places[path] != nil && !unreadable.contains(path) }

  /// Notes that the value with that path, or a part of it, couldn't be read and was reported.
  func noteUnreadable(_ path: String) {
    unreadable.insert(path)
  }

  /// Notes that the text with that path is still to be written.
  ///
  /// - Returns: False where that was known.
  func noteUnfilled(_ path: String) -> Bool {
    if unfilled.contains(path) { return false }
    unfilled.append(path)
    return true
  }

  /// Where the value with that path stands, or the nearest value around it.
  func place(of path: String) -> Place {
    var path = Substring(path)
    while true {
      if let place = places[String(path)] { return place }
      guard let dot = path.lastIndex(of: ".") else { break }
      path = path[..<dot]
    }
    return places[""] ?? Place(line: 1, column: 1)
  }

  /// Adds a problem at a place, which is brought inside the file where the parser points past its end.
  func report(
    _ code: String, at place: Place, severity: Diagnostic.Severity = .error, _ message: String, _ advice: String
  ) {
    let line = min(max(place.line, 1), lineLengths.count)
    let column = line == place.line ? min(max(place.column, 1), lineLengths[line - 1] + 1) : lineLengths[line - 1] + 1
    diagnostics.append(
      Diagnostic(
        file: file, line: line, column: column, code: code, severity: severity, message: message, advice: advice))
  }

  /// Adds a problem of the value with that path.
  func report(
    _ code: String, of path: String, severity: Diagnostic.Severity = .error, _ message: String, _ advice: String
  ) {
    report(code, at: place(of: path), severity: severity, message, advice)
  }
}
