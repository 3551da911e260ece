internal import HTTPTypes
internal import Hummingbird
internal import SurveyCore

/// The page on which somebody looks up whether an answer was counted.
struct CountedPage {
  let site: Site
  let wave: ServedWave
  let language: Language
  /// The published list; nil until the wave is unsealed.
  let list: String?

  private var text: PageTexts { site.text(language) }

  /// The page without a receipt.
  func response() -> Response { page() }

  /// The page that says whether a receipt is on the list.
  func response(to typed: String) -> Response {
    guard let list else { return page() }
    guard typed.utf8.count <= 64, let receipt = Crockford.normalise(typed), receipt.utf8.count == 20 else {
      return page(typed: typed, problem: text("counted.format"), status: .unprocessableContent)
    }
    let isCounted = Self.receipts(list).contains { $0 == receipt }
    return page(typed: typed, answer: text(isCounted ? "counted.found" : "counted.missing"), isCounted: isCounted)
  }

  /// The lines between the first, which names the wave, and the last, the signature.
  private static func receipts(_ list: String) -> ArraySlice<Substring> {
    list.split(separator: "\n").dropFirst().dropLast()
  }

  private func page(
    typed: String = "", answer: String? = nil, isCounted: Bool = false, problem: String? = nil,
    status: HTTPResponse.Status = .ok
  ) -> Response {
    let path = WavePath(wave.id, language)
    var values: [String: Any] = [
      "heading": text("counted.heading"), "action": path.counted, "startPath": path.start, "hasList": list != nil,
      "name": "receipt", "label": text("counted.label"), "hint": text("counted.hint"), "value": typed,
      "button": text("counted.check"), "isGood": isCounted,
      "problems": ["any": problem != nil, "list": problem.map { [["target": "receipt", "message": $0]] } ?? []],
    ]
    if let list {
      values["intro"] = [
        text("counted.intro", ["count": String(Self.receipts(list).count)]), text("counted.nothing-kept"),
      ]
      values["link"] = Link(href: "/w/\(wave.id)/counted.txt", text: text("counted.list-link")).values
    } else {
      values["intro"] = [text("counted.not-yet")]
    }
    if let answer { values["answer"] = answer }
    if let problem { values["problem"] = problem }
    let title = "\(text("counted.title")) – \(wave.survey.title[language]) – \(site.organisation(language))"
    return site.page(
      "lookup", title: problem == nil ? title : text("site.error-prefix") + title, language: language,
      others: .links(site.paths(site.languages(of: wave)) { WavePath(wave.id, $0).counted }), wave: wave,
      status: status, values: values)
  }
}
