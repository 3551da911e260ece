import Testing

@testable import SurveyCore

@Suite struct ScaleRulesTests {
  static let badFiles: [BadFile] = [

    .survey(
      "unknown item", "items: [ps1, ps2]", "items: [ps1, ¦ps3]",
      "[scale.unknown-item] There is no item 'ps3'. Did you mean 'ps1'?"),
    .survey(
      "item twice", "items: [ps1, ps2]", "items: [ps1, ps2, ¦ps1]",
      "[scale.duplicate-item] The item 'ps1' stands twice in 'psychological-safety'. Name it once."),
    .survey(
      "other codes", "items: [ps1, ps2]", "items: [ps1, ps2, ¦witness]",
      "[scale.different-codes] The item 'witness' has other codes than 'ps1'. Give all items of the scale the same codes."
    ),
    .survey(
      "no choice item", "items: [ps1, ps2]", "items: [ps1, ps2, ¦nps]",
      "[scale.not-choice] The item 'nps' isn't answered with an answer set. Name items with answer sets only."),
    .survey(
      "an attribute", "items: [ps1, ps2]", "items: [ps1, ps2, ¦status]",
      "[scale.not-choice] 'status' is an attribute, which has no score. Name items with answer sets only."),
    .survey(
      "an item that isn't always asked", "items: [ps1, ps2]", "items: [ps1, ¦ps2]",
      "[scale.conditional-item] The item 'ps2' isn't asked of everybody. "
        + "Remove its 'show-if', or take it out of the scale.",
      and: [("page-break: before", "show-if: { item: team, in: [1] }")]),
    .survey(
      "no items", "items: [ps1, ps2]", "items: ¦[]",
      "[scale.no-items] The scale 'psychological-safety' has no items. Name at least one item."),
    .survey(
      "more answers than items", "minimum-answered: 2", "minimum-answered: ¦3",
      "[scale.minimum-answered] 'minimum-answered' of 'psychological-safety' is 3, but the scale has 2 items. "
        + "Write 1 to 2."),
    .survey(
      "no answers at all", "minimum-answered: 2", "minimum-answered: ¦0",
      "[scale.minimum-answered] 'minimum-answered' of 'psychological-safety' is 0, but the scale has 2 items. "
        + "Write 1 to 2."),
    .survey(
      "a threshold outside the scores", "favourable-from: 3.5", "favourable-from: ¦75",
      "[scale.favourable-from] No score of 'psychological-safety' separates at 75.0: scores lie between 1.0 and 5.0. "
        + "Write a value in that range."),
  ]

  @Test("scales hold choice items with the same codes", arguments: badFiles)
  func refuses(_ file: BadFile) {
    file.expectOfSurveyLoader()
  }
}
