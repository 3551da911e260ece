import Testing

@testable import SurveyCore

/// interfaces.md: survey, wave, plan `[a-z0-9][a-z0-9-]*`; item, attribute, scale, indicator, unit
/// `[A-Za-z][A-Za-z0-9_-]*` (a unit may begin with a digit).
@Suite struct IDPatternTests {
  @Test(
    "surveys and plans",
    arguments: [
      ("a", true), ("7-days", true), ("a-b", true), ("A", false), ("a_b", false), ("-a", false), ("", false),
      ("é", false),
      ("a b", false),
    ])
  func documents(_ id: String, _ isID: Bool) { #expect(IDPattern.document.matches(id) == isID) }

  @Test(
    "items and other parts",
    arguments: [
      ("a", true), ("LEAD01", true), ("a_b-c", true), ("1a", false), ("_a", false), ("", false), ("a.b", false),
      ("@a", false),
      ("[a", false),
    ])
  func parts(_ id: String, _ isID: Bool) { #expect(IDPattern.part.matches(id) == isID) }

  @Test("units", arguments: [("12", true), ("A12", true), ("_a", false), ("", false), ("a b", false)])
  func units(_ id: String, _ isID: Bool) { #expect(IDPattern.unit.matches(id) == isID) }

  @Test func `ids have a length`() {
    #expect(IDPattern.part.matches(String(repeating: "a", count: 100)))
    #expect(!IDPattern.part.matches(String(repeating: "a", count: 101)))
  }
}
