import Yams

/// One value of a YAML file: what it says, and where it stands.
///
/// The typed readers report what they can't read, and then return nil; nothing stops at the first problem. As in YAML
/// 1.2, only `true` and `false` are truth values, so that `No` in a text stays a word.
struct YAMLValue {
  let node: Node
  let path: String
  let log: DiagnosticLog

  init(node: Node, path: String, log: DiagnosticLog) {
    self.node = node
    self.path = path
    self.log = log
    if let mark = node.mark { log.note(Place(mark), of: path) }
  }

  /// A value inside this one.
  func child(_ name: String, _ node: Node) -> YAMLValue {
    YAMLValue(node: node, path: path.isEmpty ? name : "\(path).\(name)", log: log)
  }

  /// Reports a problem of this value.
  func report(_ code: String, _ message: String, _ advice: String, severity: Diagnostic.Severity = .error) {
    log.report(code, of: path, severity: severity, message, advice)
  }

  /// Notes that a part of this value couldn't be read.
  func noteUnreadable() {
    log.noteUnreadable(path)
  }

  /// The last part of the path, as messages name the value.
  var name: String {
    let parts = path.split(separator: ".")
    guard let last = parts.last(where: { Int($0) == nil }) else { return "file" }
    return String(last)
  }

  // MARK: Kinds of scalars

  /// What a scalar is in YAML 1.2.
  enum ScalarKind {
    case text(String), integer(Int), number(Double), truth(Bool), nothing
  }

  /// What this value is as a scalar, or nil for a list or mapping.
  var scalar: ScalarKind? {
    guard case .scalar(let scalar) = node else { return nil }
    let string = scalar.string
    guard scalar.style == .plain else { return .text(string) }
    switch string {
    case "", "~", "null", "Null", "NULL": return .nothing
    case "true", "True", "TRUE": return .truth(true)
    case "false", "False", "FALSE": return .truth(false)
    default: break
    }
    guard let first = string.utf8.first, string.utf8.allSatisfy({ Self.numberBytes.contains($0) }) else {
      return .text(string)
    }
    if let integer = Int(string) { return .integer(integer) }
    if first != UInt8(ascii: "e"), first != UInt8(ascii: "E"), let number = Double(string), number.isFinite {
      return .number(number)
    }
    return .text(string)
  }

  private static let numberBytes = Set("0123456789.+-eE".utf8)

  /// What the value is, in words for a message.
  var kindInWords: String {
    switch node {
    case .mapping: return "a mapping"
    case .sequence: return "a list"
    case .alias: return "an alias"
    case .scalar:
      switch scalar {
      case .integer, .number: return "a number"
      case .truth: return "true or false"
      case .nothing, nil: return "empty"
      case .text: return "text"
      }
    }
  }

  /// Reports that the value is of the wrong type.
  func reportType(expected: String, advice: String) {
    noteUnreadable()
    report("value.type", "'\(name)' must be \(expected), but it is \(kindInWords).", advice)
  }

  // MARK: Typed readers

  /// The value as text that isn't empty.
  func string() -> String? {
    switch scalar {
    case .text(let string):
      if string.allSatisfy(\.isWhitespace) {
        report("value.empty", "'\(name)' is empty.", "Write something, or leave the key out.")
        return nil
      }
      if string.unicodeScalars.contains("\u{FFFD}") {
        report(
          "value.damaged", "'\(name)' holds the sign \u{FFFD}, which stands for a letter that was lost.",
          "Write the letter again; it was lost when a file that isn't UTF-8 was read as if it were.")
      }
      if string.contains(Placeholder.mark) { reportUnfilled() }
      return string
    case .integer, .number, .truth:
      reportType(expected: "text", advice: "Put it in quotes.")
    default:
      reportType(expected: "text", advice: "Write a text.")
    }
    return nil
  }

  /// Warns of a text that is still to be written, once for all of its languages.
  private func reportUnfilled() {
    var parts = path.split(separator: ".")
    if parts.last.flatMap({ Language(rawValue: String($0)) }) != nil { parts.removeLast() }
    let path = parts.joined(separator: ".")
    guard log.noteUnfilled(path) else { return }
    report(
      "value.placeholder", "'\(path)' isn't filled in.", "Replace '\(Placeholder.mark) …' by your own words.",
      severity: .warning)
  }

  /// The value as an id.
  func id(_ pattern: IDPattern) -> String? {
    let text: String
    if case .integer = scalar, case .scalar(let scalar) = node {
      text = scalar.string
    } else {
      guard let string = string() else { return nil }
      text = string
    }
    guard pattern.matches(text) else {
      report("id.pattern", "'\(text)' can't be an id.", pattern.advice)
      return nil
    }
    return text
  }

  /// The value as a whole number.
  func integer() -> Int? {
    if case .integer(let number) = scalar { return number }
    reportType(expected: "a whole number", advice: "Write digits without quotes.")
    return nil
  }

  /// The value as a number.
  func number() -> Double? {
    switch scalar {
    case .integer(let number): return Double(number)
    case .number(let number): return number
    default:
      reportType(expected: "a number", advice: "Write digits without quotes, with a point for decimals.")
      return nil
    }
  }

  /// The value as true or false.
  func truth() -> Bool? {
    if case .truth(let truth) = scalar { return truth }
    reportType(expected: "true or false", advice: "Write true or false.")
    return nil
  }

  /// The value as one of a closed set of words.
  func choice<Choice: RawRepresentable & CaseIterable>(_ type: Choice.Type) -> Choice? where Choice.RawValue == String {
    guard let word = string() else { return nil }
    if let choice = Choice(rawValue: word) { return choice }
    let words = Choice.allCases.map(\.rawValue)
    report(
      "value.unknown", "'\(word)' isn't a value of '\(name)'.",
      NearMatch.advice(for: word, among: words, otherwise: "Write one of: \(words.joined(separator: ", ")).")
    )
    return nil
  }

  /// The values of a list.
  func list(of what: String) -> [YAMLValue]? {
    guard case .sequence(let sequence) = node else {
      reportType(expected: "a list of \(what)", advice: "Write a list, such as [ … ].")
      return nil
    }
    return log.isExhausted ? [] : sequence.enumerated().map { child(String($0), $1) }
  }

  /// The whole numbers of a list; those that aren't are reported and left out.
  func integers(of what: String) -> [Int]? {
    list(of: what)?.compactMap { value in
      let integer = value.integer()
      if integer == nil { noteUnreadable() }
      return integer
    }
  }

  /// The numbers of a list; those that aren't are reported and left out.
  func numbers() -> [Double]? {
    list(of: "numbers")?.compactMap { value in
      let number = value.number()
      if number == nil { noteUnreadable() }
      return number
    }
  }

  /// The entries of a mapping with keys that the author chooses, in order.
  func entries(of what: String) -> [(key: YAMLValue, value: YAMLValue)]? {
    guard case .mapping(let mapping) = node else {
      reportType(expected: "a mapping of \(what)", advice: "Write 'name: …' lines.")
      return nil
    }
    return mapping.map { key, value in
      let name = key.string ?? ""
      return (YAMLValue(node: key, path: "\(path).\(name).key", log: log), child(name, value))
    }
  }
}
