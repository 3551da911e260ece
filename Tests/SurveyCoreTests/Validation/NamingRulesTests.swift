import Testing

@testable import SurveyCore

@Suite struct NamingRulesTests {
  static let badFiles: [BadFile] = [
    .survey(
      "item twice", "id: witness", "id: ¦ps1",
      "[item.duplicate-id] The id 'ps1' is used twice. Rename one of the items."),
    .survey(
      "attribute like an item", "- id: minority", "- id: ¦tenure",
      "[attribute.duplicate-id] The id 'tenure' is used twice, here and by an item. Rename one of the two."),
    .survey(
      "scale like an attribute", "id: psychological-safety", "id: ¦status",
      "[scale.duplicate-id] The id 'status' is used twice, here and by an attribute. Rename one of the two.",
      and: [("of: psychological-safety", "of: nps")]),
    .survey(
      "section twice", "- id: more", "- id: ¦safety",
      "[section.duplicate-id] The id 'safety' is used twice. Rename one of the sections."),
    .survey(
      "indicator twice", "id: recommend", "id: ¦speaking",
      "[indicator.duplicate-id] The id 'speaking' is used twice. Rename one of the indicators."),
    .survey(
      "reserved id", "id: witness", "id: ¦page",
      "[item.reserved-id] The id 'page' is the name of a form field. Choose another id."),
    .survey(
      "reserved id of an attribute", "- id: minority", "- id: ¦answers",
      "[attribute.reserved-id] The id 'answers' is the name of a form field. Choose another id."),
  ]

  @Test("ids are unique and none is a form field", arguments: badFiles)
  func refuses(_ file: BadFile) {
    file.expectOfSurveyLoader()
  }
}
