/// A text in every language that its file declares.
///
/// The loaders refuse a file in which a declared language is missing, so there is no fallback to another language: a language that was
/// never declared shows as a visible marker, never as somebody else's words.
public struct LocalizedText: Sendable, Hashable {
  /// The texts by language.
  public let texts: [Language: String]

  /// Makes a text from its translations.
  public init(_ texts: [Language: String]) {
    self.texts = texts
  }

  /// The text in `language`.
  public subscript(language: Language) -> String {
    texts[language] ?? "[\(language.rawValue): no text]"
  }

  /// The languages in which there is a text.
  public var languages: Set<Language> { Set(texts.keys) }
}
