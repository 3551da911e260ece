internal import Hummingbird
internal import SurveyCore

/// The page that lists the open waves, each with its languages.
struct HomePage {
  let site: Site

  func response(waves: [ServedWave], in language: Language) -> Response {
    let text = site.text(language)
    let entries = waves.compactMap { wave -> [String: Any]? in
      let languages = site.languages(of: wave)
      guard let own = languages.contains(language) ? language : languages.first else { return nil }
      return [
        "title": wave.survey.title[own], "titleLanguage": own.rawValue,
        "closes": text("home.closes", ["date": DateText.end(wave.closes, in: language, timeZone: site.timeZone)]),
        "choices": languages.map { offered in
          [
            "code": offered.rawValue, "name": site.text(offered)("site.language"),
            "survey": wave.survey.title[offered], "href": WavePath(wave.id, offered).start,
          ]
        },
      ]
    }
    return site.page(
      "home", title: "\(text("home.title")) – \(site.organisation(language))", language: language,
      others: .none, values: ["waves": entries, "anyOpen": !entries.isEmpty])
  }
}
