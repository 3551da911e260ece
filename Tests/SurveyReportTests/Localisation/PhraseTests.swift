import SurveyCore
import Testing

@testable import SurveyReport

@Suite("Phrases")
struct PhraseTests {
  @Test("all languages of a phrase have words and the same blanks", arguments: Phrase.all)
  func complete(_ phrase: Phrase) {
    let blanks = Language.allCases.map { phrase.text(in: $0).matches(of: /\{\w+\}/).map { String($0.output) }.sorted() }
    #expect(Set(blanks).count == 1)
    for language in Language.allCases { #expect(!phrase.text(in: language).isEmpty) }
  }

  @Test("blanks are filled")
  func filled() {
    #expect(Phrase.targetReached.text(in: .fr) == "objectif atteint")
    #expect(
      Phrase.onPaper.text(in: .en, ["count": "12"])
        == "Of these, 12 came on paper: somebody at the office typed them in.")
    #expect(Phrase.codesPrinted.text(in: .en, ["codes": "12"]) == "12 codes were made, each good for one answer.")
  }
}
