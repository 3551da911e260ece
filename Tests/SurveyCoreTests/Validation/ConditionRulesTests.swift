import Testing

@testable import SurveyCore

@Suite struct ConditionRulesTests {
  static let badFiles: [BadFile] = [

    .survey(
      "unknown item", "{ item: team, in: [1] }", "{ item: ¦taem, in: [1] }",
      "[show-if.unknown-item] There is no item 'taem'. Did you mean 'team'?"),
    .survey(
      "itself", "{ item: team, in: [1] }", "{ item: ¦improve, in: [1] }",
      "[show-if.self] The item 'improve' is shown depending on itself. Name an earlier item."),
    .survey(
      "a later item", "{ item: team, in: [1] }", "{ item: ¦witness, in: [1] }",
      "[show-if.forward] The item 'witness' is asked later than 'improve'. Name an earlier item, or move the item."),
    .survey(
      "two items that wait for each other", "answers: yesno, required: true",
      "answers: yesno, show-if: { item: ¦improve, in: [1] }",
      "[show-if.forward] The item 'improve' is asked later than 'team'. Name an earlier item, or move the item."),
    .survey(
      "an attribute", "{ item: team, in: [1] }", "{ item: ¦status, in: [1] }",
      "[show-if.forward] The attribute 'status' is asked after the items. Use an earlier item."),
    .survey(
      "a comment", "answers: yesno, sensitive: true", "answers: yesno, show-if: { item: ¦improve, in: [1] }",
      "[show-if.comment] The item 'improve' is a comment, which has no codes. Name an item with codes."),
    .survey(
      "a code that doesn't exist", "{ item: team, in: [1] }", "{ item: team, in: [1, ¦2] }",
      "[show-if.unknown-code] The item 'team' has no code 2. Its codes are 0, 1."),
    .survey(
      "no code", "{ item: team, in: [1] }", "{ item: team, in: ¦[] }",
      "[show-if.empty] The condition names no code. Name at least one code."),
    .survey(
      "no part", "{ all: [ { item: team, in: [1] }, { not: { any: [ { item: trainings, in: [3] } ] } } ] }",
      "{ any: ¦[] }", "[show-if.empty] The condition has no parts. Write at least one condition into the list."),
    .survey(
      "two forms", "{ item: team, in: [1] }", "¦{ item: team, in: [1], all: [] }",
      "[show-if.form] A condition has exactly one form. "
        + "Write { item: …, in: […] }, { all: […] }, { any: […] } or { not: {…} }."),
    .survey(
      "no codes at all", "{ item: team, in: [1] }", "¦{ item: team }",
      "[show-if.form] A condition has exactly one form. "
        + "Write { item: …, in: […] }, { all: […] }, { any: […] } or { not: {…} }."),
    .survey(
      "a contradiction", "{ item: team, in: [1] }", "{ item: team, in: [1] }, { item: team, in: [0] }",
      "[show-if.unreachable] The item 'improve' can never be shown. "
        + "Change the condition: it contradicts itself or the conditions of the items that it names.",
      and: [("show-if: { all", "show-if: ¦{ all")]),
    .survey(
      "nested too deep", "{ item: team, in: [1] }",
      String(repeating: "{ not: ", count: 7) + "¦{ not: { item: team, in: [1] } }" + String(repeating: " }", count: 7),
      "[show-if.depth] The condition is nested more than 8 deep. Write it with fewer levels."),
  ]

  @Test("conditions speak of earlier items and their codes, and can hold", arguments: badFiles)
  func refuses(_ file: BadFile) {
    file.expectOfSurveyLoader()
  }
}
