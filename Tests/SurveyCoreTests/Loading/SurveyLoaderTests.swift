import Foundation
import Testing

@testable import SurveyCore

@Suite struct SurveyLoaderTests {
  @Test func `the sample has no diagnostics and every key arrives`() throws {
    let (loaded, diagnostics) = SurveyLoader.load(SampleDefinition.yaml, file: "sample.yaml")
    #expect(diagnostics.map(\.description) == [])
    let survey = try #require(loaded)
    #expect(survey.id == "sample")
    #expect(survey.version == 3)
    #expect(survey.languages == [.nl, .en])
    #expect(survey.title[.en] == "Inclusion")
    #expect(survey.about[.nl] == "Waarom wij vragen.")
    #expect(
      survey.source
        == SurveySource(
          origin: "own items", licence: "EUPL-1.2", citation: "None", pretested: [.nl: true, .en: false]))
    #expect(
      survey.privacy
        == PrivacyRules(
          minimumGroup: 6, minimumSensitive: 12, minimumComments: 11, commentsBy: "zone", retentionMonths: 18))
    #expect(
      survey.publication
        == PublicationRules(
          groupings: [
            Grouping(by: ["unit"], weight: 10), Grouping(by: ["status"]),
            Grouping(by: ["unit", "status"], weight: 0.5, levels: ["zone", "district"]), Grouping(by: ["trainings"]),
          ], adHoc: .refuse))
    #expect(survey.answerSets.map(\.id) == ["agree5", "yesno"])
    let agree = survey.answerSets[0]
    #expect(agree.options.map(\.code) == [1, 2, 3, 4, 5])
    #expect(agree.favourable == [4, 5])
    #expect(agree.unfavourable == [1, 2])
    #expect(agree.decline)
    #expect(agree.notApplicable)
    #expect(survey.answerSets[1].options.map { $0.label[.en] } == ["No", "Yes"], "No is a word, not a truth value")
    #expect(survey.attributes.map(\.kind.codes) == [[], [1, 2], [1, 2]])
    #expect(survey.attributes[0].kind == .unit(level: "team"))
    #expect(survey.attributes.map(\.sensitive) == [false, false, true])
    #expect(survey.sections.map(\.id) == ["safety", "more"])
    #expect(survey.sections.map(\.sensitive) == [false, true])
    #expect(survey.sections[0].intro?[.en] == "About your team.")
    let items = Dictionary(uniqueKeysWithValues: survey.items.map { ($0.id, $0) })
    #expect(items["ps1"]?.concept == "speak-up-mistakes")
    #expect(items["ps1"]?.reverse == true)
    #expect(items["ps1"]?.kind == .choice(agree))
    #expect(items["team"]?.required == true)
    #expect(items["ps2"]?.pageBreakBefore == true)
    #expect(items["nps"]?.kind == .netScore)
    #expect(items["trainings"]?.kind.codes == [1, 3])
    #expect(items["tenure"]?.kind == .number(bands: [0, 3, 10, 25]))
    #expect(items["improve"]?.kind == .comment(maximumLength: 500))
    #expect(
      items["improve"]?.showIf
        == .all([.item("team", in: [1]), .not(.any([.item("trainings", in: [3])]))]))
    #expect(items["witness"]?.sensitive == true)
    let scale = try #require(survey.scales.first)
    #expect(scale.items == ["ps1", "ps2"])
    #expect(scale.score == .mean)
    #expect(scale.minimumAnswered == 2)
    #expect(scale.favourableFrom == 3.5)
    #expect(scale.source == SurveySource(origin: "", licence: "own wording", citation: "Edmondson 1999"))
    #expect(survey.indicators.map(\.measure) == [.favourable, .netScore])
    #expect(survey.indicators.map(\.target) == [75, nil])
    #expect(survey.indicators.map(\.direction) == [.up, .up])
  }

  /// The smallest survey.
  static let smallest = """
    survey: small
    version: 1
    languages: [en]
    title: { en: Small }
    about: { en: Why. }
    source: { origin: own, licence: none }
    sections:
      - { id: s, title: { en: S }, items: [ { id: q, type: comment, text: { en: "Q?" } } ] }
    """

  @Test func `defaults are those of the format`() throws {
    let (loaded, diagnostics) = SurveyLoader.load(Self.smallest, file: "small.yaml")
    #expect(diagnostics == [])
    let survey = try #require(loaded)
    // survey-format.md: the values of the example.
    #expect(
      survey.privacy
        == PrivacyRules(
          minimumGroup: 5, minimumSensitive: 10, minimumComments: 10, commentsBy: nil, retentionMonths: 24))
    #expect(survey.publication == PublicationRules(groupings: [], adHoc: .admit))
    #expect(survey.items[0].kind == .comment(maximumLength: 2000))
    #expect(survey.attributes == [])
    #expect(survey.scales == [])
  }

  @Test func `minimums that aren't written follow a larger minimum group`() throws {
    let yaml = Self.smallest + "\nprivacy: { minimum-group: 15 }"
    let rules = try #require(SurveyLoader.load(yaml, file: "small.yaml").survey).privacy
    #expect(rules.minimumSensitive == 15)
    #expect(rules.minimumComments == 15)
  }

  static let badFiles: [BadFile] = [
    // Keys
    .survey(
      "unknown key", "maximum-length: 500", "¦maximum-lenght: 500",
      "[key.unknown] The key 'maximum-lenght' isn't known in an item. Did you mean 'maximum-length'?"),
    .survey(
      "unknown key that resembles none", "version: 3", "version: 3\n¦zzz: 1",
      "[key.unknown] The key 'zzz' isn't known in a survey. Remove it; known keys are survey, version, languages, "
        + "title, sections, about, source, privacy, publish, answers, attributes, scales, indicators."),
    .survey(
      "missing key", "{ by: [status] }", "¦{ weight: 2 }",
      "[key.missing] The key 'by' is missing in a grouping. Add 'by: …'."),
    .survey(
      "missing key of the file", "survey: sample\nversion: 3", "¦survey: sample",
      "[key.missing] The key 'version' is missing in a survey. Add 'version: …'."),
    // Types
    .survey(
      "text for a number", "minimum-answered: 2", "minimum-answered: ¦two",
      "[value.type] 'minimum-answered' must be a whole number, but it is text. Write digits without quotes."),
    .survey(
      "quoted number", "version: 3", "version: ¦\"3\"",
      "[value.type] 'version' must be a whole number, but it is text. Write digits without quotes."),
    .survey(
      "decimal for a whole number", "minimum-group: 6", "minimum-group: ¦6.5",
      "[value.type] 'minimum-group' must be a whole number, but it is a number. Write digits without quotes."),
    .survey(
      "yes for true", "reverse: true", "reverse: ¦yes",
      "[value.type] 'reverse' must be true or false, but it is text. Write true or false."),
    .survey(
      "number for a text", "nl: \"Inclusie\"", "nl: ¦12",
      "[value.type] 'nl' must be text, but it is a number. Put it in quotes."),
    .survey(
      "nothing for a text", "nl: \"Inclusie\"", "nl: ¦\"  \"",
      "[value.empty] 'nl' is empty. Write something, or leave the key out."),
    .survey(
      "a mapping for a list", "items: [ps1, ps2]", "items: ¦{ a: b }",
      "[value.type] 'items' must be a list of items, but it is a mapping. Write a list, such as [ … ]."),
    .survey(
      "a list for a mapping", "source: { citation: \"Edmondson 1999\", licence: \"own wording\" }", "source: ¦[1]",
      "[value.type] This must be the source of a scale, but it is a list. Write a mapping with the keys origin, "
        + "licence, citation, pretested."),
    .survey(
      "plain text for a text in languages", "title: { nl: \"Meer\", en: \"More\" }", "title: ¦More",
      "[value.type] 'title' must be a mapping from language to text, but it is text. "
        + "Write { nl: \"…\" } with every declared language."),
    .survey(
      "unknown word", "measure: favourable", "measure: ¦favorable",
      "[value.unknown] 'favorable' isn't a value of 'measure'. Did you mean 'favourable'?"),
    .survey(
      "unknown type", "type: net-score", "type: ¦stars",
      "[value.unknown] 'stars' isn't a value of 'type'. Write one of: choice, many, net-score, number, comment."),
    .survey("version 0", "version: 3", "version: ¦0", "[survey.version] The version is 0. Count versions from 1."),
    // Ids
    .survey(
      "id of a survey", "survey: sample", "survey: ¦Sample_1",
      "[id.pattern] 'Sample_1' can't be an id. "
        + "Use small letters, digits and hyphens, beginning with a letter or digit (at most 100)."),
    .survey(
      "id of an item", "id: witness", "id: ¦1witness",
      "[id.pattern] '1witness' can't be an id. "
        + "Use letters, digits, hyphens and underscores, beginning with a letter (at most 100)."),
    // Languages
    .survey(
      "missing language", "title: { nl: \"Meer\", en: \"More\" }", "title: ¦{ nl: \"Meer\" }",
      "[text.missing-language] 'title' has no text in 'en'. "
        + "Add 'en: …'; every text stands in every declared language."),
    .survey(
      "undeclared language", "{ nl: \"Meer\", en: \"More\" }", "{ nl: \"Meer\", en: \"More\", ¦fr: \"Plus\" }",
      "[text.extra-language] 'title' has a text in 'fr', which isn't declared. "
        + "Add 'fr' to 'languages', or remove the text."),
    .survey(
      "unknown language", "{ nl: \"Meer\", en: \"More\" }", "{ nl: \"Meer\", en: \"More\", ¦xx: \"Plus\" }",
      "[language.unknown] The language 'xx' isn't known. Known languages are nl, fr, de, en."),
    .survey(
      "language declared twice", "languages: [nl, en]", "languages: [nl, en, ¦nl]",
      "[language.duplicate] The language 'nl' stands twice. Remove one of the two."),
    .survey(
      "pretested in an undeclared language", "pretested: { nl: true, en: false }",
      "pretested: { nl: true, ¦de: false }",
      "[text.extra-language] 'pretested' names the language 'de', which isn't declared. Name declared languages only."),
  ]

  /// Mistakes that don't come from changing the sample.
  static let badTexts = [
    BadFile("nothing", "¦", says: ["[yaml.empty] The file is empty. Write a definition into it."]),
    BadFile("only a comment", "¦# later\n", says: ["[yaml.empty] The file is empty. Write a definition into it."]),
    BadFile(
      "a bracket that isn't closed", "survey: x\nlanguages: [nl\nversion¦: 1\n",
      says: [
        "[yaml.syntax] The file isn't YAML: did not find expected ',' or ']' (while parsing a flow sequence that begins in "
          + "line 2). Look at line 2 first: a bracket may lack its end, and a text with a colon, a comma or quotes in it "
          + "needs quotation marks round it."
      ]),
    BadFile(
      "a tab", "survey: x\n¦\tversion: 1\n",
      says: [
        "[yaml.syntax] The file isn't YAML: found a tab character that violates indentation (while scanning a plain scalar "
          + "that begins in line 1). Indent with spaces; YAML takes no tabs."
      ]),
    BadFile(
      "a quote that isn't closed", "survey: \"x\nversion: 1¦\n",
      says: [
        "[yaml.syntax] The file isn't YAML: found unexpected end of stream (while scanning a quoted scalar that begins in "
          + "line 1). Close in line 1 what opens there."
      ]),
    BadFile(
      "a key twice", "survey: x\n¦version: 1\nversion: 2\n",
      says: ["[yaml.duplicate-key] The key 'version' stands twice in one mapping. Keep one of the two."]),
    BadFile(
      "a control character", "survey: x\ntitle: a¦\u{7}b\n",
      says: [
        "[yaml.characters] The file holds a character that YAML doesn't allow. "
          + "Remove the control character, or save the file as UTF-8 text."
      ]),
    BadFile(
      "a list", "¦- a\n",
      says: [
        "[value.type] This must be a survey, but it is a list. Write a mapping with the keys survey, version, languages, "
          + "title, sections, about, source, privacy, publish, answers, attributes, scales, indicators."
      ]),
    BadFile(
      "no sections and nothing about it",
      "¦survey: x\nversion: 1\nlanguages: [en]\ntitle: { en: X }\nsource: { origin: a, licence: b }\nsections: ¦[]\n",
      says: [
        "warning: [survey.no-about] The survey doesn't say what it is about. "
          + "Add 'about' with its purpose, who reads the results, and what happens with them.",
        "[survey.no-items] The survey has no sections. Add a section with items.",
      ]),
  ]

  @Test("mistakes are named with place, rule and way out", arguments: badFiles + badTexts)
  func refuses(_ file: BadFile) {
    file.expectOfSurveyLoader()
  }

  @Test func `all problems are reported at once`() {
    let text = """
      survey: Bad
      versoin: 1
      languages: [en, xx]
      title: { nl: "X" }
      sections:
        - id: a
          title: { en: A }
          items:
            - { id: q, answers: none, text: { en: "Q" } }
            - { id: q, type: number, text: {} }
      """
    let codes = SurveyLoader.load(text, file: "bad.yaml").diagnostics.map(\.code)
    #expect(
      codes == [
        "key.missing", "survey.no-about", "survey.no-source", "id.pattern", "key.unknown", "language.unknown",
        "text.missing-language", "text.extra-language", "item.unknown-answers", "item.bands-missing",
        "item.duplicate-id", "text.missing-language",
      ])
  }

  @Test func `every diagnostic stands inside the file, however the file is cut or spoilt`() {
    expectDiagnosticsInside(SampleDefinition.yaml) { SurveyLoader.load($0, file: "cut.yaml") }
  }

  @Test(.timeLimit(.minutes(1)))
  func `aliases of aliases come to an end`() {
    let list = { (name: String) in "{ any: [\(Array(repeating: name, count: 9).joined(separator: ", "))] }" }
    var condition = "{ item: team, in: [1] }"
    for level in 1...7 {
      condition = list("&l\(level) \(condition)").replacing(", &l\(level) \(condition)", with: ", *l\(level)")
    }
    let text = SampleDefinition.yaml.replacing("{ item: team, in: [1] }", with: condition)
    let (survey, diagnostics) = SurveyLoader.load(text, file: "aliases.yaml")
    #expect(survey == nil)
    #expect(diagnostics.map(\.code).contains("yaml.too-large"))
  }

  @Test func `a file that isn't UTF-8 is located`() throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "latin-\(UUID().uuidString).yaml")
    try (Data("survey: x\ntitle: { fr: caf".utf8) + Data([0xE9]) + Data(" }\n".utf8)).write(to: url)
    defer { try? FileManager.default.removeItem(at: url) }
    let (survey, diagnostics) = try SurveyLoader.load(path: url.path)
    #expect(survey == nil)
    #expect(
      diagnostics.map(\.description) == [
        "\(url.path):2:17: [yaml.encoding] The file isn't UTF-8 here. Save it as UTF-8 text."
      ])
  }

  @Test func `a missing file is an error of its own`() {
    #expect(throws: UnreadableFile(path: "/no/such.yaml", reason: "no such file.")) {
      try SurveyLoader.load(path: "/no/such.yaml")
    }
  }

  @Test func `shipped surveys load without errors`() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Surveys").resolvingSymlinksInPath()
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "yaml" }
    #expect(!files.isEmpty)
    for file in files {
      let (survey, diagnostics) = try SurveyLoader.load(path: file.path)
      #expect(diagnostics.filter { $0.severity == .error } == [])
      #expect(survey?.languages == [.nl, .fr, .de, .en])
    }
  }
}
