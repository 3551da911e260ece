import Testing

@testable import SurveyCore

/// A file with mistakes: the sign `¦` stands before each place that a diagnostic must name, in the order of the file.
struct BadFile: Sendable, CustomTestStringConvertible {
  /// What the file is about.
  let name: String
  /// The text without the signs.
  let text: String
  /// The diagnostics in full.
  let expected: [String]

  var testDescription: String { name }

  /// Marks a whole file.
  ///
  /// - Parameter says: What each diagnostic says after its place.
  init(_ name: String, _ marked: String, says: [String]) {
    self.name = name
    var text = ""
    var places: [(line: Int, column: Int)] = []
    var line = 1
    var column = 1
    for scalar in marked.unicodeScalars {
      if scalar == "¦" {
        places.append((line, column))
        continue
      }
      text.unicodeScalars.append(scalar)
      if scalar == "\n" { (line, column) = (line + 1, 1) } else { column += 1 }
    }
    self.text = text
    precondition(places.count == says.count, "\(name): as many signs as diagnostics")
    expected = zip(places, says).map { "file.yaml:\($0.line):\($0.column): \($1)" }
  }

  /// Changes places of a good file.
  init(_ name: String, in good: String, replace edits: [(old: String, new: String)], says: [String]) {
    var text = good
    for (old, new) in edits {
      precondition(text.contains(old), "\(name): the good file doesn't hold '\(old)'")
      text = text.replacing(old, with: new, maxReplacements: 1)
    }
    self.init(name, text, says: says)
  }

  /// Changes places of the sample survey.
  static func survey(
    _ name: String, _ old: String, _ new: String, _ says: String..., and edits: [(old: String, new: String)] = []
  ) -> BadFile {
    BadFile(name, in: SampleDefinition.yaml, replace: [(old, new)] + edits, says: says)
  }

  /// Expects of the survey loader what the file is marked with.
  func expectOfSurveyLoader() {
    let (survey, diagnostics) = SurveyLoader.load(text, file: "file.yaml")
    #expect(diagnostics.map(\.description) == expected)
    #expect((survey == nil) == diagnostics.contains { $0.severity == .error })
  }
}

/// Cuts and spoils a text in many places, and expects that every diagnostic stands inside the file and that errors keep
/// a value from being handed out.
func expectDiagnosticsInside<Value>(
  _ text: String, _ load: (String) -> (Value?, [Diagnostic])
) {
  let characters = Array(text)
  let spoils: [Character] = ["[", "}", "\"", ":", "\n", "-", "\u{0}", ","]
  for index in stride(from: 0, to: characters.count, by: 41) {
    var spoilt = characters
    spoilt[index] = spoils[(index / 41) % spoils.count]
    for text in [String(characters[..<index]), String(spoilt)] {
      let (value, diagnostics) = load(text)
      #expect((value == nil) == diagnostics.contains { $0.severity == .error })
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      for diagnostic in diagnostics {
        guard (1...lines.count).contains(diagnostic.line) else {
          Issue.record("outside the file: \(diagnostic)")
          continue
        }
        let columns = 1...lines[diagnostic.line - 1].unicodeScalars.count + 1
        #expect(columns.contains(diagnostic.column), "\(diagnostic)")
      }
    }
  }
}
