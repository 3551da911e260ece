import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import SurveyCore
import SurveyTestSupport
import Testing

@testable import SurveyServer

/// The pages without answers, and what holds for every page: the rules of web.md that can be read off the HTML.
@Suite struct PagesTests {
  // MARK: Start

  @Test func `the start page says what, why, voluntary, who, how long, and asks for the code`() async throws {
    try await TestSite().test { client async throws in
      let page = try await client.get("/en/w/code")
      #expect(page.status == .ok)
      for text in [
        "<h1>Sample</h1>", "A sample.", "Taking part is voluntary.", "never used to assess a person", "see no names",
        "about 3 minutes", "Closes on 25 January 2027", "How can I check?", #"href="/en/w/code/privacy""#,
        #"name="code" value="""#, #"for="code""#, "not the back button of your browser",
      ] { #expect(page.text.contains(text), "\(text)") }
      #expect(!page.text.contains(#"name="nonce""#))
    }
  }

  @Test func `a code in the address is not taken over, since addresses are logged`() async throws {
    try await TestSite().test { client async throws in
      #expect(try await !client.get("/en/w/code?code=\(TestSite.code)").text.contains(TestSite.code))
    }
  }

  @Test func `an open wave makes a new nonce in each form`() async throws {
    try await TestSite().test { client async throws in
      let nonces = try await [client.get("/en/w/open"), client.get("/en/w/open")]
        .map { $0.form.first { $0.0 == "nonce" }?.1 ?? "" }
      #expect(nonces.allSatisfy { AnsweringRight(nonce: $0) != nil })
      #expect(nonces[0] != nonces[1])
    }
  }

  struct CodeCase: Sendable {
    let typed: String
    let status: HTTPResponse.Status
    let words: String
  }

  @Test(
    "a code that can't be used keeps what was typed and says what to do",
    arguments: [
      CodeCase(typed: "", status: .unprocessableContent, words: "Enter the code from your slip."),
      CodeCase(typed: "ABC", status: .unprocessableContent, words: "A code has 16 letters and digits."),
      CodeCase(typed: "\"><i>", status: .unprocessableContent, words: "A code has 16 letters and digits."),
      CodeCase(typed: "0000-0000-0000-0000", status: .notFound, words: "We do not know this code."),
    ])
  func code(_ example: CodeCase) async throws {
    try await TestSite().test { client async throws in
      let page = try await client.postForm(
        ["page": "0", "code": example.typed, "do": "next"], to: "/en/w/code/answers")
      #expect(page.status == example.status)
      #expect(page.text.contains("<title>Error: Sample – Sample Zone</title>"))
      #expect(page.text.contains(##"<a href="#code">\##(example.words)"##))
      #expect(page.text.contains("aria-invalid=\"true\""))
      #expect(page.form.contains { $0 == ("code", example.typed) })
      #expect(!page.text.contains("<i>"))
    }
  }

  // MARK: Every page

  static let paths: [(String, Int)] = [
    ("/", 200), ("/en/w/code", 200), ("/nl/w/open", 200), ("/en/w/code/privacy", 200), ("/en/accessibility", 200),
    ("/en/leave", 200), ("/assets/survey.css", 200), ("/en/w/none", 404), ("/fr/w/code/privacy", 404),
    ("/xx/w/code", 404),
    ("/fr/accessibility", 404), ("/nothing", 404), ("/en/w/later", 409), ("/en/w/unproven", 409), ("/en/w/closed", 410),
    ("/en/w/past", 410), ("/en/w/code/answers", 200),
  ]

  @Test("every page has its status and the security headers, and never a cookie", arguments: paths)
  func headers(_ path: String, _ status: Int) async throws {
    try await TestSite().test { client async throws in
      let page = try await client.get(path)
      #expect(page.status.code == status)
      Self.checkHeaders(page)
      if path != "/assets/survey.css" {
        #expect(page.headers[.cacheControl] == "no-store")
        #expect(page.text.contains("<html lang=") && page.text.components(separatedBy: "<h1").count == 2)
        #expect(!page.text.contains("style=\"") && !page.text.contains("<style"))
        #expect(!page.withoutOwnScript.contains("<script"))
      }
    }
  }

  @Test(
    "an address in a language that isn't offered leads to one that is",
    arguments: [
      ("/fr/w/code", "/nl/w/code"), ("/de/w/open", "/nl/w/open"), ("/fr/w/code/answers", "/nl/w/code"), ("/nl", "/"),
      ("/en", "/"), ("/fr/", "/"), ("/de", "/"),
    ])
  func otherLanguage(_ path: String, _ target: String) async throws {
    try await TestSite().test { client async throws in
      let page = try await client.get(path)
      #expect(page.status == .seeOther && page.headers[.location] == target)
      Self.checkHeaders(page)
    }
  }

  @Test func `a language is offered only where the wave and the workspace have it`() async throws {
    var survey = SampleSurvey.survey
    survey.languages = [.nl, .en, .fr]
    try await TestSite(survey: survey, languages: [.en, .fr]).test { client async throws in
      // The workspace has Dutch first, the wave hasn't: its own first language takes over.
      #expect(try await client.get("/nl/w/code").headers[.location] == "/en/w/code")
      for path in ["/", "/en/w/code", "/fr/w/none", "/fr/w/code/privacy", "/fr/nothing", "/en/w/code/privacy"] {
        let page = try await client.get(path).text
        #expect(!page.contains("no text]") && !page.contains("Français"), "\(path)")
      }
      let post = try await client.postForm(["page": "0", "code": TestSite.code], to: "/fr/w/code/answers")
      #expect(post.status == .notFound && !post.text.contains("no text]"))
    }
  }

  struct Wish: Sendable {
    let header: String?
    let language: String
  }

  @Test(
    "the start page speaks the browser's language where the workspace has it",
    arguments: [
      Wish(header: nil, language: "nl"), Wish(header: "en-GB,en;q=0.9", language: "en"),
      Wish(header: "fr-BE,fr;q=0.9,en;q=0.5,nl;q=0.8", language: "nl"), Wish(header: "EN", language: "en"),
      Wish(header: "fr, en;q=0", language: "nl"), Wish(header: "*;q=0.1,, ;;", language: "nl"),
    ])
  func accepted(_ wish: Wish) async throws {
    try await TestSite().test { client async throws in
      let headers: HTTPFields = wish.header.map { [.acceptLanguage: $0] } ?? [:]
      let page = try await client.execute(uri: "/", method: .get, headers: headers)
      #expect(page.text.contains(#"<html lang="\#(wish.language)">"#))
      #expect(page.headers[.setCookie] == nil)
    }
  }

  static func checkHeaders(_ response: TestResponse) {
    #expect(response.headers[.setCookie] == nil)
    #expect(response.headers[.server] == nil)
    let policy = response.headers[.contentSecurityPolicy] ?? ""
    #expect(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"))
    #expect(!policy.contains("unsafe"))
    // A page may run our own script, and only where it loads it.
    #expect(policy.contains("; script-src 'self';") == response.text.contains("<script src=\"/assets/"))
    #expect(!policy.replacing("script-src 'self'", with: "").contains("script-src"))
    #expect(response.headers[.xContentTypeOptions] == "nosniff")
    #expect(response.headers[HTTPField.Name("Referrer-Policy")!] == "same-origin")
    #expect(response.headers[HTTPField.Name("Cross-Origin-Opener-Policy")!] == "same-origin")
    #expect(response.headers[HTTPField.Name("Cross-Origin-Resource-Policy")!] == "same-origin")
    if response.headers[.contentType]?.hasPrefix("text/html") == true {
      #expect(response.headers[HTTPField.Name("Permissions-Policy")!]?.contains("camera=()") == true)
    }
    #expect(response.headers[HTTPField.Name("X-Robots-Tag")!]?.contains("noindex") == true)
  }

  @Test(
    "posts to waves that take no answers, from other sites or without a form say so in words",
    arguments: [
      ("/en/w/none/answers", "same-origin", 404, "This page does not exist"),
      ("/en/w/later/answers", "same-origin", 409, "You can answer from 16 January 2027, 09:00."),
      ("/nl/w/closed/answers", "same-origin", 410, "Deze vragenlijst is gesloten"),
      ("/en/w/code/answers", "cross-site", 403, "This came from another website"),
      ("/en/w/open/answers", "same-origin", 400, "We could not read this"),
    ])
  func refusals(_ path: String, _ site: String, _ status: Int, _ words: String) async throws {
    try await TestSite().test { client async throws in
      let page = try await client.postForm(
        ["page": "0", "do": "next"], to: path, headers: [HTTPField.Name("Sec-Fetch-Site")!: site])
      #expect(page.status.code == status)
      #expect(page.text.contains(words))
      Self.checkHeaders(page)
    }
  }

  @Test func `a box that can't write keeps nothing and says to try again`() async throws {
    let site = try TestSite()
    site.box.change { $0.refusal = .notWritten }
    try await site.test { client async throws in
      let page = try await client.postForm(
        ["page": "5", "code": TestSite.code, "team": "0", "do": "send"], to: "/en/w/code/answers")
      #expect(page.status == .serviceUnavailable)
      #expect(page.headers[.retryAfter] != nil)
      #expect(page.text.contains("Your answer has not been sent yet."))
    }
  }

  @Test func `too large a form says so in words`() async throws {
    let site = try TestSite()
    try await site.application().test(.live) { client async throws in
      let page = try await client.postForm(
        ["page": "0", "improve": String(repeating: "x", count: 300_000)], to: "/en/w/open/answers")
      #expect(page.status == .contentTooLarge)
      #expect(page.text.contains("This is too much text"))
    }
  }

  @Test func `a hostile survey and hostile contacts stay text`() async throws {
    let hostile = "\"><script>alert(1)</script><img src=x onerror=\"a\" '\u{301}{{t.x}}{{{y}}}&"
    let all = LocalizedText([.nl: hostile, .en: hostile])
    var survey = AnsweringTests.sensitiveSurvey
    survey.title = all
    survey.about = all
    survey.sections = survey.sections.map { section in
      var section = section
      section.title = all
      section.intro = all
      section.items = section.items.map { item in
        var item = item
        item.text = all
        if case .choice(var set) = item.kind {
          set.options = set.options.map { AnswerOption(code: $0.code, label: all) }
          item.kind = .choice(set)
        }
        return item
      }
      return section
    }
    let site = try TestSite(survey: survey) { configuration in
      configuration.organisationName = all
      configuration.support = [.init(name: all, reach: "javascript:alert(1)", hours: all, reviewBy: nil)]
      configuration.reportingChannel = all
    }
    try await site.test { client async throws in
      var pages = [
        try await client.get("/"), try await client.get("/en/w/code"), try await client.get("/en/w/code/privacy"),
      ]
      pages.append(try await AnsweringTests.walk(client, answers: ["team": ["0"], "improve": [hostile]]))
      for number in 0...5 {
        pages.append(
          try await client.postForm(
            ["page": "\(number)", "code": TestSite.code, "team": "0", "improve": hostile, "do": "next"],
            to: "/en/w/code/answers"))
      }
      for page in pages {
        #expect(
          !page.withoutOwnScript.contains("<script") && !page.text.contains("<img") && !page.text.contains("=\"a\""))
        #expect(!page.text.contains("href=\"javascript"))
        Self.checkHeaders(page)
      }
      #expect(pages[3].text.contains("{{t.x}}{{{y}}}&amp;"))
    }
  }

  @Test func `the privacy sheet says what is configured`() async throws {
    try await TestSite().test { client async throws in
      let page = try await client.get("/en/w/code/privacy")
      for text in [
        "You answer with a code on paper.", "everything runs on one server", "fewer than 5 answers",
        "at least 10 people wrote one", "after 24 months", "Which unit do you work in?", "dpo@example.org",
        "The authority",
        "The committee on 1 September 2026", "Another comparison may be asked for later.",
      ] { #expect(page.text.contains(text), "\(text)") }
      #expect(try await client.get("/en/w/open/privacy").text.contains("Anyone with the address can answer."))
      #expect(try await client.get("/en/w/closed/privacy").status == .ok)
    }
  }

  @Test func `the accessibility statement says whom to write to`() async throws {
    try await TestSite().test { client async throws in
      let page = try await client.get("/nl/accessibility").text
      #expect(
        page.contains(#"href="mailto:dpo@example.org">Functionaris voor gegevensbescherming: dpo@example.org</a>"#))
    }
    try await TestSite(change: { $0.law?.dpo = "02 000 00 00" }).test { client async throws in
      let page = try await client.get("/en/accessibility").text
      #expect(!page.contains("mailto:") && page.contains("Data protection officer: 02 000 00 00"))
    }
  }

  @Test func `pages weigh little`() async throws {
    try await TestSite().test { client async throws in
      var assets = 0
      for name in ["survey.css", "survey.js", "pass.js"] {
        assets += try await client.get("/assets/\(name)").body.readableBytes
      }
      #expect(try await client.get("/assets/survey.css").body.readableBytes <= 10_240)
      let check = try await AnsweringTests.walk(client, answers: AnsweringTests.answers)
      #expect(assets + check.body.readableBytes <= 60_000)
    }
  }
}
