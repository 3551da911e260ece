import Testing

@testable import SurveyCore

@Suite struct ReadingRulesTests {
  static let badFiles: [BadFile] = [

    .survey(
      "a long sentence in a question", "en: \"You can take a risk.\"",
      "en: ¦\"\(words(21)).\"",
      "warning: [text.long-sentence] A sentence has 21 words. "
        + "Make two sentences of it; at most 20 words read well."),
    .survey(
      "a long question", "en: \"You can take a risk.\"", "en: ¦\"\(String(repeating: "a", count: 201))\"",
      "warning: [text.long] The question has 201 characters. Say it in at most 200."),
    .survey(
      "a long sentence in an introduction", "nl: \"Over uw team.\"", "nl: ¦\"\(words(25))\"",
      "warning: [text.long-sentence] A sentence has 25 words. "
        + "Make two sentences of it; at most 20 words read well."),
    .survey("two sentences", "en: \"You can take a risk.\"", "en: \"\(words(19))! \(words(19)).\""),
  ]

  @Test("texts that are hard to read are warned of", arguments: badFiles)
  func refuses(_ file: BadFile) {
    file.expectOfSurveyLoader()
  }

  private static func words(_ count: Int) -> String {
    Array(repeating: "word", count: count).joined(separator: " ")
  }

  @Test(
    "the longest sentence",
    arguments: [
      ("", 0), ("One two three.", 3), ("One. Two three four? Five", 3), ("One “two three.” Four", 3), ("A – b", 2),
      ("Vous allez bien\u{202F}? Oui", 3), ("« Ça va\u{202F}! » Il part", 2), ("Un\u{A0}: deux trois", 2),
      ("a ... b c", 2),
    ])
  func counts(_ text: String, _ words: Int) {
    #expect(ReadingRules.longestSentence(text) == words)
  }
}
