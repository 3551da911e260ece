import Testing

@testable import SurveyCore

@Suite struct AnswerSetRulesTests {
  static let badFiles: [BadFile] = [
    .survey(
      "codes that don't ascend", "{ code: 3, label: { nl: \"Niet eens, niet oneens\"",
      "{ code: ¦0, label: { nl: \"Niet eens, niet oneens\"",
      "[answers.order] The code 0 comes after 2 in the answer set 'agree5'. Order the options by ascending code."),
    .survey(
      "code twice", "{ code: 3, label: { nl: \"Drie\"", "{ code: ¦1, label: { nl: \"Drie\"",
      "[answers.duplicate-code] The code 1 is used twice in the item 'trainings'. "
        + "Give every option a code of its own.",
      and: [("item: trainings, in: [3]", "item: trainings, in: [1]")]),
    .survey(
      "favourable code that doesn't exist", "favourable: [4, 5]", "favourable: [4, ¦6]",
      "[answers.unknown-code] There is no option with code 6 in 'agree5'. "
        + "Name codes of its options: 1, 2, 3, 4, 5."),
    .survey(
      "favourable and unfavourable", "unfavourable: [1, 2]", "unfavourable: [1, ¦4]",
      "[answers.overlap] The code 4 of 'agree5' is favourable and unfavourable. Remove it from one of the two."),
    .survey(
      "favourable twice", "favourable: [4, 5]", "favourable: [4, ¦4]",
      "[answers.repeated-code] The code 4 stands twice in 'favourable'. Name it once."),
    .survey(
      "no options",
      "options: [ { code: 1, label: { nl: \"Ja\", en: \"Yes\" } }, { code: 2, label: { nl: \"Nee\", en: \"No\" } } ]",
      "options: ¦[]",
      "[answers.no-options] There are no options in the attribute 'minority'. Add options."),
    .survey(
      "one option", "      - { code: 0, label: { nl: Nee, en: No } }\n", "",
      "[answers.one-option] The answer set 'yesno' has one option only. Add another option.",
      and: [("- { code: 1, label: { nl: Ja, en: Yes } }", "¦- { code: 1, label: { nl: Ja, en: Yes } }")]),
    .survey(
      "251 options",
      "options: [ { code: 1, label: { nl: \"Een\", en: \"One\" } }, { code: 3, label: { nl: \"Drie\", en: \"Three\" } } ]",
      "options: ¦[ \((1...251).map { "{ code: \($0), label: { nl: a, en: a } }" }.joined(separator: ", ")) ]",
      "[answers.too-many] There are 251 options in the item 'trainings'. Offer at most 250."),
    .survey(
      "unknown answer set", "answers: yesno, sensitive", "answers: ¦yes-no, sensitive",
      "[item.unknown-answers] There is no answer set 'yes-no'. Did you mean 'yesno'?"),
    .survey(
      "no answers", "answers: yesno, sensitive: true", "sensitive: true",
      "[item.answers-missing] The item 'witness' doesn't say its 'answers'. "
        + "Add 'answers: …' with the name of an answer set, or another 'type'.",
      and: [("{ id: witness", "¦{ id: witness")]),
    .survey(
      "bands of a net score", "type: net-score,", "type: net-score, bands: ¦[1],",
      "[item.key] The key 'bands' doesn't belong to an item of type net-score. Remove it, or write 'type: number'."),
    .survey(
      "options of a choice", "answers: yesno, sensitive: true",
      "answers: yesno, options: ¦[ { code: 1, label: { nl: a, en: a } } ]",
      "[item.key] The key 'options' doesn't belong to an item of type choice. Declare the options as a set under "
        + "'answers' of the survey and name it with 'answers: …', or write 'type: many'."),
    .survey(
      "bands that don't ascend", "bands: [0, 3, 10, 25]", "bands: [0, 3, ¦3, 25]",
      "[item.band-order] The bands of 'tenure' don't ascend. Write the lower bounds from low to high."),
    .survey(
      "no bands", "bands: [0, 3, 10, 25]", "bands: ¦[]",
      "[item.no-bands] The item 'tenure' has no bands. "
        + "Add the lower bounds of the bands, such as [0, 3, 10]."),
    .survey(
      "comment of any length", "maximum-length: 500", "maximum-length: ¦0",
      "[item.maximum-length] A comment can't be limited to 0 characters. Write 1 to 10000."),
    .survey(
      "level of a choice attribute", "- id: minority", "- id: minority\n    level: ¦team",
      "[attribute.key] The key 'level' doesn't belong to an attribute with options. Remove it, or write 'type: unit'."),
    .survey(
      "options of a unit attribute", "level: team }", "level: team, options: ¦[] }",
      "[attribute.key] The key 'options' doesn't belong to a unit attribute. Remove it; units come from the organisation."
    ),
    .survey(
      "page break after", "page-break: before", "page-break: ¦after",
      "[value.unknown] 'after' isn't a value of 'page-break'. Write one of: before."),
  ]

  @Test("options have ascending codes, and each item its own kind of answers", arguments: badFiles)
  func refuses(_ file: BadFile) {
    file.expectOfSurveyLoader()
  }
}
