/// Reads `organisation.csv`: `unit,parent,level,name,headcount`, one unit a line.
///
/// There is one root, which has no parent. Units may stand in any order. An empty head count means unknown; head counts
/// include the units below.
public enum OrganisationLoader {
  /// The columns, in any order.
  public static let columns = ["unit", "parent", "level", "name", "headcount"]

  /// Reads a tree and reports all of its problems.
  ///
  /// - Parameters:
  ///   - text: The CSV text.
  ///   - file: The name of the file as diagnostics print it.
  /// - Returns: The tree, or nil where a diagnostic is an error; and all diagnostics in the order of the file.
  public static func load(_ text: String, file: String) -> (organisation: Organisation?, diagnostics: [Diagnostic]) {
    let log = DiagnosticLog(file: file, text: text)
    let organisation = CSVTable(text, columns: columns, log: log).flatMap { build($0.lines, log) }
    return (log.hasErrors ? nil : organisation, log.sorted)
  }

  /// Reads a tree from a file and reports all of its problems.
  ///
  /// - Throws: ``UnreadableFile`` where there is no such file or it can't be read.
  public static func load(
    path: String
  ) throws(UnreadableFile) -> (organisation: Organisation?, diagnostics: [Diagnostic]) {
    switch try TextFile.read(path) {
    case .success(let text): return load(text, file: path)
    case .failure(let error): return (nil, error.diagnostics)
    }
  }

  /// The tree in a file.
  ///
  /// - Throws: ``UnreadableFile``, or ``DiagnosticsError`` where the file has errors.
  public static func organisation(path: String) throws -> Organisation {
    let (organisation, diagnostics) = try load(path: path)
    guard let organisation else { throw DiagnosticsError(diagnostics) }
    return organisation
  }

  /// One line as it was read.
  private struct Entry {
    var id: String
    var parent: String
    var level: String
    var name: String
    var headcount: Int?
    var row: CSVReader.Row
    var places: [String: Place]
  }

  private static func build(_ lines: [CSVTable.Line], _ log: DiagnosticLog) -> Organisation? {
    let entries = lines.map { entry($0, log) }
    check(entries, log)
    guard !log.hasErrors else { return nil }
    let indices = Dictionary(uniqueKeysWithValues: entries.enumerated().map { ($1.id, $0) })
    return Organisation(
      units: entries.map {
        Organisation.Unit(
          id: $0.id, parent: indices[$0.parent], level: $0.level, name: $0.name, headcount: $0.headcount)
      })
  }

  private static func entry(_ line: CSVTable.Line, _ log: DiagnosticLog) -> Entry {
    let row = line.row
    var values: [String: String] = [:]
    var places: [String: Place] = [:]
    for name in columns { (values[name], places[name]) = line[name] }
    func report(_ name: String, _ code: String, _ message: String, _ advice: String) {
      log.report(code, at: places[name] ?? Place(line: row.line, column: 1), message, advice)
    }
    let id = values["unit"] ?? ""
    if !IDPattern.unit.matches(id) {
      report(
        "unit", "unit.id", id.isEmpty ? "The unit has no id." : "'\(id)' can't be a unit's id.", IDPattern.unit.advice)
    }
    for name in ["level", "name"] where (values[name] ?? "").allSatisfy(\.isWhitespace) {
      report(name, "unit.\(name)", "The unit '\(id)' has no \(name).", "Write one.")
    }
    var headcount: Int?
    if let text = values["headcount"], !text.isEmpty {
      headcount = text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ? Int(text) : nil
      if headcount == nil || (headcount ?? 0) > 10_000_000 {
        report(
          "headcount", "unit.headcount", "'\(text)' can't be a head count.", "Write a whole number, or leave it empty.")
      }
    }
    return Entry(
      id: id, parent: values["parent"] ?? "", level: values["level"] ?? "", name: values["name"] ?? "",
      headcount: headcount, row: row, places: places)
  }

  private static func check(_ entries: [Entry], _ log: DiagnosticLog) {
    func report(_ entry: Entry, _ name: String, _ code: String, _ message: String, _ advice: String) {
      log.report(code, at: entry.places[name] ?? Place(line: entry.row.line, column: 1), message, advice)
    }
    if entries.isEmpty, !log.hasErrors {
      log.report(
        "unit.none", at: Place(line: 1, column: 1), "There are no units.",
        "Write at least the root: 'zone,,zone,Name,100'.")
    }
    if entries.count > Int(UnitCode.maximumPosition) {
      report(
        entries[Int(UnitCode.maximumPosition)], "unit", "unit.too-many", "There are \(entries.count) units.",
        "Name at most \(UnitCode.maximumPosition).")
    }
    var indices: [String: Int] = [:]
    for (index, entry) in entries.enumerated() where !entry.id.isEmpty {
      if let first = indices[entry.id] {
        report(
          entry, "unit", "unit.duplicate-id",
          "The unit '\(entry.id)' is also in line \(entries[first].row.line).", "Rename one of the two.")
      } else {
        indices[entry.id] = index
      }
    }
    let roots = entries.filter(\.parent.isEmpty)
    for root in roots.dropFirst() {
      report(
        root, "parent", "unit.two-roots",
        "The unit '\(root.id)' has no parent, but '\(roots[0].id)' is the root already.", "Name the unit above it.")
    }
    for entry in entries where !entry.parent.isEmpty && indices[entry.parent] == nil {
      report(
        entry, "parent", "unit.unknown-parent", "There is no unit '\(entry.parent)'.",
        NearMatch.advice(
          for: entry.parent, among: indices.keys.filter { $0 != entry.id }.sorted(),
          otherwise: "Add it, or name another parent."))
    }
    cycles(entries, indices, report)
    levels(entries, log)
    headcounts(entries, indices, log)
  }

  private static func cycles(
    _ entries: [Entry], _ indices: [String: Int], _ report: (Entry, String, String, String, String) -> Void
  ) {
    // 0 unknown, 1 on the current path, 2 done.
    var state = Array(repeating: 0, count: entries.count)
    for start in entries.indices where state[start] == 0 {
      var path: [Int] = []
      var current: Int? = start
      while let index = current, state[index] == 0 {
        state[index] = 1
        path.append(index)
        current = indices[entries[index].parent]
      }
      if let index = current, state[index] == 1, let begin = path.firstIndex(of: index) {
        let ring = path[begin...].map { entries[$0].id }
        let first = path[begin...].min() ?? index
        report(
          entries[first], "parent", "unit.cycle",
          "The unit '\(entries[first].id)' lies above itself: \((ring + [entries[index].id]).joined(separator: ", ")).",
          "Name another parent for one of them.")
      }
      for index in path { state[index] = 2 }
    }
  }

  /// A warning where a level occurs once and is probably another one, misspelt.
  private static func levels(_ entries: [Entry], _ log: DiagnosticLog) {
    let counts = Dictionary(entries.map { ($0.level, 1) }, uniquingKeysWith: +)
    for entry in entries where counts[entry.level] == 1 {
      guard let usual = counts.keys.sorted().first(where: { counts[$0] != 1 && NearMatch.isSlip(entry.level, for: $0) })
      else { continue }
      log.report(
        "unit.level-once", at: entry.places["level"] ?? Place(line: entry.row.line, column: 1), severity: .warning,
        "The level '\(entry.level)' occurs once.", "Did you mean '\(usual)'?")
    }
  }

  /// A warning where the units below a unit count more people than the unit itself.
  private static func headcounts(_ entries: [Entry], _ indices: [String: Int], _ log: DiagnosticLog) {
    var below: [String: Int] = [:]
    for entry in entries where !entry.parent.isEmpty { below[entry.parent, default: 0] += entry.headcount ?? 0 }
    for entry in entries {
      guard let own = entry.headcount, let sum = below[entry.id], sum > own else { continue }
      log.report(
        "unit.headcount-below", at: entry.places["headcount"] ?? Place(line: entry.row.line, column: 1),
        severity: .warning, "The units below '\(entry.id)' count \(sum) people, more than its own \(own).",
        "A head count includes the units below; correct one of them.")
    }
  }
}
