internal import Yams

/// The texts of a survey definition, out as a table for translators and in again.
///
/// Coming in, a text is put in the place of the one before; everything else of the file stays as it was written, comments included.
public struct SurveyTexts {
  let definition: String
  let file: String
  let root: Node
  let catalogue: TextCatalogue
  /// The declared languages.
  public let languages: [Language]

  /// Reads a definition.
  ///
  /// - Throws: ``DiagnosticsError`` where it has errors.
  public init(definition: String, file: String) throws(DiagnosticsError) {
    let (survey, diagnostics) = SurveyLoader.load(definition, file: file)
    guard let survey, let root = YAMLDocument.root(of: definition, log: DiagnosticLog(file: file, text: definition))
    else { throw DiagnosticsError(diagnostics) }
    self.definition = definition
    self.file = file
    self.root = root.node
    catalogue = TextCatalogue(root.node)
    languages = survey.languages
  }

  /// All texts by path and language.
  public var texts: [String: [Language: String]] {
    Dictionary(catalogue.entries.map { ($0.path, $0.texts) }, uniquingKeysWith: { first, _ in first })
  }

  /// The texts as CSV (RFC 4180): a line for each, with its path and a column for each language.
  ///
  /// A byte-order mark makes spreadsheets read it as UTF-8.
  public var csv: String {
    let header = ["path"] + languages.map(\.rawValue)
    let rows = catalogue.entries.map { entry in
      [entry.path] + languages.map { entry.texts[$0] ?? "" }
    }
    return "\u{FEFF}" + ([header] + rows).map { $0.map(CSVField.text).joined(separator: ",") + "\r\n" }.joined()
  }
}
