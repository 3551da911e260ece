internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import SurveyCore

/// The desk's pages: the one that makes a pass, and the one that says whether a pass was handed out for an invitation.
///
/// Making a pass is the script's work; the page brings its words. An invitation reaches the script in the fragment of the address, which
/// browsers don't send, or is typed.
struct DeskPages: Sendable {
  let desk: any PassDesk
  let site: Site
  let crossSite: CrossSite
  let clock: @Sendable () -> Date

  /// - Parameters:
  ///   - desk: Where passes are handed out.
  ///   - site: What all pages share.
  ///   - crossSite: Which posts are refused.
  ///   - clock: The present moment, for opening and closing dates.
  init(desk: any PassDesk, site: Site, crossSite: CrossSite, clock: @escaping @Sendable () -> Date = { Date() }) {
    self.desk = desk
    self.site = site
    self.crossSite = crossSite
    self.clock = clock
  }

  // MARK: Making a pass

  /// What the page says when something goes wrong in the browser; the script knows the names.
  static let problems = [
    "invitation", "unknown", "handed-out", "resume", "closed", "signature", "key", "busy", "network", "failed",
  ]

  /// The page that makes a pass, while the wave is open.
  func pass(_ wave: DeskWave, _ language: Language) -> Response {
    let text = site.text(language)
    let now = clock()
    if wave.isClosed || now >= wave.closes {
      return site.message(
        "pass-closed", language: language, status: .gone,
        links: [Link(href: WavePath(wave.id, language).issued, text: text("pass.issued-link"))])
    }
    if now < wave.opens {
      let opens = DateText.moment(wave.opens, in: language, timeZone: site.timeZone)
      return site.message("not-open", ["date": opens], language: language, status: .conflict)
    }
    let path = WavePath(wave.id, language)
    return site.page(
      "pass", title: title("pass.title", wave, language), language: language, others: others(wave) { $0.pass },
      script: .pass,
      values: [
        "intro": text("pass.intro", ["survey": wave.title[language]]),
        "passPath": "/w/\(wave.id)/pass", "keyPath": "/w/\(wave.id)/key.der",
        "keyID": Base64URL.encode(wave.passKey.id), "fingerprint": wave.passKey.printedFingerprint,
        "problems": Self.problems.map { ["name": $0, "text": text("pass.problem-\($0)")] },
        "surveyAddress": site.address(path.start), "privacyAddress": site.address(path.privacy),
        "issuedPath": path.issued, "scriptHashes": site.scriptHashes(text),
      ])
  }

  // MARK: Was a pass handed out?

  /// What the page about an invitation says.
  enum Issue: Sendable {
    case unasked
    case known(Bool)
    case malformed
    case unknown
  }

  /// The page on which somebody looks up whether a pass was handed out for an invitation.
  func issued(_ wave: DeskWave, _ language: Language, typed: String = "", _ issue: Issue = .unasked) -> Response {
    let text = site.text(language)
    let path = WavePath(wave.id, language)
    var problem: String?
    var values: [String: Any] = [
      "heading": text("issued.heading"), "intro": [text("issued.intro"), text("issued.who")], "action": path.issued,
      "hasList": true, "name": "invitation", "label": text("pass.invitation-label"),
      "hint": text("pass.invitation-hint"), "value": typed, "button": text("issued.check"),
      "startPath": site.address(path.start),
    ]
    switch issue {
    case .unasked: break
    case .known(let isIssued):
      values["answer"] = text(isIssued ? "issued.yes" : "issued.no")
      values["isGood"] = true
    case .malformed: problem = text("pass.problem-invitation")
    case .unknown: problem = text("pass.problem-unknown")
    }
    values["problems"] =
      ["any": problem != nil, "list": problem.map { [["target": "invitation", "message": $0]] } ?? []]
    if let problem { values["problem"] = problem }
    let status: HTTPResponse.Status =
      switch issue {
      case .malformed: .unprocessableContent
      case .unknown: .notFound
      case .unasked, .known: .ok
      }
    let title = title("issued.title", wave, language)
    return site.page(
      "lookup", title: problem == nil ? title : text("site.error-prefix") + title, language: language,
      others: others(wave) { $0.issued }, status: status, values: values)
  }

  // MARK: Parts

  private func title(_ key: String, _ wave: DeskWave, _ language: Language) -> String {
    "\(site.text(language)(key)) – \(wave.title[language]) – \(site.organisation(language))"
  }

  private func others(_ wave: DeskWave, _ path: (WavePath) -> String) -> Site.OtherLanguages {
    .links(site.paths(site.languages(of: wave)) { path(WavePath(wave.id, $0)) })
  }
}
