import Foundation

/// Reads survey definitions (the survey format, version 1).
public enum SurveyLoader {
  /// Reads a definition and reports all of its problems.
  ///
  /// - Parameters:
  ///   - text: The YAML text.
  ///   - file: The name of the file as diagnostics print it.
  /// - Returns: The survey, or nil where a diagnostic is an error; and everything the author should know, in the order
  ///   of the file.
  public static func load(_ text: String, file: String) -> (survey: Survey?, diagnostics: [Diagnostic]) {
    let log = DiagnosticLog(file: file, text: text)
    guard let root = YAMLDocument.root(of: text, log: log) else { return (nil, log.sorted) }
    let survey = SurveyReader(log: log).survey(root)
    if let survey { SurveyRules.check(survey, log) }
    return (log.hasErrors ? nil : survey, log.sorted)
  }

  /// Reads a definition from a file and reports all of its problems.
  ///
  /// - Throws: ``UnreadableFile`` where there is no such file or it can't be read.
  public static func load(path: String) throws(UnreadableFile) -> (survey: Survey?, diagnostics: [Diagnostic]) {
    switch try TextFile.read(path) {
    case .success(let text): return load(text, file: path)
    case .failure(let error): return (nil, error.diagnostics)
    }
  }

  /// The survey in a file.
  ///
  /// - Throws: ``UnreadableFile``, or ``DiagnosticsError`` where the definition has errors.
  public static func survey(path: String) throws -> Survey {
    let (survey, diagnostics) = try load(path: path)
    guard let survey else { throw DiagnosticsError(diagnostics) }
    return survey
  }
}
