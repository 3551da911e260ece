/// The table in which the office reviews comments in a spreadsheet: written with every comment, and read back with what was decided.
public enum CommentTable {
  /// The columns, in any order.
  public static let columns = ["item", "number", "unit", "text", "standing", "redaction"]

  /// A comment in the table.
  public struct Line: Sendable, Hashable {
    /// The comment item.
    public let item: String
    /// Its number among the comments on the item.
    public let number: Int
    /// The name of the unit sealed with it, if one was.
    public let unit: String?
    /// The comment, and what the review came to so far.
    public let comment: ReviewedComment

    /// Makes a line.
    public init(item: String, number: Int, unit: String?, comment: ReviewedComment) {
      self.item = item
      self.number = number
      self.unit = unit
      self.comment = comment
    }
  }

  /// What the office decided about a comment.
  public struct Decision: Sendable, Hashable {
    /// The comment item.
    public let item: String
    /// The comment's number.
    public let number: Int
    /// What is to become of it.
    public let standing: ReviewedComment.Standing
  }

  /// The table as CSV (RFC 4180).
  public static func text(_ lines: [Line]) -> String {
    let rows = lines.map { line in
      let redaction = if case .redacted(let text) = line.comment.standing { text } else { "" }
      return [
        line.item, String(line.number), line.unit ?? "", harmless(line.comment.text), line.comment.standing.name,
        harmless(redaction),
      ]
    }
    return ([columns] + rows).map { $0.map(CSVField.text).joined(separator: ",") + "\r\n" }.joined()
  }

  /// Reads the table, and reports all of its problems. Nothing is decided where the standing is `unread` or what it was.
  ///
  /// - Parameters:
  ///   - text: The CSV text.
  ///   - file: The name of the file as diagnostics print it.
  ///   - written: The comments that can be decided about.
  /// - Returns: The decisions, or nil where a diagnostic is an error; and all diagnostics in the order of the file.
  static func decisions(
    in text: String, file: String, about written: [Line]
  ) -> (decisions: [Decision]?, diagnostics: [Diagnostic]) {
    let log = DiagnosticLog(file: file, text: text)
    var reading = Reading(written: written, log: log)
    for line in CSVTable(text, columns: columns, log: log)?.lines ?? [] { reading.add(line) }
    return (log.hasErrors ? nil : reading.decisions, log.sorted)
  }

  /// The decisions in a file.
  ///
  /// - Throws: ``UnreadableFile``, or ``DiagnosticsError`` where the file has errors.
  public static func decisions(path: String, about written: [Line]) throws -> [Decision] {
    let (decisions, diagnostics) = decisions(in: try TextFile.read(path).get(), file: path, about: written)
    guard let decisions else { throw DiagnosticsError(diagnostics) }
    return decisions
  }

  /// A text that no spreadsheet takes for a formula: people write what they like.
  private static func harmless(_ text: String) -> String {
    guard let first = text.unicodeScalars.first, "=+-@'\t\r".unicodeScalars.contains(first) else { return text }
    return "'" + text
  }

  /// The text behind ``harmless(_:)``.
  private static func original(_ text: String) -> String {
    text.hasPrefix("'") ? String(text.dropFirst()) : text
  }

  /// The rules of one table.
  private struct Reading {
    let written: [String: [Int: ReviewedComment]]
    let log: DiagnosticLog
    private(set) var decisions: [Decision] = []
    private var seen: Set<String> = []

    init(written: [Line], log: DiagnosticLog) {
      self.written = Dictionary(grouping: written, by: \.item).mapValues { lines in
        Dictionary(lines.map { ($0.number, $0.comment) }, uniquingKeysWith: { first, _ in first })
      }
      self.log = log
    }

    mutating func add(_ line: CSVTable.Line) {
      func place(_ column: String) -> Place { line[column].place }
      let (item, number) = (line["item"].text, line["number"].text)
      guard let comments = written[item] else {
        return log.report(
          "comments.unknown-item", at: place("item"), "There are no comments on '\(item)' to decide about.",
          NearMatch.advice(
            for: item, among: written.keys.sorted(), otherwise: "Take the line from 'survey-cli comments export'."))
      }
      guard let number = Int(number), let comment = comments[number] else {
        return log.report(
          "comments.unknown-number", at: place("number"), "'\(item)' has no comment numbered '\(number)'.",
          "Take the line from 'survey-cli comments export'.")
      }
      guard seen.insert("\(item) \(number)").inserted else {
        return log.report(
          "comments.duplicate", at: place("number"), "Comment \(number) on '\(item)' stands twice.",
          "Remove one of the two lines.")
      }
      guard sameText(original(line["text"].text), comment.text) else {
        return log.report(
          "comments.changed-text", at: place("text"),
          "The text of comment \(number) on '\(item)' isn't what was written.",
          "Leave it as it is, and write what is to be released in its place under 'redaction'.")
      }
      let redaction = original(line["redaction"].text)
      guard let standing = standing(line["standing"].text, redaction, place("standing"), place("redaction")) else {
        return
      }
      if standing != .unread, standing != comment.standing {
        decisions.append(Decision(item: item, number: number, standing: standing))
      }
    }

    private func standing(
      _ name: String, _ redaction: String, _ place: Place, _ redactionPlace: Place
    ) -> ReviewedComment.Standing? {
      let isEmpty = redaction.allSatisfy(\.isWhitespace)
      if name != "redacted", !isEmpty {
        log.report(
          "comments.redaction", at: redactionPlace, "There is a redaction, but the comment is '\(name)'.",
          "Write 'redacted' under 'standing', or remove the redaction.")
        return nil
      }
      switch name {
      case "unread", "": return .unread
      case "kept": return .kept
      case "withheld": return .withheld
      case "redacted" where !isEmpty: return .redacted(redaction)
      case "redacted":
        log.report(
          "comments.redaction", at: redactionPlace, "The redacted text is empty.",
          "Write what is to be released in the comment's place, or 'withheld' under 'standing'.")
      default:
        log.report(
          "comments.standing", at: place, "'\(name)' is no standing.", "Write kept, redacted, withheld or unread.")
      }
      return nil
    }

    /// Spreadsheets write line breaks in their own way.
    private func sameText(_ one: String, _ other: String) -> Bool {
      one.replacing("\r\n", with: "\n") == other.replacing("\r\n", with: "\n")
    }
  }
}
