import Testing

@testable import SurveyCore

@Suite struct PrivacyChecksTests {
  static let badFiles: [BadFile] = [

    .survey(
      "minimum group", "minimum-group: 6", "minimum-group: ¦4",
      "[privacy.minimum-group] 'minimum-group' is 4. Write at least 5."),
    .survey(
      "minimum for what is sensitive", "minimum-sensitive: 12", "minimum-sensitive: ¦5",
      "[privacy.minimum-sensitive] 'minimum-sensitive' is 5, below 'minimum-group', which is 6. Write at least 6."),
    .survey(
      "minimum for comments", "minimum-comments: 11", "minimum-comments: ¦1",
      "[privacy.minimum-comments] 'minimum-comments' is 1. Write at least 5."),
    .survey(
      "no retention", "retention-months: 18", "retention-months: ¦0",
      "[privacy.retention] Answers can't be kept for 0 months. Write 1 or more."),
    .survey(
      "comments by a unit that isn't asked", "comments-by: zone", "comments-by: ¦zone",
      "[privacy.comments-by] Comments can't be kept by 'zone', since the survey doesn't ask for the unit. "
        + "Write 'none', or add a unit attribute.",
      and: [
        (
          "type: unit, text: { nl: \"Welke dienst?\", en: \"Which unit?\" }, level: team }",
          "text: { nl: a, en: a }, options: [ { code: 1, label: { nl: a, en: a } }, { code: 2, label: { nl: b, en: b } } ] }"
        ),
        ("[unit, status], levels: [zone, district]", "[unit, status]"),
      ]),
  ]

  @Test("minimum groups never fall below the promise", arguments: badFiles)
  func refuses(_ file: BadFile) {
    file.expectOfSurveyLoader()
  }
}
