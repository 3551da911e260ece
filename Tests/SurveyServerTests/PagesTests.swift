import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import SurveyCore
import SurveyTestSupport
import Testing

@testable import SurveyServer

/// The rules of web.md that can be read off the HTML; the browser suite checks the rest.
@Suite struct PagesTests {
  // MARK: Start

  @Test func `the start page says what, why, voluntary, who, how long, and asks for the code`() async throws {
    try await TestSite().test { client async throws in
      let page = try await client.get("/en/w/code")
      #expect(page.status == .ok)
      for text in [
        "<h1>Sample</h1>", "A sample.", "Taking part is voluntary.", "never used to assess a person", "see no names",
        "about 3 minutes", "Closes on 25 January 2027", "How can I check?", #"href="/en/w/code/privacy""#,
        #"name="code" value="""#, #"for="code""#,
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

  // MARK: The whole way

  /// Goes from the start page to the check page with the given answers, page by page.
  static func walk(
    _ client: any TestClientProtocol, wave: String = "code", language: String = "en", answers: [String: [String]]
  ) async throws -> TestResponse {
    let path = "/\(language)/w/\(wave)"
    var page = try await client.get(path)
    for _ in 0..<20 {
      if page.text.contains(#"value="send""#) { return page }
      var fields = page.form.filter { $0.0 != "code" || !$0.1.isEmpty }
      if page.text.contains(#"id="code""#) { fields.append(("code", TestSite.code)) }
      for (name, values) in answers where page.text.contains(#" name="\#(name)""#) {
        guard !fields.contains(where: { $0.0 == name && !$0.1.isEmpty }) else { continue }
        fields.removeAll { $0.0 == name }
        fields += values.map { (name, $0) }
      }
      page = try await client.postForm(fields + [("do", "next")], to: "\(path)/answers")
      guard page.status == .ok else { return page }
    }
    return page
  }

  static let answers: [String: [String]] = [
    "ps1": ["4"], "ps2": ["declined"], "team": ["1"], "teamwork": ["5"], "nps": ["10"], "trainings": ["1", "3"],
    "tenure": ["7,5"], "improve": ["Meer <tijd> & \"rust\"\r\nen stilte"], "unit": ["N2"], "status": ["1"],
  ]

  @Test func `a whole wave is answered without script, and is kept as it was filled in`() async throws {
    let site = try TestSite()
    try await site.test { client async throws in
      let check = try await Self.walk(client, answers: Self.answers)
      for text in [
        "<title>Check your answers – Sample – Sample Zone</title>", "<dt>A mistake is held against you.</dt>",
        "Agree", "rather not say", "10 – Very likely", "One\nThree", "7,5",
        "Meer &lt;tijd&gt; &amp; &quot;rust&quot;\nen stilte",
        "North 2", "Operational",
      ] { #expect(check.text.contains(text), "\(text)") }
      let done = try await client.postForm(check.form + [("do", "send")], to: "/en/w/code/answers")
      #expect(done.status == .ok)
      #expect(done.text.contains("Thank you, your answers have been sent"))
      #expect(done.text.contains(AnsweringRight.code(AccessCode(TestSite.code)!).receipt))
      #expect(done.text.contains("The survey closes on 25 January 2027."))
      #expect(done.text.contains("Counsellor"))

      let again = try await client.postForm(check.form + [("do", "send")], to: "/en/w/code/answers")
      #expect(again.status == .ok)
      #expect(again.text.contains("The first answer counts."))
      #expect(again.text.contains(AnsweringRight.code(AccessCode(TestSite.code)!).receipt))

      let start = try await client.postForm(
        ["page": "0", "code": TestSite.code, "do": "next"], to: "/en/w/code/answers")
      #expect(start.text.contains("An answer was already sent with this code."))
    }
    let kept = try site.answer(in: "code")
    let layout = ColumnLayout(SampleSurvey.survey)
    func byte(_ variable: String, _ column: Int = 0) -> UInt8 {
      kept.record[layout.columns(of: variable)[column].offset]
    }
    #expect(
      [byte("ps1"), byte("ps2"), byte("teamwork"), byte("nps"), byte("tenure"), byte("status")] == [
        4, 255, 5, 11, 2, 1,
      ])
    #expect((0..<3).map { byte("trainings", $0) } == [1, 2, 1])
    #expect(kept.comments == ["Meer <tijd> & \"rust\"\nen stilte"])
  }

  @Test func `nobody has to answer what the survey doesn't insist on`() async throws {
    let site = try TestSite()
    try await site.test { client async throws in
      let check = try await Self.walk(client, answers: ["team": ["0"]])
      #expect(check.text.components(separatedBy: "Not answered").count - 1 == 8)
      let done = try await client.postForm(check.form + [("do", "send")], to: "/en/w/code/answers")
      #expect(done.text.contains("Thank you"))
    }
    let kept = try site.answer(in: "code")
    let layout = ColumnLayout(SampleSurvey.survey)
    #expect(kept.record[layout.columns(of: "teamwork")[0].offset] == AnswerByte.notShown)
    #expect(kept.record[layout.columns(of: "trainings")[0].offset] == AnswerByte.skipped)
  }

  @Test func `answers to questions that are no longer asked are dropped`() async throws {
    let site = try TestSite()
    try await site.test { client async throws in
      var fields = try await Self.walk(client, answers: Self.answers).form
      fields = fields.map { $0.0 == "team" ? ("team", "0") : $0 }
      let done = try await client.postForm(fields + [("do", "send")], to: "/en/w/code/answers")
      #expect(done.text.contains("Thank you"))
    }
    let layout = ColumnLayout(SampleSurvey.survey)
    #expect(try site.answer(in: "code").record[layout.columns(of: "teamwork")[0].offset] == AnswerByte.notShown)
  }

  // MARK: Question pages

  @Test func `a question page keeps the rules`() async throws {
    try await TestSite().test { client async throws in
      let page = try await client.postForm(
        ["page": "0", "code": TestSite.code, "do": "next"], to: "/en/w/code/answers")
      #expect(page.status == .ok)
      #expect(page.text.contains("<title>Questions 1 to 3 of 9 – Sample – Sample Zone</title>"))
      #expect(page.text.components(separatedBy: "<h1").count == 2)
      #expect(page.text.contains("Page 1 of 3, Speaking safely"))
      #expect(page.text.components(separatedBy: "<fieldset").count == 4)
      #expect(page.text.contains("<legend><span class=\"number\">1.</span> A mistake is held against you.</legend>"))
      #expect(!page.text.contains(" checked") && !page.text.contains("<table") && !page.text.contains("<script"))
      #expect(
        page.text.contains(#"<label class="option apart"><input type="radio" id="ps1-6" name="ps1" value="n/a">"#))
      #expect(page.text.contains(#"<label class="option"><input type="radio" id="ps1-7" name="ps1" value="declined">"#))
      #expect(page.text.contains("This question is needed to continue."))
    }
  }

  @Test func `each kind of answer has its control`() async throws {
    try await TestSite().test { client async throws in
      let page = try await client.postForm(
        ["page": "1", "code": TestSite.code, "team": "0", "do": "next"], to: "/en/w/code/answers")
      for text in [
        #"<input type="radio" id="nps-1" name="nps" value="0"><span>0 – Not at all likely</span>"#,
        #"<input type="checkbox" id="trainings-4" name="trainings" value="none"><span>None of these</span>"#,
        #"<input class="short" type="text" inputmode="decimal" id="tenure-1" name="tenure""#,
        #"<textarea id="improve-1" name="improve""#, "Do not write names.", "At most 200 characters.",
      ] { #expect(page.text.contains(text), "\(text)") }
      let last = try await client.postForm(page.form + [("do", "next")], to: "/en/w/code/answers")
      #expect(last.text.contains("About you"))
      #expect(last.text.contains(#"<p class="group">South</p>"#))
      #expect(last.text.contains(#"name="unit" value="declined""#))
    }
  }

  @Test func `many units become a list to choose from`() async throws {
    let units = (1...13).map { "T\($0),north,team,Team \($0),10" }.joined(separator: "\n")
    let (tree, _) = OrganisationLoader.load(
      "unit,parent,level,name,headcount\nzone,,zone,Zone,130\nnorth,zone,district,North & co,130\n\(units)\n",
      file: "o.csv")
    let site = try TestSite()
    site.box.change { shelf in
      shelf.waves = shelf.waves.map {
        ServedWave(
          id: $0.id, survey: $0.survey, organisation: tree, mode: $0.mode, languages: $0.languages, opens: $0.opens,
          closes: $0.closes, keeperPublicKey: $0.keeperPublicKey, keeperProven: true, isClosed: $0.isClosed)
      }
    }
    try await site.test { client async throws in
      let page = try await client.postForm(
        ["page": "3", "code": TestSite.code, "team": "0", "unit": "T3", "do": "next"], to: "/en/w/code/answers")
      #expect(page.text.contains(#"<select id="unit-1" name="unit""#))
      #expect(page.text.contains(#"<optgroup label="North &amp; co">"#))
      #expect(page.text.contains(#"<option value="T3" selected>Team 3</option>"#))
      #expect(page.text.contains(#"<option value="declined">"#))
    }
  }

  @Test func `a mistake keeps everything and says what to do, above and beside`() async throws {
    try await TestSite().test { client async throws in
      let page = try await client.postForm(
        [
          "page": "3", "code": TestSite.code, "ps1": "2", "team": "0", "nps": "77", "tenure": "lang",
          "improve": String(repeating: "é", count: 201), "do": "next",
        ], to: "/en/w/code/answers")
      #expect(page.status == .unprocessableContent)
      #expect(page.text.contains("<title>Error: Questions 4 to 7 of 9"))
      #expect(page.text.contains(#"role="alert" tabindex="-1" autofocus"#))
      for (link, words) in [
        ("nps-1", "Choose one of the answers in the list."), ("tenure-1", "Write a number in digits"),
        ("improve-1", "Shorten your text to at most 200 characters."),
      ] {
        #expect(page.text.contains("<li><a href=\"#\(link)\">\(words)"))
        #expect(page.text.components(separatedBy: words).count >= 3, "\(words) stands above and beside")
      }
      #expect(page.text.contains("aria-describedby=\"tenure-error tenure-hint-0\""))
      #expect(page.text.contains(String(repeating: "é", count: 201)))
      #expect(page.form.contains { $0 == ("tenure", "lang") } && page.form.contains { $0 == ("ps1", "2") })
    }
  }

  @Test func `a required question is asked for, and only then`() async throws {
    try await TestSite().test { client async throws in
      let page = try await client.postForm(
        ["page": "1", "code": TestSite.code, "do": "next"], to: "/en/w/code/answers")
      #expect(page.status == .unprocessableContent)
      #expect(page.text.contains(##"<a href="#team-1">Answer this question to continue.</a>"##))
      let back = try await client.postForm(
        ["page": "1", "code": TestSite.code, "ps1": "2", "do": "back"], to: "/en/w/code/answers")
      #expect(back.status == .ok)
      #expect(back.text.contains(#"id="code" name="code" value="\#(TestSite.code)""#))
      #expect(back.form.contains { $0 == ("ps1", "2") })
    }
  }

  @Test func `going back keeps what was filled in, mistakes too`() async throws {
    try await TestSite().test { client async throws in
      let back = try await client.postForm(
        ["page": "3", "code": TestSite.code, "ps1": "2", "team": "0", "tenure": "lang", "do": "back"],
        to: "/en/w/code/answers")
      #expect(back.status == .ok)
      #expect(back.text.contains(#"name="ps1" value="2" checked>"#))
      #expect(back.form.contains { $0 == ("tenure", "lang") })
    }
  }

  @Test func `a changed answer leads back to the check page, past the questions that it brings up`() async throws {
    try await TestSite().test { client async throws in
      let check = try await Self.walk(client, answers: ["team": ["0"], "ps1": ["3"]])
      let change = try await client.postForm(check.form + [("do", "page-1")], to: "/en/w/code/answers")
      #expect(change.text.contains(#"name="ps1" value="3" checked>"#))
      #expect(change.text.contains(#"<button name="do" value="check">"#))
      let fields = change.form.filter { $0.0 != "team" } + [("team", "1"), ("do", "check")]
      let next = try await client.postForm(fields, to: "/en/w/code/answers")
      #expect(next.text.contains("Your team helps you.") && next.text.contains(#"<button name="do" value="check">"#))
      let end = try await client.postForm(next.form + [("teamwork", "4"), ("do", "check")], to: "/en/w/code/answers")
      #expect(end.text.contains("<h1>Check your answers</h1>") && end.text.contains("Your team helps you."))
    }
  }

  @Test func `another language takes along what was filled in`() async throws {
    try await TestSite().test { client async throws in
      let page = try await client.postForm(
        ["page": "1", "code": TestSite.code, "ps1": "2", "do": "show-1"], to: "/nl/w/code/answers")
      #expect(page.status == .ok)
      #expect(page.text.contains(#"<html lang="nl">"#) && page.text.contains("Helemaal oneens"))
      #expect(page.text.contains(#"name="ps1" value="2" checked>"#))
      #expect(page.text.contains(#"formaction="/en/w/code/answers" name="do" value="show-1""#))
      #expect(page.text.contains(#"<button name="do" value="next">"#))
    }
  }

  @Test func `a send with mistakes shows the page of the first one`() async throws {
    let site = try TestSite()
    try await site.test { client async throws in
      let page = try await client.postForm(
        ["page": "5", "code": TestSite.code, "team": "1", "nps": "11", "do": "send"], to: "/en/w/code/answers")
      #expect(page.status == .unprocessableContent)
      #expect(page.text.contains(##"<a href="#nps-1">"##))
    }
    #expect(site.box.change { $0.answers.isEmpty })
  }

  // MARK: Sensitive questions

  static var sensitiveSurvey: Survey {
    var survey = SampleSurvey.survey
    survey.sections[1].sensitive = true
    return survey
  }

  @Test func `a sensitive section is announced, can be skipped, and has support beside it`() async throws {
    try await TestSite(survey: Self.sensitiveSurvey).test { client async throws in
      let notice = try await client.postForm(
        ["page": "1", "code": TestSite.code, "team": "0", "do": "next"], to: "/en/w/code/answers")
      #expect(notice.text.contains("something that may be hard"))
      #expect(notice.text.contains("You may skip every question in this part."))
      #expect(notice.text.contains("Counsellor") && notice.text.contains("href=\"tel:+3220000000\""))
      #expect(!notice.text.contains("fieldset"))
      let skipped = try await client.postForm(notice.form + [("do", "skip")], to: "/en/w/code/answers")
      #expect(skipped.text.contains("<h1>About you</h1>"))
      let asked = try await client.postForm(notice.form + [("do", "next")], to: "/en/w/code/answers")
      #expect(asked.text.contains("Would you recommend us?"))
      #expect(asked.text.contains(#"<div class="box support""#) && asked.text.contains("/en/leave"))
      let check = try await Self.walk(client, answers: ["team": ["0"]])
      #expect(check.text.contains("Mind who can see your screen."))
    }
  }

  @Test func `the page to leave to says nothing of surveys`() async throws {
    try await TestSite().test { client async throws in
      let page = try await client.get("/en/leave")
      #expect(page.text.contains("<title>New tab</title>"))
      #expect(!page.text.localizedCaseInsensitiveContains("survey –") && !page.text.contains("Sample"))
    }
  }

  // MARK: Every page

  static let paths: [(String, Int)] = [
    ("/", 200), ("/en/w/code", 200), ("/nl/w/open", 200), ("/en/w/code/privacy", 200), ("/en/accessibility", 200),
    ("/en/leave", 200), ("/assets/survey.css", 200), ("/en/w/none", 404), ("/fr/w/code", 404), ("/xx/w/code", 404),
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
        #expect(!page.text.contains("style=\"") && !page.text.contains("<style") && !page.text.contains("<script"))
      }
    }
  }

  static func checkHeaders(_ response: TestResponse) {
    #expect(response.headers[.setCookie] == nil)
    #expect(response.headers[.server] == nil)
    let policy = response.headers[.contentSecurityPolicy] ?? ""
    #expect(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"))
    #expect(!policy.contains("unsafe") && !policy.contains("script-src"))
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
    var survey = Self.sensitiveSurvey
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
      pages.append(try await Self.walk(client, answers: ["team": ["0"], "improve": [hostile]]))
      for number in 0...5 {
        pages.append(
          try await client.postForm(
            ["page": "\(number)", "code": TestSite.code, "team": "0", "improve": hostile, "do": "next"],
            to: "/en/w/code/answers"))
      }
      for page in pages {
        #expect(!page.text.contains("<script") && !page.text.contains("<img") && !page.text.contains("=\"a\""))
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

  @Test func `pages weigh little`() async throws {
    try await TestSite().test { client async throws in
      let css = try await client.get("/assets/survey.css").body.readableBytes
      #expect(css <= 8_192)
      let check = try await Self.walk(client, answers: Self.answers)
      #expect(css + check.body.readableBytes <= 60_000)
    }
  }
}
