import Foundation
import Testing

@testable import SurveyCore

@Suite struct DefinitionJSONTests {
  @Test func `JSON is YAML, so the definition reads back as the same survey`() throws {
    let data = DefinitionJSON.data(of: SampleDefinition.survey)
    let text = String(decoding: data, as: UTF8.self).replacing("\"format\":\"survey.definition/1\",", with: "")
    let (survey, diagnostics) = SurveyLoader.load(text, file: "definition.json")
    #expect(diagnostics == [])
    let again = try #require(survey)
    #expect(again == SampleDefinition.survey)
  }

  @Test func `in one language texts are plain`() throws {
    let data = DefinitionJSON.data(of: SampleDefinition.survey, language: .en)
    let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    #expect(object["format"] as? String == "survey.definition/1")
    #expect(object["title"] as? String == "Inclusion")
    #expect(object["languages"] as? [String] == ["en"])
    #expect(!String(decoding: data, as: UTF8.self).contains("Helemaal"))
    let sections = try #require(object["sections"] as? [[String: Any]])
    let items = try #require(sections[1]["items"] as? [[String: Any]])
    #expect(items.map { $0["type"] as? String } == ["net-score", "many", "number", "comment", "choice"])
    let options = try #require(items[1]["options"] as? [[String: Any]])
    #expect(options.map { $0["code"] as? Int } == [1, 3])
    #expect(options.map { $0["label"] as? String } == ["One", "Three"])
  }

  @Test func `the same survey is always the same bytes`() {
    #expect(DefinitionJSON.data(of: SampleDefinition.survey) == DefinitionJSON.data(of: SampleDefinition.survey))
  }
}
