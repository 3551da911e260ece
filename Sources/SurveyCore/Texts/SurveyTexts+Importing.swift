internal import Yams

extension SurveyTexts {
  /// A definition with other texts.
  public struct Import: Sendable {
    /// The whole definition.
    public let definition: String
    /// The paths of the texts that changed in a language that was there before, sorted.
    public let changed: [String]
    /// The languages that weren't there before.
    public let added: [Language]
    /// What the author should know: texts that are too long, and texts of which the table says nothing.
    public let remarks: [Diagnostic]
  }

  /// Puts the texts of a table in the places of those before, and adds languages that are new.
  ///
  /// Columns and lines of texts that stay as they are may be left out; of a new language every text is needed.
  ///
  /// - Parameters:
  ///   - bytes: The CSV file.
  ///   - name: Its name, for messages.
  /// - Throws: ``DiagnosticsError`` with every problem of the table, or of the definition that it would make.
  public func importing(_ bytes: [UInt8], file name: String) throws(DiagnosticsError) -> Import {
    let log = DiagnosticLog(file: name, text: try TextFile.text(bytes, file: name))
    let table = TranslationTable(bytes, log: log)
    if log.hasErrors { throw DiagnosticsError(log.sorted) }
    let wanted = wanted(table, log)
    if log.hasErrors { throw DiagnosticsError(log.sorted) }
    let added = table.languages.filter { !languages.contains($0) }
    var edits = TextEdits(definition)
    var changed: [String] = []
    for entry in catalogue.entries {
      guard let texts = wanted[entry.path] else { continue }
      let isChanged = edits.put(texts, into: entry) { path in
        log.report(
          "texts.unwritable", at: Place(line: 1, column: 1), "The text '\(path)' can't be changed in place.",
          "Change it in \(file) by hand, as a text in double quotes.")
      }
      if isChanged { changed.append(entry.path) }
    }
    if let list = catalogue.languages { edits.add(added, to: list) }
    if log.hasErrors { throw DiagnosticsError(log.sorted) }
    let text = edits.text
    let remarks = try check(text, wanted, added, log)
    return Import(definition: text, changed: changed.sorted(), added: added, remarks: log.sorted + remarks)
  }

  /// The texts that the table asks for, by path; problems are reported.
  private func wanted(_ table: TranslationTable, _ log: DiagnosticLog) -> [String: [Language: String]] {
    let known = texts
    let added = table.languages.filter { !languages.contains($0) }
    var wanted: [String: [Language: String]] = [:]
    for row in table.rows {
      guard known[row.path] != nil else {
        log.report(
          "texts.unknown-path", at: row.place, "The survey has no text '\(row.path)'.",
          NearMatch.advice(
            for: row.path, among: known.keys.sorted(),
            otherwise: "Remove the line, or export the texts again: the survey may have changed since."))
        continue
      }
      guard wanted[row.path] == nil else {
        log.report(
          "texts.duplicate-path", at: row.place, "The path '\(row.path)' stands twice.", "Keep one of the two.")
        continue
      }
      for (language, text, place) in row.texts where text.allSatisfy(\.isWhitespace) {
        log.report(
          "texts.missing-language", at: place, "'\(row.path)' has no text in '\(language.rawValue)'.",
          "Write the text; every text stands in every language.")
      }
      wanted[row.path] = Dictionary(row.texts.map { ($0.language, $0.text) }, uniquingKeysWith: { first, _ in first })
    }
    let missing = catalogue.entries.map(\.path).filter { wanted[$0] == nil }
    for path in missing {
      log.report(
        "texts.missing-path", at: table.end, severity: added.isEmpty ? .warning : .error,
        "The table has no line '\(path)'.",
        added.isEmpty
          ? "Its text stays as it is."
          : "Add it: '\(added.map(\.rawValue).joined(separator: "', '"))' is new and needs every text.")
    }
    return wanted
  }

  /// Reads the new definition and holds it against what was asked for.
  ///
  /// - Returns: The loader's warnings.
  private func check(
    _ text: String, _ wanted: [String: [Language: String]], _ added: [Language], _ log: DiagnosticLog
  ) throws(DiagnosticsError) -> [Diagnostic] {
    let new = try SurveyTexts(definition: text, file: file)
    let expected = texts.merging(wanted) { old, new in old.merging(new) { $1 } }
    for (path, texts) in new.texts where texts != expected[path] {
      log.report(
        "texts.unwritable", at: Place(line: 1, column: 1), "The text '\(path)' can't be changed in place.",
        "Change it in \(file) by hand; it may be shared with another text.")
    }
    let isSame = TextCatalogue.skeleton(of: new.root) == TextCatalogue.skeleton(of: root)
    if !isSame || new.languages != languages + added {
      log.report(
        "texts.unwritable", at: Place(line: 1, column: 1), "The texts can't be put into \(file) without changing more.",
        "Write texts and 'languages' there in the plain form that the examples have.")
    }
    if log.hasErrors { throw DiagnosticsError(log.sorted) }
    return SurveyLoader.load(text, file: file).diagnostics
  }
}
