internal import Crypto
internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import SurveyCore

/// The released results of a wave for staff: a list of what was published, and each report as it was released.
struct ResultsPage {
  let site: Site
  let wave: ServedWave
  let language: Language
  /// Everything published of the wave, in every language.
  let reports: [PublishedReport]

  private var text: PageTexts { site.text(language) }

  /// The list of reports, in this language where they have it.
  func response() -> Response {
    let path = WavePath(wave.id, language)
    let links = plans.map { plan -> Link in
      let own = reports.first { $0.plan == plan && $0.language == language } ?? reports.first { $0.plan == plan }
      let offered = own?.language ?? language
      let name = own?.title ?? plan
      return Link(
        href: WavePath(wave.id, offered).results(of: plan),
        text: offered == language ? name : "\(name) (\(site.text(offered)("site.language")))")
    }
    let block =
      links.isEmpty
      ? SheetBlock(paragraphs: [text("results.none"), text("results.after")])
      : SheetBlock(paragraphs: [text("results.intro")], links: links)
    return site.sheet(
      title: "\(text("results.title")) – \(wave.survey.title[language])", heading: text("results.heading"),
      blocks: [block], back: Link(href: path.start, text: text("site.to-start")), language: language,
      others: .links(site.paths(site.languages(of: wave)) { WavePath(wave.id, $0).results }), wave: wave)
  }

  /// A report as it was released, or nil where it wasn't published in this language.
  func report(_ plan: String) -> Response? {
    guard let report = reports.first(where: { $0.plan == plan && $0.language == language }) else { return nil }
    var response = site.html(report.html)
    response.headers.append(Self.contentPolicy(for: report.html))
    return response
  }

  private var plans: [String] {
    var plans: [String] = []
    for report in reports where !plans.contains(report.plan) { plans.append(report.plan) }
    return plans
  }

  /// The report brings its own style sheet, which is let through by its hash and nothing besides.
  private static func contentPolicy(for html: String) -> HTTPField {
    let hashes = html.matches(of: #/<style>([^<]*)</style>/#).map { match in
      "'sha256-\(Data(SHA256.hash(data: Data(match.1.utf8))).base64EncodedString())'"
    }
    let styles = hashes.isEmpty ? "'none'" : hashes.joined(separator: " ")
    return HTTPField(
      name: .contentSecurityPolicy,
      value:
        "default-src 'none'; style-src \(styles); form-action 'none'; base-uri 'none'; frame-ancestors 'none'")
  }
}
