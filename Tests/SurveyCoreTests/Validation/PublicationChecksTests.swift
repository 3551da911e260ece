import Testing

@testable import SurveyCore

@Suite struct PublicationChecksTests {
  static let badFiles: [BadFile] = [

    .survey(
      "unknown attribute", "{ by: [status] }", "{ by: [¦statsu] }",
      "[grouping.unknown-attribute] There is no attribute 'statsu'. Did you mean 'status'?"),
    .survey(
      "an item of another type", "{ by: [status] }", "{ by: [¦nps] }",
      "[grouping.not-groupable] The item 'nps' can't form groups. Group by attributes or items of type many."),
    .survey(
      "nothing", "{ by: [status] }", "{ by: ¦[] }",
      "[grouping.empty] The grouping names no attribute. Name at least one."),
    .survey(
      "an attribute twice", "{ by: [status] }", "{ by: [status, ¦status] }",
      "[grouping.repeated-attribute] 'status' stands twice in the grouping. Name it once."),
    .survey(
      "levels without a unit", "{ by: [status] }", "{ by: [status], levels: ¦[zone] }",
      "[grouping.levels] Only groupings by a unit attribute have levels. "
        + "Remove 'levels', or group by a unit attribute."),
    .survey("no weight", "weight: 0.5", "weight: ¦0", "[grouping.weight] The weight is 0.0. Write a number above 0."),
    .survey(
      "declared twice, in another order", "{ by: [trainings] }", "¦{ by: [status, unit] }",
      "[grouping.duplicate] The grouping by status and unit is declared twice. Remove one of the two."),
  ]

  @Test("groupings name attributes or items of type many, once", arguments: badFiles)
  func refuses(_ file: BadFile) {
    file.expectOfSurveyLoader()
  }
}
