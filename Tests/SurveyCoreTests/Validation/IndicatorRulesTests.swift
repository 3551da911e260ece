import Testing

@testable import SurveyCore

@Suite struct IndicatorRulesTests {
  static let badFiles: [BadFile] = [

    .survey(
      "unknown variable", "of: psychological-safety", "of: ¦psychological-safty",
      "[indicator.unknown-variable] There is no item or scale 'psychological-safty'. "
        + "Did you mean 'psychological-safety'?"),
    .survey(
      "an attribute", "of: psychological-safety", "of: ¦status",
      "[indicator.not-measurable] 'status' is an attribute, which isn't measured. Name an item or a scale."),
    .survey(
      "a comment", "of: psychological-safety", "of: ¦improve",
      "[indicator.not-measurable] The item 'improve' has no single value to measure. "
        + "Name an item with an answer set, a net score or a scale."),
    .survey(
      "favourable of a scale without threshold", "measure: favourable", "measure: ¦favourable",
      "[indicator.no-favourable] The scale 'psychological-safety' has no 'favourable-from'. "
        + "Add 'favourable-from' to the scale, or choose another measure.",
      and: [("    favourable-from: 3.5\n", "")]),
    .survey(
      "favourable of an item without favourable codes", "of: psychological-safety, measure: favourable",
      "of: witness, measure: ¦favourable",
      "[indicator.no-favourable] The answers of 'witness' have no favourable codes. "
        + "Add 'favourable' to the answer set, or choose another measure."),
    .survey(
      "net score of an item without unfavourable codes", "of: nps, measure: net-score", "of: ps1, measure: ¦net-score",
      "[indicator.no-unfavourable] The answers of 'ps1' have no unfavourable codes. "
        + "Add 'unfavourable' to the answer set, or choose another measure.",
      and: [("    unfavourable: [1, 2]\n", "")]),
    .survey(
      "net score of a scale", "of: nps, measure: net-score", "of: psychological-safety, measure: ¦net-score",
      "[indicator.no-unfavourable] A scale has no unfavourable scores, so no net score. "
        + "Choose another measure, or measure an item."),
    .survey(
      "a target above 100 percent", "target: 75", "target: ¦175",
      "[indicator.target] The target 175.0 of 'speaking' can't be reached. Write 0 to 100."),
  ]

  @Test("indicators measure variables that have that measure", arguments: badFiles)
  func refuses(_ file: BadFile) {
    file.expectOfSurveyLoader()
  }
}
