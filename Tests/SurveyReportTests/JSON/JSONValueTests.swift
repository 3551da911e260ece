import Testing

@testable import SurveyReport

@Suite("JSON values")
struct JSONValueTests {
  @Test("members keep their order")
  func order() {
    let value: JSONValue = ["z": 1, "a": [true, .null], "m": ["k": "v"]]
    #expect(value.text() == #"{"z": 1, "a": [true, null], "m": {"k": "v"}}"#)
  }

  @Test(
    "numbers are written with the fewest digits that give them back",
    arguments: [(0.1, "0.1"), (1.0 / 3, "0.3333333333333333"), (5, "5.0"), (1e-7, "1e-07"), (-2.5, "-2.5")])
  func numbers(_ number: Double, _ text: String) {
    #expect(JSONValue.number(number).text() == text)
    #expect(Double(text) == number)
  }

  @Test("text is escaped as RFC 8259 asks")
  func escaping() {
    #expect(JSONValue.string("\"\\\n\u{1}é\u{2028}").text() == "\"\\\"\\\\\\n\\u0001é\\u2028\"")
  }

  @Test("pretty text breaks where values are nested")
  func pretty() {
    let value: JSONValue = ["a": 1, "b": [["c": 2], ["d": 3]]]
    #expect(value.text(pretty: true) == "{\n  \"a\": 1,\n  \"b\": [\n    {\"c\": 2},\n    {\"d\": 3}\n  ]\n}")
  }
}
