import Testing

@testable import SurveyCore

@Suite struct ReportPlanLoaderTests {
  static let yaml = """
    plan: leadership
    title: { nl: "Overzicht", en: "Overview" }
    audience: { nl: "Korpsleiding", en: "Leadership" }
    languages: [nl, en]
    blocks:
      - text: { nl: "Lees dit eerst.", en: "Read this first." }
      - participation: {}
      - indicators:
      - items: { of: safety }
      - items: {}
      - scales: {}
      - comparison: { by: status, of: [psychological-safety, nps] }
      - comparison: { by: [unit, status] }
      - trend:
      - trend: { of: speaking }
      - drivers: { outcome: nps, of: [psychological-safety] }
      - hidden: {}
      - actions: {}
      - method: {}
    """

  @Test func `every block arrives`() throws {
    let (loaded, diagnostics) = ReportPlanLoader.load(Self.yaml, file: "plan.yaml", for: SampleDefinition.survey)
    #expect(diagnostics == [])
    let plan = try #require(loaded)
    #expect(plan.id == "leadership")
    #expect(plan.title[.en] == "Overview")
    #expect(plan.audience[.nl] == "Korpsleiding")
    #expect(plan.languages == [.nl, .en])
    #expect(
      plan.blocks == [
        .text(LocalizedText([.nl: "Lees dit eerst.", .en: "Read this first."])), .participation, .indicators,
        .items(section: "safety"), .items(section: nil), .scales,
        .comparison(by: ["status"], of: ["psychological-safety", "nps"]), .comparison(by: ["unit", "status"], of: []),
        .trend(of: []), .trend(of: ["speaking"]), .drivers(outcome: "nps", predictors: ["psychological-safety"]),
        .hidden, .actions, .method,
      ])
  }

  private static func bad(_ name: String, _ old: String, _ new: String, _ says: String...) -> BadFile {
    BadFile(name, in: yaml, replace: [(old, new)], says: says)
  }

  static let badFiles = [
    bad(
      "a block of a later version", "- scales: {}", "- ¦heatmap: { by: unit, of: [nps] }",
      "[block.unavailable] The block 'heatmap' isn't available in this version. Available blocks: text, participation, "
        + "indicators, items, scales, comparison, trend, drivers, hidden, actions, method."),
    bad(
      "an unknown block", "- scales: {}", "- ¦scale: {}",
      "[key.unknown] The key 'scale' isn't known in a block. Did you mean 'scales'?"),
    bad(
      "two blocks in one", "- hidden: {}", "- ¦hidden: {}\n    scales: {}",
      "[block.form] A block has one name, but this has scales and hidden. Begin a new line with '- ' for each block."),
    bad(
      "an empty block", "- hidden: {}", "- ¦{}",
      "[block.form] The block has no name. Write one such as '- indicators: {}'."),
    bad(
      "settings of a plain block", "- hidden: {}", "- hidden: { ¦of: safety }",
      "[key.unknown] The key 'of' isn't known in a block without settings. Remove it; this mapping takes no keys."),
    bad(
      "a comparison by nothing", "by: status", "by: ¦[]",
      "[block.empty] The comparison names no attribute. Name at least one."),
    bad(
      "a missing language", "{ nl: \"Lees dit eerst.\", en: \"Read this first.\" }", "¦{ nl: \"Lees dit eerst.\" }",
      "[text.missing-language] 'text' has no text in 'en'. Add 'en: …'; every text stands in every declared language."),
    bad(
      "a section that the survey hasn't", "of: safety", "of: ¦safty",
      "[plan.unknown-section] The survey 'sample' has no section 'safty'. Did you mean 'safety'?"),
    bad(
      "an attribute that the survey hasn't", "[unit, status]", "[unit, ¦rank]",
      "[plan.unknown-attribute] The survey 'sample' has no attribute 'rank'. Name another."),
    bad(
      "a variable that the survey hasn't", "[psychological-safety, nps]", "[psychological-safety, ¦zz]",
      "[plan.unknown-variable] The survey 'sample' has no variable 'zz'. Name another."),
    bad(
      "an indicator that the survey hasn't", "of: speaking", "of: [¦speakin]",
      "[plan.unknown-indicator] The survey 'sample' has no indicator 'speakin'. Did you mean 'speaking'?"),
    bad(
      "drivers of nothing", "drivers: { outcome: nps, of: [psychological-safety] }", "drivers: ¦{}",
      "[key.missing] The key 'outcome' is missing in the block 'drivers'. Add 'outcome: …'."),
    bad(
      "drivers of several outcomes", "- hidden: {}", "- ¦drivers: { outcome: nps }",
      "[block.repeated] A report tells the drivers of one outcome only. Write a plan for each outcome."),
    bad(
      "drivers of what has no scores", "outcome: nps", "outcome: ¦tenure",
      "[plan.not-scored] 'tenure' has no scores to calculate with. Name a scale or a scored item."),
    bad(
      "an outcome that drives itself", "of: [psychological-safety] }", "of: [¦nps] }",
      "[plan.own-driver] 'nps' can't be its own driver. Leave it out of 'of'."),
  ]

  @Test("mistakes are named with place, rule and way out", arguments: badFiles)
  func refuses(_ file: BadFile) {
    let (plan, diagnostics) = ReportPlanLoader.load(file.text, file: "file.yaml", for: SampleDefinition.survey)
    #expect(diagnostics.map(\.description) == file.expected)
    #expect(plan == nil)
  }

  @Test func `every diagnostic stands inside the file, however the file is cut or spoilt`() {
    expectDiagnosticsInside(Self.yaml) { ReportPlanLoader.load($0, file: "cut.yaml", for: SampleDefinition.survey) }
  }
}
