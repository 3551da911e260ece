public import struct Foundation.TimeZone

/// Reads `workspace.yaml`.
public enum WorkspaceLoader {
  /// Reads a configuration and reports all of its problems.
  ///
  /// - Parameters:
  ///   - text: The YAML text.
  ///   - file: The name of the file as diagnostics print it.
  ///   - timeZone: Where dates begin at midnight.
  /// - Returns: The configuration, or nil where a diagnostic is an error; and all diagnostics in the order of the file.
  public static func load(
    _ text: String, file: String, timeZone: TimeZone = .current
  ) -> (configuration: WorkspaceConfiguration?, diagnostics: [Diagnostic]) {
    let log = DiagnosticLog(file: file, text: text)
    guard let root = YAMLDocument.root(of: text, log: log) else { return (nil, log.sorted) }
    var configuration = WorkspaceReader(timeZone: timeZone).configuration(root)
    configuration?.unfilled = log.unfilled.sorted { log.place(of: $0) < log.place(of: $1) }
    return (log.hasErrors ? nil : configuration, log.sorted)
  }

  /// Reads a configuration from a file and reports all of its problems.
  ///
  /// - Throws: ``UnreadableFile`` where there is no such file or it can't be read.
  public static func load(
    path: String, timeZone: TimeZone = .current
  ) throws(UnreadableFile) -> (configuration: WorkspaceConfiguration?, diagnostics: [Diagnostic]) {
    switch try TextFile.read(path) {
    case .success(let text): return load(text, file: path, timeZone: timeZone)
    case .failure(let error): return (nil, error.diagnostics)
    }
  }

  /// The configuration in a file.
  ///
  /// - Throws: ``UnreadableFile``, or ``DiagnosticsError`` where the configuration has errors.
  public static func configuration(path: String, timeZone: TimeZone = .current) throws -> WorkspaceConfiguration {
    let (configuration, diagnostics) = try load(path: path, timeZone: timeZone)
    guard let configuration else { throw DiagnosticsError(diagnostics) }
    return configuration
  }
}
