import SurveyCore

/// A text of ours in the four languages; all four must be there for a phrase to exist.
struct Phrase: Sendable, Hashable {
  let nl: String
  let fr: String
  let de: String
  let en: String

  /// The text in a language, with `{name}` replaced by the given values.
  func text(in language: Language, _ values: KeyValuePairs<String, String> = [:]) -> String {
    let text =
      switch language {
      case .nl: nl
      case .fr: fr
      case .de: de
      case .en: en
      }
    return values.reduce(text) { $0.replacing("{\($1.key)}", with: $1.value) }
  }
}
