import Testing

@testable import SurveyCore

@Suite struct NearMatchTests {
  struct Example: Sendable {
    let word: String
    let match: String?
  }

  static let candidates = ["maximum-length", "sections", "text", "title", "unit", "version"]

  static let examples = [
    Example(word: "maximum-lenght", match: "maximum-length"), Example(word: "section", match: "sections"),
    Example(word: "Title", match: "title"), Example(word: "titel", match: "title"),
    Example(word: "txet", match: "text"),
    Example(word: "vers", match: "version"), Example(word: "colour", match: nil), Example(word: "", match: nil),
  ]

  @Test("the nearest word is the one that was meant", arguments: examples)
  func finds(_ example: Example) {
    #expect(NearMatch.of(example.word, among: Self.candidates) == example.match)
  }
}
