internal import Hummingbird
internal import SurveyCore

internal import struct Foundation.Date

/// The page that lists the open waves, each with its languages: at the box to answer them, at a desk on its own to make a pass.
struct HomePage {
  let site: Site

  /// A wave as the page lists it.
  struct Entry {
    let title: LocalizedText
    let languages: [Language]
    let closes: Date
    /// Where it begins in a language.
    let path: (Language) -> String
  }

  /// The box's page.
  func response(waves: [ServedWave], in language: Language) -> Response {
    response(
      waves.map { wave in
        Entry(
          title: wave.survey.title, languages: site.languages(of: wave), closes: wave.closes,
          path: { WavePath(wave.id, $0).start })
      }, intro: "home.intro", in: language)
  }

  /// The page of a desk on its own.
  func response(waves: [DeskWave], in language: Language) -> Response {
    response(
      waves.map { wave in
        Entry(
          title: wave.title, languages: site.languages(of: wave), closes: wave.closes,
          path: { WavePath(wave.id, $0).pass })
      }, intro: "home.intro-desk", in: language)
  }

  private func response(_ waves: [Entry], intro: String, in language: Language) -> Response {
    let text = site.text(language)
    let entries = waves.compactMap { wave -> [String: Any]? in
      guard let own = wave.languages.contains(language) ? language : wave.languages.first else { return nil }
      return [
        "title": wave.title[own], "titleLanguage": own.rawValue,
        "closes": text("home.closes", ["date": DateText.end(wave.closes, in: language, timeZone: site.timeZone)]),
        "choices": wave.languages.map { offered in
          [
            "code": offered.rawValue, "name": site.text(offered)("site.language"), "survey": wave.title[offered],
            "href": wave.path(offered),
          ]
        },
      ]
    }
    return site.forgetting(
      site.page(
        "home", title: "\(text("home.title")) – \(site.organisation(language))", language: language,
        others: .none, values: ["waves": entries, "anyOpen": !entries.isEmpty, "intro": text(intro)]))
  }
}
