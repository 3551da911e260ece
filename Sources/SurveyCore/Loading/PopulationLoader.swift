/// Reads head counts of a population: `attribute,code,count`, one value of an attribute a line, in any order.
public enum PopulationLoader {
  /// The columns, in any order.
  public static let columns = ["attribute", "code", "count"]

  /// Reads head counts and reports all of their problems.
  ///
  /// - Parameters:
  ///   - text: The CSV text.
  ///   - file: The name of the file as diagnostics print it.
  ///   - table: The answers, whose survey has the attributes and whose organisation has the units.
  /// - Returns: The head counts, or nil where a diagnostic is an error; and all diagnostics in the order of the file.
  public static func load(
    _ text: String, file: String, for table: ResponseTable
  ) -> (population: PopulationTable?, diagnostics: [Diagnostic]) {
    let log = DiagnosticLog(file: file, text: text)
    let lines = CSVTable(text, columns: columns, log: log)?.lines
    let population = lines.flatMap { build($0, table, log) }
    return (log.hasErrors ? nil : population, log.sorted)
  }

  /// The head counts in a file.
  ///
  /// - Throws: ``UnreadableFile``, or ``DiagnosticsError`` where the file has errors.
  public static func population(path: String, for table: ResponseTable) throws -> PopulationTable {
    let (population, diagnostics) = load(try TextFile.read(path).get(), file: path, for: table)
    guard let population else { throw DiagnosticsError(diagnostics) }
    return population
  }

  private static func build(_ lines: [CSVTable.Line], _ table: ResponseTable, _ log: DiagnosticLog) -> PopulationTable?
  {
    var attributes: [String] = []
    var begun: [String: (place: Place, codes: Set<String>)] = [:]
    var withoutColumn: Set<String> = []
    var counts: [String: [String: Int]] = [:]
    for line in lines {
      let (attribute, code, count) = (line["attribute"], line["code"], line["count"])
      guard let known = table.values(of: attribute.text) else {
        log.report(
          "population.unknown-attribute", at: attribute.place, "The survey has no attribute '\(attribute.text)'.",
          NearMatch.advice(
            for: attribute.text, among: table.survey.attributes.map(\.id), otherwise: "Name one that it has."))
        continue
      }
      guard !table.gaps.questions.contains(attribute.text) else {
        if withoutColumn.insert(attribute.text).inserted {
          log.report(
            "population.no-column", at: attribute.place, "The answers have no column '\(attribute.text)' that is read.",
            "Add it to the answers or don't ignore it, or leave out its head counts.")
        }
        continue
      }
      guard known.contains(code.text) else {
        if table.gaps.unitsAreThoseMet, table.survey.isUnit(attribute.text) {
          log.report(
            "population.unknown-code", at: code.place, "Nobody in the answers is of '\(code.text)'.",
            "Units are known from the answers only; name all of them with --organisation FILE.csv.")
          continue
        }
        log.report(
          "population.unknown-code", at: code.place, "'\(code.text)' is no value of '\(attribute.text)'.",
          known.count <= 12
            ? "The values are \(known.joined(separator: ", "))."
            : NearMatch.advice(for: code.text, among: known, otherwise: "Name one that it has."))
        continue
      }
      begun[attribute.text, default: (attribute.place, [])].codes.insert(code.text)
      guard let people = Int(count.text), (0...10_000_000).contains(people) else {
        log.report(
          "population.count", at: count.place, "'\(count.text)' can't be a head count.", "Write a whole number from 0.")
        continue
      }
      if !attributes.contains(attribute.text) { attributes.append(attribute.text) }
      if counts[attribute.text, default: [:]].updateValue(people, forKey: code.text) != nil {
        log.report(
          "population.duplicate", at: code.place, "'\(code.text)' of '\(attribute.text)' stands twice.",
          "Remove one of the two lines.")
      }
    }
    for (attribute, lines) in begun {
      for code in table.values(of: attribute) ?? [] where !lines.codes.contains(code) {
        log.report(
          "population.missing-code", at: lines.place, "'\(attribute)' has no line for '\(code)'.",
          "Write a line for it; 0 where there is nobody.")
      }
    }
    if attributes.isEmpty, !log.hasErrors {
      log.report(
        "population.none", at: Place(line: 1, column: 1), "There are no head counts.",
        "Write a line for every value of an attribute, such as 'status,1,1900'.")
    }
    return PopulationTable(
      margins: attributes.map { attribute in
        let known = table.values(of: attribute) ?? []
        return PopulationTable.Margin(
          attribute: attribute,
          counts: known.compactMap { code in
            counts[attribute]?[code].map { PopulationTable.Count(code: code, people: $0) }
          })
      })
  }
}

extension Survey {
  /// Whether an attribute is a unit.
  fileprivate func isUnit(_ attribute: String) -> Bool {
    attributes.contains { if case .unit = $0.kind { $0.id == attribute } else { false } }
  }
}

extension ResponseTable {
  /// The values by which an attribute divides people: option codes, or the ids of the units that can be chosen; nil where the survey
  /// has no such attribute.
  public func values(of attribute: String) -> [String]? {
    guard let attribute = survey.attributes.first(where: { $0.id == attribute }) else { return nil }
    if case .unit(let level) = attribute.kind {
      return organisation.map { tree in tree.choices(at: level).map { tree.units[$0].id } } ?? []
    }
    return attribute.kind.codes.map(String.init)
  }
}
