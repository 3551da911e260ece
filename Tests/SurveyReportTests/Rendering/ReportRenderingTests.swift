import SurveyCore
import Testing

@testable import SurveyReport

@Suite("Renderings of a report")
struct ReportRenderingTests {
  @Test("HTML", arguments: Language.allCases)
  func html(_ language: Language) throws {
    try GoldenFile(name: "report-\(language.rawValue).html").expect(SampleReport.report().html(in: language).source)
  }

  @Test("text", arguments: Language.allCases)
  func text(_ language: Language) throws {
    try GoldenFile(name: "report-\(language.rawValue).txt")
      .expect(SampleReport.report().text(in: language, style: TerminalStyle(colour: false, width: 100)))
  }

  @Test("JSON and CSV")
  func data() throws {
    let report = SampleReport.report()
    try GoldenFile(name: "report.json").expect(report.json.text(pretty: true) + "\n")
    try GoldenFile(name: "report.csv").expect(report.csv)
  }

  @Test("the analysis in a terminal")
  func analysis() throws {
    try GoldenFile(name: "analysis.txt")
      .expect(SurveyAnalysis(of: SampleReport.planted).text(style: TerminalStyle(colour: false, width: 120)))
  }

  @Test(
    "HTML is self-contained: no script, nothing loaded, and everything from outside escaped",
    arguments: Language.allCases)
  func selfContained(_ language: Language) throws {
    let html = SampleReport.report().html(in: language).source
    #expect(html.hasPrefix("<!DOCTYPE html>\n<html lang=\"\(language.rawValue)\">"))
    for forbidden in ["<script", "<link", "<img", "http://", "https://", "@import", "<is>", "<A&B>"] {
      #expect(!html.contains(forbidden), "\(forbidden)")
    }
    #expect(html.contains("A mistake &lt;is&gt; held against &quot;you&quot; &amp; yours"))
  }

  @Test("ids are unique, and what refers to an id finds it")
  func ids() throws {
    let html = SampleReport.report().html(in: .en).source
    let ids = html.matches(of: /\sid="([^"]+)"/).map { String($0.output.1) }
    #expect(Set(ids).count == ids.count)
    for reference in html.matches(of: /aria-(?:labelledby|describedby)="([^"]+)"/) {
      #expect(ids.contains(String(reference.output.1)))
    }
  }

  @Test("open waves claim no answer per person, and tell no rate")
  func openMode() throws {
    let text = SampleReport.report(mode: .open).text(in: .en, style: TerminalStyle(colour: false, width: 400))
    #expect(text.contains("we can't say that each answer comes from somebody else"))
    #expect(!text.contains("That is"))
    #expect(
      SampleReport.report().text(in: .en, style: TerminalStyle(colour: false, width: 400)).contains(
        "That is 85% of the 400 people"))
  }

  @Test("escape codes are written only where colour is wanted")
  func colour() throws {
    let report = SampleReport.report()
    #expect(!report.text(in: .en, style: TerminalStyle(colour: false)).contains("\u{1B}"))
    #expect(report.text(in: .en, style: TerminalStyle(colour: true)).contains("\u{1B}[1m"))
  }
}
