internal import HTTPTypes
internal import Hummingbird
internal import SurveyCore

/// The routes that desk and box share: the style sheet, the script, the accessibility statement and the page to leave to.
struct SiteRoutes: Sendable {
  let site: Site

  func add(to router: Router<ServeContext>) {
    let templates = site.templates
    router.get("/assets/survey.css") { _, _ in Self.asset(templates.styleSheet, type: "text/css") }
    for script in templates.scripts {
      router.get("/assets/\(script.name)") { _, _ in Self.asset(script.text, type: "text/javascript") }
    }
    router.get("/{lang}/accessibility") { _, context in
      withLanguage(context) { AccessibilityPage(site: site).response(in: $0) }
    }
    router.get("/{lang}/leave") { _, context in withLanguage(context, neutral) }
  }

  private static func asset(_ text: String, type: String) -> Response {
    Response(
      status: .ok,
      headers: [.contentType: "\(type); charset=utf-8", .cacheControl: "public, max-age=31536000, immutable"],
      body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
  }

  /// A page that says nothing about surveys, for somebody who wants another page on the screen at once.
  private func neutral(_ language: Language) -> Response {
    site.page(
      "neutral", title: site.text(language)("site.neutral-title"), language: language, others: .none)
  }

  private func withLanguage(_ context: ServeContext, _ page: (Language) -> Response) -> Response {
    guard let language = context.parameters.get("lang").flatMap({ Language(rawValue: String($0)) }),
      site.configuration.languages.contains(language)
    else { return site.message("not-found", language: site.defaultLanguage, status: .notFound) }
    return page(language)
  }
}
