/// Something in a file that its author should know, with the place, the rule and the way out.
public struct Diagnostic: Sendable, Hashable, CustomStringConvertible {
  /// How bad it is.
  public enum Severity: String, Sendable, Hashable {
    /// The file can't be used.
    case error
    /// The file can be used; the author may want to change it.
    case warning
  }

  /// The file as it was named to the loader.
  public let file: String
  /// The line, from 1.
  public let line: Int
  /// The column in Unicode scalars, from 1.
  public let column: Int
  /// The stable code of the rule, such as `item.duplicate-id`.
  public let code: String
  /// How bad it is.
  public let severity: Severity
  /// What is wrong, as a full sentence.
  public let message: String
  /// What to do about it, as a full sentence.
  public let advice: String

  /// Makes a diagnostic.
  public init(
    file: String, line: Int, column: Int, code: String, severity: Severity = .error, message: String, advice: String
  ) {
    self.file = file
    self.line = line
    self.column = column
    self.code = code
    self.severity = severity
    self.message = message
    self.advice = advice
  }

  /// `file:line:column: [rule.code] what is wrong. What to do.`, with `warning:` before the code of a warning.
  public var description: String {
    let mark = severity == .warning ? "warning: " : ""
    return "\(file):\(line):\(column): \(mark)[\(code)] \(message) \(advice)"
  }
}

/// The problems for which a file was refused.
public struct DiagnosticsError: Error, Sendable, Hashable, CustomStringConvertible {
  /// All problems of the file, at least one of them an error.
  public let diagnostics: [Diagnostic]

  /// Makes the error.
  public init(_ diagnostics: [Diagnostic]) {
    self.diagnostics = diagnostics
  }

  /// One problem per line.
  public var description: String {
    diagnostics.map(\.description).joined(separator: "\n")
  }
}
