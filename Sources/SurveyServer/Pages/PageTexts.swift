internal import Foundation
internal import Mustache
internal import SurveyCore

/// The fixed texts of the pages in one language.
struct PageTexts: Sendable {
  /// The language of the texts.
  let language: Language
  private let entries: [String: String]

  /// Reads the texts of a language that come with the module.
  init(_ language: Language) throws {
    self.language = language
    let url = Bundle.module.url(
      forResource: "messages.\(language.rawValue)", withExtension: "json", subdirectory: "Resources")
    guard let url else { throw MissingResource(name: "messages.\(language.rawValue).json") }
    entries = try JSONDecoder().decode([String: String].self, from: Data(contentsOf: url))
  }

  /// The texts of every language.
  static func all() throws -> [Language: PageTexts] {
    try Dictionary(uniqueKeysWithValues: Language.allCases.map { ($0, try PageTexts($0)) })
  }

  /// The keys of all texts.
  var keys: Set<String> { Set(entries.keys) }

  /// A text with its placeholders filled in: `{name}` becomes the value of that name.
  func callAsFunction(_ key: String, _ values: KeyValuePairs<String, String> = [:]) -> String {
    guard let text = entries[key] else {
      assertionFailure("no text '\(key)' in \(language)")
      return "[\(key)]"
    }
    return values.reduce(text) { $0.replacing("{\($1.key)}", with: $1.value) }
  }

  /// The texts as templates see them: `{{t.start.voluntary}}` is the text of the key `start.voluntary`.
  var scope: some MustacheParent { Scope(texts: self, prefix: "") }

  private struct Scope: MustacheParent, MustacheCustomRenderable {
    let texts: PageTexts
    let prefix: String

    func child(named name: String) -> Any? {
      Scope(texts: texts, prefix: prefix.isEmpty ? name : "\(prefix).\(name)")
    }

    var renderText: String { texts(prefix) }
    var isNull: Bool { false }
  }
}

/// A file that should have come with the module isn't there.
struct MissingResource: Error, CustomStringConvertible {
  let name: String
  var description: String {
    "The file \(name) of the server's resources is missing. Install the server again with its resources."
  }
}
