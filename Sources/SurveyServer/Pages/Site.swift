internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import SurveyCore

/// What all pages share: the organisation's words, the texts in every language, the templates, and the frame round each page.
struct Site: Sendable {
  let configuration: WorkspaceConfiguration
  let texts: [Language: PageTexts]
  let templates: PageTemplates
  let timeZone: TimeZone
  /// Which parts of the system the server plays.
  let role: ServerRole
  /// Whether the pages are shown on a device that people share, one after another.
  let isKiosk: Bool

  init(
    configuration: WorkspaceConfiguration, timeZone: TimeZone, role: ServerRole = .all, isKiosk: Bool = false
  ) throws {
    self.role = role
    self.isKiosk = isKiosk
    self.configuration = configuration
    self.texts = try PageTexts.all()
    self.templates = try PageTemplates()
    self.timeZone = timeZone
  }

  /// The texts of a language.
  func text(_ language: Language) -> PageTexts {
    guard let texts = texts[language] else { preconditionFailure("texts exist in every language") }
    return texts
  }

  /// The language of pages that have none in their path.
  var defaultLanguage: Language { configuration.languages.first ?? .en }

  /// The languages in which a wave's pages are offered: those that the wave, its survey and the workspace all have.
  func languages(of wave: ServedWave) -> [Language] {
    wave.languages.filter { configuration.languages.contains($0) && wave.survey.languages.contains($0) }
  }

  /// The languages in which the desk's pages of a wave are offered: those that the wave, its title and the workspace all have.
  func languages(of wave: DeskWave) -> [Language] {
    wave.languages.filter { configuration.languages.contains($0) && wave.title.languages.contains($0) }
  }

  /// The organisation's name.
  func organisation(_ language: Language) -> String { configuration.organisationName[language] }

  /// The path of a page in each language.
  func paths(_ languages: [Language], _ path: (Language) -> String) -> [Language: String] {
    Dictionary(languages.map { ($0, path($0)) }, uniquingKeysWith: { first, _ in first })
  }

  /// The language that somebody's browser asks for first among those of the workspace (`Accept-Language`, RFC 9110, 12.5.4), or the
  /// workspace's own. It chooses the words of one page and is kept nowhere.
  func language(acceptedBy header: String?) -> Language {
    let wishes = (header ?? "").split(separator: ",").prefix(16).compactMap { wish -> (Language, Double)? in
      let parts = wish.split(separator: ";").map { $0.filter { $0 != " " } }
      guard let range = parts.first, let primary = range.split(separator: "-").first,
        let language = Language(rawValue: primary.lowercased()), configuration.languages.contains(language)
      else { return nil }
      let weight = parts.dropFirst().first { $0.hasPrefix("q=") }.map { Double($0.dropFirst(2)) ?? 0 } ?? 1
      return weight > 0 ? (language, weight) : nil
    }
    guard let most = wishes.map(\.1).max() else { return defaultLanguage }
    return wishes.first { $0.1 == most }?.0 ?? defaultLanguage
  }

  /// How the frame offers a page in other languages.
  enum OtherLanguages {
    /// As links to these paths.
    case links([Language: String])
    /// As buttons of the page's form, so that what was filled in comes along.
    case buttons([Language: String], value: String)
    /// Not at all.
    case none
  }

  /// A page in its frame.
  ///
  /// - Parameters:
  ///   - template: The name of the page's template.
  ///   - title: What stands before the organisation's name in the title.
  ///   - language: The language of the page.
  ///   - others: The same page in other languages.
  ///   - wave: The wave of the box that the page belongs to, if any.
  ///   - script: The script that the page loads, if any.
  ///   - values: The values of the page's own template.
  func page(
    _ template: String, title: String, language: Language, others: OtherLanguages, wave: ServedWave? = nil,
    status: HTTPResponse.Status = .ok, script: PageScript = .none, values: [String: Any] = [:]
  ) -> Response {
    let text = text(language)
    let organisation = organisation(language)
    let entries = entries(others, current: language)
    var all: [String: Any] = [
      "lang": language.rawValue, "t": text.scope, "title": title, "organisation": organisation,
      "stylesheet": templates.styleSheetPath, "languages": entries, "hasLanguages": entries.count > 1,
      "support": support(language), "leavePath": isKiosk ? "/" : "/\(language.rawValue)/leave",
      "footer": footer(language, wave: wave), "kiosk": isKiosk,
    ]
    // A shared device watches on every page whether anybody is still there.
    let script = script == .none && isKiosk ? .survey : script
    all["scripts"] = scripts(of: script)
    all.merge(values) { _, own in own }
    var response = html(templates.render(template, all), status: status)
    if script != .none { response.headers.append(SecurityHeaders.contentPolicyWithScript) }
    return response
  }

  private func scripts(of script: PageScript) -> [String] {
    switch script {
    case .none: []
    case .survey: [templates.surveyScript.path]
    case .pass: (isKiosk ? templates.scripts : [templates.passScript]).map(\.path)
    }
  }

  /// The checksums of the scripts, to compare with what others were served.
  func scriptHashes(_ text: PageTexts) -> [[String: Any]] {
    templates.scripts.map { ["label": text("start.script-label", ["name": $0.name]), "hash": $0.hash] }
  }

  /// The response, on a shared device with the wish that the browser forgets what the person before left in it.
  func forgetting(_ response: Response) -> Response {
    guard isKiosk else { return response }
    var response = response
    response.headers[HTTPField.Name("Clear-Site-Data")!] = "\"cache\", \"storage\""
    return response
  }

  /// A page of a heading and a few sentences, such as an error, with links to go on: to the start, or others.
  func message(
    _ key: String, _ values: KeyValuePairs<String, String> = [:], language: Language, wave: ServedWave? = nil,
    status: HTTPResponse.Status, links: [Link] = []
  ) -> Response {
    let text = text(language)
    let heading = text("\(key).heading")
    return sheet(
      title: heading, heading: heading,
      blocks: [SheetBlock(paragraphs: [text("\(key).text", values)], links: Array(links.dropLast()))],
      back: links.last ?? Link(href: "/", text: text("site.to-start")), language: language, others: .none, wave: wave,
      status: status)
  }

  /// A page of headings, paragraphs and lists.
  func sheet(
    title: String, heading: String, blocks: [SheetBlock], back: Link? = nil, language: Language,
    others: OtherLanguages, wave: ServedWave? = nil, status: HTTPResponse.Status = .ok
  ) -> Response {
    var values: [String: Any] = ["heading": heading, "blocks": blocks.map(\.values)]
    if let back { values["back"] = back.values }
    return page(
      "sheet", title: "\(title) – \(organisation(language))", language: language, others: others,
      wave: wave, status: status, values: values)
  }

  /// An HTML response.
  func html(_ text: String, status: HTTPResponse.Status = .ok) -> Response {
    Response(
      status: status, headers: [.contentType: "text/html; charset=utf-8"],
      body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
  }

  private func entries(_ others: OtherLanguages, current: Language) -> [[String: Any]] {
    let paths: [Language: String]
    var value: String?
    switch others {
    case .links(let links): paths = links
    case .buttons(let actions, let action): (paths, value) = (actions, action)
    case .none: return []
    }
    return Language.allCases.compactMap { language in
      guard let path = paths[language] else { return nil }
      let entry: [String: Any] = [
        "code": language.rawValue, "name": text(language)("site.language"), "current": language == current,
        "isLink": language != current && value == nil, "isButton": language != current && value != nil, "path": path,
        "do": value ?? "",
      ]
      return entry
    }
  }

  private func footer(_ language: Language, wave: ServedWave?) -> [[String: Any]] {
    let text = text(language)
    var links: [Link] = []
    if let wave {
      links.append(Link(href: WavePath(wave.id, language).privacy, text: text("site.footer-privacy")))
    }
    links.append(Link(href: "/\(language.rawValue)/accessibility", text: text("site.footer-accessibility")))
    return links.map(\.values)
  }

  private func support(_ language: Language) -> [String: Any] {
    let contacts = configuration.support.map { contact in
      var values: [String: Any] = ["name": contact.name[language], "reach": Self.readable(contact.reach)]
      if Self.isLink(contact.reach) { values["href"] = contact.reach }
      if let hours = contact.hours {
        values["hours"] = text(language)("site.support-hours", ["hours": hours[language]])
      }
      return values
    }
    return ["shown": !contacts.isEmpty, "contacts": contacts]
  }

  /// The address of a path of the box, in full where the workspace says what it is.
  func address(_ path: String) -> String {
    Self.joined(configuration.addresses.box, path)
  }

  /// The address of a path of the desk, in full where the workspace says what it is, and on the same host otherwise.
  func deskAddress(_ path: String) -> String {
    Self.joined(configuration.addresses.desk, path)
  }

  private static func joined(_ address: String?, _ path: String) -> String {
    guard let address else { return path }
    return address.hasSuffix("/") ? address.dropLast() + path : address + path
  }

  /// An address as people read it: without its scheme.
  private static func readable(_ reach: String) -> String {
    for scheme in linkSchemes where reach.lowercased().hasPrefix(scheme) {
      return String(reach.dropFirst(scheme.count))
    }
    return reach
  }

  private static func isLink(_ reach: String) -> Bool {
    linkSchemes.contains { reach.lowercased().hasPrefix($0) }
  }

  private static let linkSchemes = ["tel:", "mailto:", "https://", "http://"]
}

/// The script that a page loads.
enum PageScript: Sendable, Hashable {
  case none
  /// The script of the survey's pages.
  case survey
  /// The script of the desk's page.
  case pass
}

/// A link with its text.
struct Link: Sendable, Hashable {
  let href: String
  let text: String

  var values: [String: Any] { ["href": href, "text": text] }
}

/// A part of a page that consists of words only.
struct SheetBlock: Sendable, Hashable {
  var heading: String?
  var paragraphs: [String] = []
  var list: [String] = []
  var links: [Link] = []

  var values: [String: Any] {
    [
      "hasHeading": heading != nil, "blockHeading": heading ?? "", "paragraphs": paragraphs, "hasList": !list.isEmpty,
      "list": list, "links": links.map(\.values),
    ]
  }
}

/// The paths of a wave's pages in one language.
struct WavePath: Sendable, Hashable {
  let start: String

  init(_ wave: String, _ language: Language) {
    start = "/\(language.rawValue)/w/\(wave)"
  }

  var privacy: String { start + "/privacy" }
  var answers: String { start + "/answers" }
  var counted: String { start + "/counted" }
  var paper: String { start + "/paper" }
  var results: String { start + "/results" }
  /// A published report.
  func results(of plan: String) -> String { "\(results)/\(plan)" }
  /// On the desk.
  var pass: String { start + "/pass" }
  /// On the desk.
  var issued: String { start + "/issued" }
}
