import Yams

/// Reads YAML text into values that know where they stand.
enum YAMLDocument {
  /// The root value of the text, or nil where it isn't YAML; then the log holds the first problem.
  static func root(of text: String, log: DiagnosticLog) -> YAMLValue? {
    do {
      // Without rules, every plain scalar stays text: our readers decide what is a number or a date.
      guard let node = try Parser(yaml: text, resolver: .basic).singleRoot() else {
        log.report("yaml.empty", at: Place(line: 1, column: 1), "The file is empty.", "Write a definition into it.")
        return nil
      }
      if case .scalar(let scalar) = node, scalar.string.isEmpty, scalar.style == .plain {
        log.report("yaml.empty", at: Place(line: 1, column: 1), "The file is empty.", "Write a definition into it.")
        return nil
      }
      return YAMLValue(node: node, path: "", log: log)
    } catch let error as YamlError {
      report(error, in: text, to: log)
    } catch {
      log.report("yaml.syntax", at: Place(line: 1, column: 1), "The file isn't YAML.", "Check its syntax.")
    }
    return nil
  }

  private static func report(_ error: YamlError, in text: String, to log: DiagnosticLog) {
    switch error {
    case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      var words = "The file isn't YAML: \(problem)"
      if let context { words += " (\(context.text) that begins in line \(context.mark.line))" }
      log.report(
        "yaml.syntax", at: Place(mark), words + ".", advice(on: problem, from: context?.mark.line, to: mark, in: text))
    case .duplicatedKeysInMapping(let keys, let context):
      log.report(
        "yaml.duplicate-key", at: Place(context.mark), "The key '\(keys.first ?? "")' stands twice in one mapping.",
        "Keep one of the two.")
    default:
      log.report(
        "yaml.characters", at: firstForbiddenCharacter(in: text), "The file holds a character that YAML doesn't allow.",
        "Remove the control character, or save the file as UTF-8 text.")
    }
  }

  /// What usually lies behind a problem of the parser, which sees it only where it can't go on.
  private static func advice(on problem: String, from start: Int?, to mark: Mark, in text: String) -> String {
    let line =
      text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).dropFirst(mark.line - 1).first ?? ""
    if line.dropFirst(mark.column - 1).first == "\t" || problem.contains("tab character") {
      return "Indent with spaces; YAML takes no tabs."
    }
    guard let start else { return "Check the indentation, quotes and brackets just before this place." }
    if problem.contains("unexpected end of stream") { return "Close in line \(start) what opens there." }
    if problem.contains("did not find expected ','") {
      return
        "Look at line \(start) first: a bracket may lack its end, and a text with a colon, a comma or quotes in it needs quotation marks round it."
    }
    return "Look at line \(start) first, and check the indentation, quotes and brackets from there on."
  }

  private static func firstForbiddenCharacter(in text: String) -> Place {
    var place = Place(line: 1, column: 1)
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x0A: place = Place(line: place.line + 1, column: 1)
      case 0x00...0x08, 0x0B, 0x0C, 0x0E...0x1F, 0x7F...0x84, 0x86...0x9F, 0xFFFE, 0xFFFF: return place
      default: place.column += 1
      }
    }
    return Place(line: 1, column: 1)
  }
}

extension Place {
  /// The place of a parser's mark.
  init(_ mark: Mark) {
    self.init(line: mark.line, column: mark.column)
  }
}
