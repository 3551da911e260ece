/// Warnings about texts that are hard to read on a phone between two shifts.
enum ReadingRules {
  /// The longest item text without a warning, in characters.
  static let maximumCharacters = 200
  /// The longest sentence without a warning, in words.
  static let maximumWords = 20

  static func check(_ survey: Survey, _ log: DiagnosticLog) {
    sentences(of: survey.about, "about", log)
    for (index, section) in survey.sections.enumerated() {
      if let intro = section.intro { sentences(of: intro, "sections.\(index).intro", log) }
    }
    for (item, path) in survey.itemsWithPaths { question(item.text, "\(path).text", log) }
    for (index, attribute) in survey.attributes.enumerated() {
      question(attribute.text, "attributes.\(index).text", log)
    }
  }

  private static func question(_ text: LocalizedText, _ path: String, _ log: DiagnosticLog) {
    for language in Language.allCases where (text.texts[language]?.count ?? 0) > maximumCharacters {
      log.report(
        "text.long", of: "\(path).\(language.rawValue)", severity: .warning,
        "The question has \(text[language].count) characters.", "Say it in at most \(maximumCharacters).")
    }
    sentences(of: text, path, log)
  }

  private static func sentences(of text: LocalizedText, _ path: String, _ log: DiagnosticLog) {
    for language in Language.allCases {
      guard let words = text.texts[language].map(longestSentence), words > maximumWords else { continue }
      log.report(
        "text.long-sentence", of: "\(path).\(language.rawValue)", severity: .warning,
        "A sentence has \(words) words.", "Make two sentences of it; at most \(maximumWords) words read well.")
    }
  }

  /// The number of words in the longest sentence.
  static func longestSentence(_ text: String) -> Int {
    var longest = 0
    var current = 0
    for word in text.split(whereSeparator: \.isWhitespace) {
      // In French, what ends a sentence stands alone behind a no-break space.
      if word.contains(where: { $0.isLetter || $0.isNumber }) {
        current += 1
        longest = max(longest, current)
      }
      let end = word.last(where: { !"\"'”’»)".contains($0) })
      if let end, ".!?:;…".contains(end) { current = 0 }
    }
    return longest
  }
}
