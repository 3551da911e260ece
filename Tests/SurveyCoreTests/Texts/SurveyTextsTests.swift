import Foundation
import Testing

@testable import SurveyCore

@Suite struct SurveyTextsTests {
  /// Every way to write a text, with comments that must stay.
  static let definition = """
    survey: styles   # the id
    version: 1
    languages: [nl, en]   # two of four
    title: { nl: Kort, en: "Short" }  # two styles
    about:
      nl: >-
        Een eerste zin.
        Een tweede.
      # between the languages
      en: |-
        A first sentence.
        A second.
    source: { origin: "own items", licence: "EUPL-1.2", citation: "x", pretested: { nl: true } }
    answers:
      agree:
        options:
          - { code: 1, label: { nl: 'Nee, ''echt'' niet', en: "No" } }
          - code: 2
            label:
              nl: "Ja"
              en: Yes indeed   # plain
    sections:
      - id: one
        title: { nl: "Eén",
          en: "One \\"part\\"" }
        items:
          - { id: a, text: { nl: "Vraag", en: "Question" }, answers: agree }
          - id: b
            type: many
            text:
                nl: Hoe gaat
                  het nu?
                en: "How are
                  you now?"
            options: [ { code: 1, label: { nl: "X", en: "X" } }, { code: 2, label: { nl: "Y", en: "Y" } } ]

    """

  private func texts(_ definition: String = Self.definition) throws -> SurveyTexts {
    try SurveyTexts(definition: definition, file: "styles.yaml")
  }

  private func table(_ rows: [[String]]) -> [UInt8] {
    let lines = rows.map { row in
      row.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }.joined(separator: ",")
    }
    return Array(lines.joined(separator: "\r\n").utf8)
  }

  @Test func `texts are found by ids, as the loader reads them`() throws {
    let texts = try texts().texts
    #expect(
      Set(texts.keys) == [
        "title", "about", "answers.agree.1", "answers.agree.2", "sections.one.title", "items.a.text", "items.b.text",
        "items.b.1", "items.b.2",
      ])
    #expect(texts["about"] == [.nl: "Een eerste zin. Een tweede.", .en: "A first sentence.\nA second."])
    #expect(texts["answers.agree.1"] == [.nl: "Nee, 'echt' niet", .en: "No"])
    #expect(texts["items.b.text"] == [.nl: "Hoe gaat het nu?", .en: "How are you now?"])
  }

  @Test func `what comes back as it went out changes nothing`() throws {
    let texts = try texts()
    let result = try texts.importing(Array(texts.csv.utf8), file: "texts.csv")
    #expect(result.definition == Self.definition)
    #expect(result.changed.isEmpty && result.added.isEmpty)
  }

  @Test func `only the texts change, and comments and layout stay`() throws {
    let result = try texts().importing(
      table([
        ["path", "en", "nl"],
        ["title", "Brief: a \"test\"", "Bondig"],
        ["about", "A first sentence.\nAnother.", "Een andere zin."],
        ["answers.agree.1", "Not", "Nee, 't is 'niet' zo"],
        ["answers.agree.2", "Yes # not a comment", "Ja"],
        ["items.b.text", "How is it going: now?", "Hoe gaat het?"],
      ]), file: "texts.csv")
    #expect(result.changed == ["about", "answers.agree.1", "answers.agree.2", "items.b.text", "title"])
    #expect(
      result.definition
        == Self.definition
        .replacing("{ nl: Kort, en: \"Short\" }", with: #"{ nl: Bondig, en: "Brief: a \"test\"" }"#)
        .replacing("    Een eerste zin.\n    Een tweede.", with: "    Een andere zin.")
        .replacing("    A second.", with: "    Another.")
        .replacing("'Nee, ''echt'' niet', en: \"No\"", with: "'Nee, ''t is ''niet'' zo', en: \"Not\"")
        .replacing("en: Yes indeed   # plain", with: "en: \"Yes # not a comment\"   # plain")
        .replacing("nl: Hoe gaat\n              het nu?", with: "nl: Hoe gaat het?")
        .replacing("\"How are\n              you now?\"", with: "\"How is it going: now?\""))
    #expect(result.remarks.filter { $0.code == "texts.missing-path" }.count == 4)
  }

  @Test func `a new language is added everywhere, and declared`() throws {
    let texts = try texts()
    let rows = texts.texts.keys.sorted().map { [$0, "FR \($0)"] }
    let result = try texts.importing(table([["path", "fr"]] + rows), file: "texts.csv")
    #expect(result.added == [.fr])
    #expect(result.definition.contains("languages: [nl, en, fr]   # two of four"))
    #expect(result.definition.contains(#"title: { nl: Kort, en: "Short", fr: "FR title" }  # two styles"#))
    #expect(result.definition.contains("    A second.\n  fr: \"FR about\"\nsource:"))
    #expect(result.definition.contains("en: Yes indeed   # plain\n          fr: \"FR answers.agree.2\"\n"))
    let (survey, diagnostics) = SurveyLoader.load(result.definition, file: "styles.yaml")
    #expect(survey?.languages == [.nl, .en, .fr], "\(diagnostics)")
    #expect(survey?.items.first?.text[.fr] == "FR items.a.text")
    #expect(survey?.items.first?.text[.nl] == "Vraag")
  }

  @Test func `every problem is listed by line, and nothing is made`() throws {
    let error = #expect(throws: DiagnosticsError.self) {
      try texts().importing(
        table([
          ["path", "nl", "fr"], ["title", "", "Titre"], ["items.c.text", "x", "y"], ["items.a.text", "Vraag", " "],
          ["title", "a", "b"],
        ]), file: "texts.csv")
    }
    let found = (error?.diagnostics ?? []).map { "\($0.line):\($0.code)" }
    #expect(
      found.prefix(4) == [
        "2:texts.missing-language", "3:texts.unknown-path", "4:texts.missing-language", "5:texts.duplicate-path",
      ])
    #expect(found.dropFirst(4).allSatisfy { $0 == "5:texts.missing-path" } && found.count == 4 + 7)
    #expect(error?.diagnostics[1].advice.contains("items.a.text") == true)
  }

  @Test(
    "a table that isn't one is refused with its place",
    arguments: [
      ("", "csv.empty"), ("path;nl\n", "csv.semicolons"), ("path,it\n", "csv.unknown-column"),
      ("nl,fr\n", "csv.missing-column"),
      ("path\n", "csv.missing-column"), ("path,nl,nl\n", "csv.duplicate-column"), ("path,nl\ntitle\n", "csv.width"),
      ("path,nl\ntitle,\"a\n", "csv.syntax"),
    ])
  func refuses(_ table: String, _ code: String) throws {
    let error = #expect(throws: DiagnosticsError.self) {
      try texts().importing(Array(table.utf8), file: "texts.csv")
    }
    #expect(error?.diagnostics.map(\.code).contains(code) == true, "\(error?.description ?? "")")
  }

  @Test func `a text that two places share can't become two texts`() throws {
    let shared = Self.definition.replacing("{ nl: \"X\", en: \"X\" }", with: "&x { nl: \"X\", en: \"X\" }")
      .replacing("{ nl: \"Y\", en: \"Y\" }", with: "*x")
    let error = #expect(throws: DiagnosticsError.self) {
      try texts(shared).importing(
        table([["path", "nl"], ["items.b.1", "één"], ["items.b.2", "twee"]]), file: "texts.csv")
    }
    #expect(error?.diagnostics.map(\.code).contains("texts.unwritable") == true)
  }

  static let shipped = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../Surveys").standardizedFileURL

  @Test func `odd texts come back as they were, in every shipped survey`() throws {
    let odd = [
      "a: b", "# x", "'", "\"", "\\", "{a}", "- x", "true", "12", " lead", "trail ", "two\nlines",
      "a\u{A0}: b\u{202F}?",
      "tab\there", "…", "x  y", "a\u{2028}b", "end:", "@x", "| y", "> z", "%a", "a,b]",
    ]
    let files = try FileManager.default.contentsOfDirectory(at: Self.shipped, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "yaml" }
    #expect(files.count == 10)
    for file in files {
      let texts = try SurveyTexts(
        definition: try String(contentsOf: file, encoding: .utf8), file: file.lastPathComponent)
      var count = 0
      let rows = texts.texts.sorted { $0.key < $1.key }.map { path, texts -> [String] in
        count += 1
        let text = odd[count % odd.count]
        return [path, text, "\(texts[.de] ?? "") \(text) x"]
      }
      let result = try texts.importing(table([["path", "fr", "de"]] + rows), file: "odd.csv")
      let read = try SurveyTexts(definition: result.definition, file: "new.yaml").texts
      for row in rows {
        #expect(read[row[0]]?[.fr] == row[1])
        #expect(read[row[0]]?[.de] == row[2])
        #expect(read[row[0]]?[.nl] == texts.texts[row[0]]?[.nl])
      }
    }
  }
}
