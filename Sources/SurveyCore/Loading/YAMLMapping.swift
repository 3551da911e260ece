import Yams

/// A mapping with known keys; unknown and missing ones have been reported.
struct YAMLMapping {
  /// The mapping itself.
  let value: YAMLValue
  private let values: [String: YAMLValue]

  /// Reads the keys of `value`, or reports that it is no mapping.
  init?(_ value: YAMLValue, _ keys: KnownKeys) {
    guard case .mapping(let mapping) = value.node else {
      value.report(
        "value.type", "This must be \(keys.name), but it is \(value.kindInWords).",
        "Write a mapping with the keys \(keys.all.joined(separator: ", ")).")
      return nil
    }
    self.value = value
    var values: [String: YAMLValue] = [:]
    for (keyNode, node) in mapping {
      let key = keyNode.string ?? ""
      guard keys.all.contains(key) else {
        let place = keyNode.mark.map(Place.init) ?? value.log.place(of: value.path)
        value.log.report(
          "key.unknown", at: place, "The key '\(key)' isn't known in \(keys.name).",
          NearMatch.advice(
            for: key, among: keys.all,
            otherwise: keys.all.isEmpty
              ? "Remove it; this mapping takes no keys."
              : "Remove it; known keys are \(keys.all.joined(separator: ", ")).")
        )
        continue
      }
      values[key] = value.child(key, node)
    }
    self.values = values
    for key in keys.required where values[key] == nil {
      value.report("key.missing", "The key '\(key)' is missing in \(keys.name).", "Add '\(key): …'.")
    }
  }

  /// The value of a key, or nil where the key isn't there.
  subscript(key: String) -> YAMLValue? { values[key] }

  /// Reports those of the keys that are there although they don't belong to this kind of mapping.
  func refuse(_ keys: [String], in what: String, _ code: String, _ advice: (String) -> String) {
    for key in keys {
      values[key]?.report(code, "The key '\(key)' doesn't belong to \(what).", advice(key))
    }
  }

  /// The texts of a key in every one of the languages; nil where the key isn't there or isn't a mapping.
  func text(_ key: String, in languages: [Language]) -> LocalizedText? {
    self[key]?.text(in: languages)
  }
}

extension YAMLValue {
  /// A text in every one of the languages; texts that are missing or too many are reported.
  ///
  /// - Parameter languages: The declared languages; none where the declaration itself can't be read, and then nothing
  ///   is said of them.
  func text(in languages: [Language]) -> LocalizedText? {
    guard case .mapping(let mapping) = node else {
      reportType(
        expected: "a mapping from language to text",
        advice: "Write { \((languages.first ?? .en).rawValue): \"…\" } with every declared language.")
      return nil
    }
    var texts: [Language: String] = [:]
    var named: Set<Language> = []
    for (keyNode, node) in mapping {
      let key = keyNode.string ?? ""
      let keyPlace = keyNode.mark.map(Place.init) ?? log.place(of: path)
      guard let language = Language(rawValue: key) else {
        log.report(
          "language.unknown", at: keyPlace, "The language '\(key)' isn't known.",
          "Known languages are \(Language.allCases.map(\.rawValue).joined(separator: ", ")).")
        continue
      }
      if !languages.isEmpty, !languages.contains(language) {
        log.report(
          "text.extra-language", at: keyPlace, "'\(name)' has a text in '\(key)', which isn't declared.",
          "Add '\(key)' to 'languages', or remove the text.")
        continue
      }
      named.insert(language)
      texts[language] = child(key, node).string()
    }
    for language in languages where !named.contains(language) {
      report(
        "text.missing-language", "'\(name)' has no text in '\(language.rawValue)'.",
        "Add '\(language.rawValue): …'; every text stands in every declared language.")
    }
    return LocalizedText(texts)
  }

  /// The declared languages.
  func languages() -> [Language] {
    guard let values = list(of: "languages") else { return [] }
    var languages: [Language] = []
    for value in values {
      guard let word = value.string() else { continue }
      guard let language = Language(rawValue: word) else {
        value.report(
          "language.unknown", "The language '\(word)' isn't known.",
          "Known languages are \(Language.allCases.map(\.rawValue).joined(separator: ", ")).")
        continue
      }
      guard !languages.contains(language) else {
        value.report("language.duplicate", "The language '\(word)' stands twice.", "Remove one of the two.")
        continue
      }
      languages.append(language)
    }
    if values.isEmpty {
      report("language.none", "No language is declared.", "Name at least one, such as [nl].")
    }
    return languages
  }
}
