internal import Hummingbird
internal import SurveyCore

/// The accessibility statement, which Directive (EU) 2016/2102 asks for.
struct AccessibilityPage {
  let site: Site

  func response(in language: Language) -> Response {
    let text = site.text(language)
    var paragraphs = ["text-1", "text-2", "text-3", "complaint"].map { text("accessibility.\($0)") }
    if let law = site.configuration.law {
      paragraphs.append(text("privacy.controller", ["controller": law.controller]))
    }
    return site.sheet(
      title: text("accessibility.title"), heading: text("accessibility.heading"),
      blocks: [SheetBlock(paragraphs: paragraphs)], back: Link(href: "/", text: text("site.to-start")),
      language: language,
      others: .links(
        Dictionary(
          site.configuration.languages.map { ($0, "/\($0.rawValue)/accessibility") },
          uniquingKeysWith: { first, _ in first })))
  }
}
