internal import Hummingbird
internal import SurveyCore

/// The accessibility statement, which Directive (EU) 2016/2102 asks for.
struct AccessibilityPage {
  let site: Site

  func response(in language: Language) -> Response {
    let text = site.text(language)
    var paragraphs = ["text-1", "text-2", site.isKiosk ? "kiosk" : "text-3", "complaint"].map {
      text("accessibility.\($0)")
    }
    var links: [Link] = []
    if let law = site.configuration.law {
      paragraphs.append(text("privacy.controller", ["controller": law.controller]))
      let officer = text("privacy.dpo", ["dpo": law.dpo])
      if let address = Self.mailAddress(law.dpo) {
        links.append(Link(href: "mailto:\(address)", text: officer))
      } else {
        paragraphs.append(officer)
      }
    }
    return site.sheet(
      title: text("accessibility.title"), heading: text("accessibility.heading"),
      blocks: [SheetBlock(paragraphs: paragraphs, links: links)], back: Link(href: "/", text: text("site.to-start")),
      language: language,
      others: .links(
        Dictionary(
          site.configuration.languages.map { ($0, "/\($0.rawValue)/accessibility") },
          uniquingKeysWith: { first, _ in first })))
  }

  /// The text as a mail address, or nil where it is something else, such as a telephone number.
  private static func mailAddress(_ text: String) -> String? {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }) else { return nil }
    let isPlain = text.utf8.allSatisfy { byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
      default: "@.-_+".utf8.contains(byte)
      }
    }
    return isPlain ? text : nil
  }
}
