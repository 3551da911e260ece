import Foundation
import Testing

@testable import SurveyCore

@Suite struct AnswerInputTests {
  @Test func `the example of the contract decodes`() throws {
    // interfaces.md, "HTTP"
    let json = """
      {"ps1": 4, "status": 1, "unit": "A12", "trainings": [1, 3], "nps": 9, "tenure": 7.5, "improve": "text",
       "ps2": "declined", "ps3": "n/a", "nothing": []}
      """
    #expect(
      try AnswerInput.answers(json: Data(json.utf8)) == [
        "ps1": .number(4), "status": .number(1), "unit": .text("A12"), "trainings": .codes([1, 3]), "nps": .number(9),
        "tenure": .number(7.5), "improve": .text("text"), "ps2": .text("declined"), "ps3": .text("n/a"),
        "nothing": .codes([]),
      ])
  }

  @Test(
    "what can't be an answer is unreadable, and the other answers survive",
    arguments: [
      "true", "null", "{}", "{\"a\": 1}", "[\"1\"]", "[1.5]", "[[1]]", "1e999",
    ])
  func unreadable(_ value: String) throws {
    let answers = try AnswerInput.answers(json: Data("{\"a\": \(value), \"b\": 1}".utf8))
    #expect(answers == ["a": .unreadable, "b": .number(1)])
  }

  @Test("a body that is no object is refused", arguments: ["", "[]", "1", "{"])
  func refuses(_ body: String) {
    #expect(throws: DecodingError.self) { try AnswerInput.answers(json: Data(body.utf8)) }
  }

  @Test func `answers encode as clients send them`() throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let answers: [String: AnswerInput] = [
      "a": .number(4), "b": .number(2.5), "c": .text("x"), "d": .codes([1, 3]), "e": .declined, "f": .notApplicable,
    ]
    #expect(
      String(decoding: try encoder.encode(answers), as: UTF8.self)
        == #"{"a":4,"b":2.5,"c":"x","d":[1,3],"e":"declined","f":"n/a"}"#)
  }
}
