/// Reads a roster: `identifier,email,language,unit`, one person a line, in any order. An empty address means a letter;
/// the unit may be empty too.
public enum RosterLoader {
  /// The columns, in any order.
  public static let columns = ["identifier", "email", "language", "unit"]

  /// The most people of one roster.
  public static let maximumPeople = 200_000

  /// Reads a roster and reports all of its problems.
  ///
  /// - Parameters:
  ///   - text: The CSV text.
  ///   - file: The name of the file as diagnostics print it.
  ///   - languages: The languages in which letters can be written.
  ///   - organisation: The tree in which the units must be; nil where there is none, and units are then taken as they are.
  /// - Returns: The roster, or nil where a diagnostic is an error; and all diagnostics in the order of the file.
  public static func load(
    _ text: String, file: String, languages: [Language], organisation: Organisation?
  ) -> (roster: Roster?, diagnostics: [Diagnostic]) {
    let log = DiagnosticLog(file: file, text: text)
    let table = CSVTable(text, columns: columns, log: log)
    let roster = table.flatMap { RosterReading(log: log, languages: languages, organisation: organisation).roster($0) }
    return (log.hasErrors ? nil : roster, log.sorted)
  }

  /// The roster in a file.
  ///
  /// - Throws: ``UnreadableFile``, or ``DiagnosticsError`` where the file has errors.
  public static func roster(path: String, languages: [Language], organisation: Organisation?) throws -> Roster {
    let (roster, diagnostics) = load(
      try TextFile.read(path).get(), file: path, languages: languages, organisation: organisation)
    guard let roster else { throw DiagnosticsError(diagnostics) }
    return roster
  }
}

/// The rules of one roster.
private struct RosterReading {
  let log: DiagnosticLog
  let languages: [Language]
  let organisation: Organisation?

  /// A field with its place.
  private typealias Field = (text: String, place: Place)

  func roster(_ table: CSVTable) -> Roster? {
    let units = organisation.map { Set($0.units.map(\.id)) }
    var people: [Roster.Person] = []
    var identifiers: [String: Int] = [:]
    var emails: [String: Int] = [:]
    for line in table.lines {
      let (identifier, email, unit) = (line["identifier"], line["email"], line["unit"])
      check(identifier: identifier, line: line.row.line, &identifiers)
      check(email: email, line: line.row.line, &emails)
      check(unit: unit, units)
      guard let language = language(line["language"]) else { continue }
      people.append(
        Roster.Person(
          identifier: identifier.text, email: email.text.isEmpty ? nil : email.text, language: language,
          unit: unit.text))
    }
    if people.isEmpty, !log.hasErrors {
      log.report(
        "roster.none", at: Place(line: 1, column: 1), "There is nobody in the roster.",
        "Write a line for every person, such as 'P1001,,nl,A12'.")
    }
    if people.count > RosterLoader.maximumPeople {
      log.report(
        "roster.too-many", at: Place(line: 1, column: 1), "There are \(people.count) people in the roster.",
        "Name at most \(RosterLoader.maximumPeople); open a wave for each part of the organisation.")
    }
    return Roster(people: people)
  }

  private func check(identifier: Field, line: Int, _ known: inout [String: Int]) {
    let text = identifier.text
    let isUsable =
      !text.isEmpty && text.utf8.count <= 100 && text.first?.isWhitespace == false && text.last?.isWhitespace == false
      && text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
    guard isUsable else {
      log.report(
        "roster.identifier", at: identifier.place,
        text.isEmpty ? "The person has no identifier." : "'\(text)' can't be an identifier.",
        "Write what the organisation knows the person by, without spaces at its ends (at most 100 bytes).")
      return
    }
    // Two spellings of one number would give one person two passes.
    if let first = known.updateValue(line, forKey: text.lowercased()) {
      known[text.lowercased()] = first
      log.report(
        "roster.duplicate-identifier", at: identifier.place, "'\(text)' stands in line \(first) already.",
        "Remove one of the two lines: everybody gets one pass.")
    }
  }

  private func check(email: Field, line: Int, _ known: inout [String: Int]) {
    guard !email.text.isEmpty else { return }
    let pattern = /[^\s@<>,;:"()\[\]\\]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+/
    guard email.text.utf8.count <= 254, email.text.wholeMatch(of: pattern) != nil else {
      log.report(
        "roster.email", at: email.place, "'\(email.text)' can't be an address.",
        "Write it as name@example.org, or leave it empty: then a letter is written.")
      return
    }
    if let first = known.updateValue(line, forKey: email.text.lowercased()) {
      known[email.text.lowercased()] = first
      log.report(
        "roster.duplicate-email", at: email.place, "'\(email.text)' stands in line \(first) already.",
        "Correct one of the two, or leave it empty: then a letter is written.")
    }
  }

  private func check(unit: Field, _ units: Set<String>?) {
    guard let units, !unit.text.isEmpty, !units.contains(unit.text) else { return }
    log.report(
      "roster.unknown-unit", at: unit.place, "There is no unit '\(unit.text)' in the organisation.",
      NearMatch.advice(for: unit.text, among: units.sorted(), otherwise: "Name a unit of organisation.csv."))
  }

  /// The language of the person's letter: the person's own, or the first that is offered where it isn't.
  private func language(_ field: Field) -> Language? {
    if let language = Language(rawValue: field.text) {
      return languages.contains(language) ? language : languages.first
    }
    let offered = languages.map(\.rawValue).joined(separator: ", ")
    log.report(
      "roster.language", at: field.place,
      field.text.isEmpty ? "The person has no language." : "There is no language '\(field.text)'.",
      "Choose from \(offered).")
    return nil
  }
}
