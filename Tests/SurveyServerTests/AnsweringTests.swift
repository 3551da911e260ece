import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import SurveyCore
import SurveyTestSupport
import Testing

@testable import SurveyServer

/// Answering from the start page to the receipt: the rules of web.md that can be read off the HTML; the browser suite checks the rest.
@Suite struct AnsweringTests {
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
      #expect(done.text.contains("proves that your answer was received"))
      #expect(done.text.contains(#"<a href="/en/w/code/counted">/en/w/code/counted</a>"#))
      #expect(done.text.contains("Counsellor"))

      let again = try await client.postForm(check.form + [("do", "send")], to: "/en/w/code/answers")
      #expect(again.status == .ok)
      #expect(again.text.contains("The first answer counts."))
      #expect(again.text.contains("Perhaps you pressed twice: then it is your own answer."))
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

  @Test func `whose answer is counted gets the receipt after closing too, the others that it is closed`() async throws {
    let site = try TestSite()
    let code = AnsweringRight.code(AccessCode(TestSite.code)!)
    let nonce = AnsweringRight(nonce: "AAAAAAAAAAAAAAAAAAAAAA")!
    try await site.test { client async throws in
      _ = try await client.postJSON(#"{"code":"ABCD-EFGH-JKMN-PQRS","answers":{"team":1}}"#, to: "/w/code/answers")
      _ = try await client.postJSON(
        #"{"nonce":"AAAAAAAAAAAAAAAAAAAAAA","answers":{"team":1}}"#, to: "/w/open/answers")
    }
    site.box.change { shelf in
      shelf.waves = shelf.waves.map {
        ServedWave(
          id: $0.id, survey: $0.survey, organisation: $0.organisation, mode: $0.mode, languages: $0.languages,
          opens: $0.opens, closes: $0.closes, keeperPublicKey: $0.keeperPublicKey, keeperProven: true, isClosed: true)
      }
    }
    // A second server of the same box, which reads the waves anew.
    try await site.test { client async throws in
      let counted = try await client.postForm(
        ["page": "5", "code": TestSite.code, "do": "send"], to: "/en/w/code/answers")
      #expect(counted.status == .ok && counted.text.contains("The first answer counts."))
      #expect(counted.text.contains(code.receipt) && !counted.text.contains("The survey closes on"))
      for fields in [["code": TestSite.otherCode], ["code": ""], [:]] {
        let form = fields.map { ($0.key, $0.value) } + [("page", "5"), ("do", "send")]
        #expect(try await client.postForm(form, to: "/en/w/code/answers").status == .gone)
      }
      let repeated = try await client.postJSON(
        #"{"nonce":"AAAAAAAAAAAAAAAAAAAAAA","answers":{}}"#, to: "/w/open/answers")
      #expect(repeated.status == .ok && repeated.text.contains(#""repeated":true"#))
      #expect(repeated.text.contains(nonce.receipt))
      for body in [#"{"nonce":"BBBBBBBBBBBBBBBBBBBBBA","answers":{}}"#, #"{"code":"x","answers":{}}"#, "{", ""] {
        #expect(try await client.postJSON(body, to: "/w/open/answers").status == .gone, "\(body)")
      }
    }
  }

  @Test func `answers that came back to the start page go on under their own code only`() async throws {
    try await TestSite().test { client async throws in
      let path = "/en/w/code/answers"
      let first = try await client.postForm(["page": "0", "code": TestSite.code, "do": "next"], to: path)
      let start = try await client.postForm(first.form + [("ps1", "4"), ("do", "back")], to: path)
      #expect(start.text.contains(#"name="ps1" value="4""#) && start.text.contains(#"formaction="/nl/w/code/answers""#))
      func goOn(with code: String, from page: TestResponse = start) async throws -> TestResponse {
        let fields = page.form.filter { $0.0 != "code" } + [("code", code), ("do", "next")]
        return try await client.postForm(fields, to: path)
      }
      let isTicked: (TestResponse) -> Bool = { $0.text.contains(#"name="ps1" value="4" checked"#) }
      #expect(try await isTicked(goOn(with: "abcd efgh jkmn pqrs")))
      let other = try await goOn(with: TestSite.otherCode)
      #expect(other.text.contains(#"name="ps1" value="4""#) && !isTicked(other) && !other.text.contains("_owner"))
      // A mistyped or unknown code loses nothing.
      for mistyped in ["ABC", "0000-0000-0000-0001"] {
        let again = try await goOn(with: mistyped)
        #expect(again.text.contains("<title>Error: "))
        #expect(try await isTicked(goOn(with: TestSite.code, from: again)))
        #expect(try await !isTicked(goOn(with: TestSite.otherCode, from: again)))
      }
    }
  }

  @Test func `nobody has to answer what the survey doesn't insist on`() async throws {
    let site = try TestSite()
    try await site.test { client async throws in
      let check = try await Self.walk(client, answers: ["team": ["0"]])
      #expect(check.text.components(separatedBy: "Not answered").count - 1 == 8)
      #expect(!check.text.contains("You have not answered any question."))
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
      #expect(!page.text.contains(" checked") && !page.text.contains("<table"))
      #expect(!page.withoutOwnScript.contains("<script"))
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

  @Test func `no page promises that what is required may be skipped`() async throws {
    let to = "/en/w/code/answers"
    let first: KeyValuePairs = ["page": "0", "code": TestSite.code, "do": "next"]
    let second: KeyValuePairs = ["page": "1", "code": TestSite.code, "team": "0", "do": "next"]
    try await TestSite(survey: Self.sensitiveSurvey).test { client async throws in
      let start = try await client.get("/en/w/code").text
      #expect(start.contains("A few questions need an answer to continue") && !start.contains("may skip questions"))
      #expect(try await !client.postForm(first, to: to).text.contains("You may skip any question."))
      let asked = try await client.postForm(
        ["page": "3", "code": TestSite.code, "team": "0", "do": "next"], to: to)
      #expect(asked.text.contains("You may skip any question."))
      #expect(try await client.postForm(second, to: to).text.contains("Skip this part"))
    }
    var survey = Self.sensitiveSurvey
    survey.sections[1].items[0].required = true
    survey.sections[0].items[2].required = false
    try await TestSite(survey: survey).test { client async throws in
      let notice = try await client.postForm(second, to: to).text
      #expect(notice.contains("something that may be hard"))
      #expect(!notice.contains("You may skip every question") && !notice.contains("Skip this part"))
      #expect(try await client.postForm(first, to: to).text.contains("You may skip any question."))
    }
    survey.sections[1].items[0].required = false
    try await TestSite(survey: survey).test { client async throws in
      #expect(try await client.get("/en/w/code").text.contains("You may skip questions"))
    }
  }

  @Test func `the place to report is named once, after one sentence that this is no report`() async throws {
    let channel = LocalizedText([.nl: "het meldpunt", .en: "the desk"])
    try await TestSite(change: { $0.reportingChannel = channel }).test { client async throws in
      let page = try await client.postForm(
        ["page": "1", "code": TestSite.code, "team": "0", "do": "next"], to: "/en/w/code/answers")
      #expect(page.text.contains("Do you want to report something? Then go to: the desk<"))
      #expect(page.text.components(separatedBy: "not a report").count == 2)
      #expect(page.text.contains("This program sends it to no AI.") && !page.text.contains("No AI reads"))
    }
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
      #expect(skipped.text.contains(">About you</h1>"))
      let asked = try await client.postForm(notice.form + [("do", "next")], to: "/en/w/code/answers")
      #expect(asked.text.contains("Would you recommend us?"))
      #expect(asked.text.contains(#"<div class="box support""#) && asked.text.contains("/en/leave"))
      let check = try await Self.walk(client, answers: ["team": ["0"]])
      #expect(check.text.contains("Mind who can see your screen."))
    }
  }

  @Test func `a skipped part isn't asked again after another answer is changed`() async throws {
    try await TestSite(survey: Self.sensitiveSurvey).test { client async throws in
      let to = "/en/w/code/answers"
      let notice = try await client.postForm(
        ["page": "1", "code": TestSite.code, "team": "0", "do": "next"], to: to)
      let about = try await client.postForm(notice.form + [("do", "skip")], to: to)
      let check = try await client.postForm(about.form + [("do", "next")], to: to)
      #expect(check.text.contains("<h1>Check your answers</h1>"))
      let change = try await client.postForm(check.form + [("do", "page-1")], to: to)
      let end = try await client.postForm(change.form + [("ps1", "2"), ("do", "check")], to: to)
      #expect(end.text.contains("<h1>Check your answers</h1>"))
      let back = try await client.postForm(change.form + [("do", "show-6")], to: to)
      #expect(change.text.contains(#"name="do" value="show-6""#) && back.text.contains("<h1>Check your answers</h1>"))
    }
  }

  @Test func `a sensitive part that a change brings up is announced, and can be skipped or answered`() async throws {
    var survey = Self.sensitiveSurvey
    survey.sections[1].items = survey.sections[1].items.map { item in
      var item = item
      item.showIf = survey.sections[0].items[3].showIf
      return item
    }
    try await TestSite(survey: survey).test { client async throws in
      let to = "/en/w/code/answers"
      let check = try await Self.walk(client, answers: ["team": ["0"]])
      let change = try await client.postForm(check.form + [("do", "page-1")], to: to)
      let fields = change.form.filter { $0.0 != "team" } + [("team", "1"), ("do", "check")]
      let teamwork = try await client.postForm(fields, to: to)
      #expect(teamwork.text.contains("Your team helps you."))
      let notice = try await client.postForm(teamwork.form + [("do", "check")], to: to)
      #expect(notice.text.contains("something that may be hard"))
      let skipped = try await client.postForm(notice.form + [("do", "skip-check")], to: to)
      #expect(notice.text.contains(#"value="skip-check""#) && skipped.text.contains("<h1>Check your answers</h1>"))
      let asked = try await client.postForm(notice.form + [("do", "check")], to: to)
      #expect(asked.text.contains("Would you recommend us?"))
      let end = try await client.postForm(asked.form + [("nps", "3"), ("do", "check")], to: to)
      #expect(end.text.contains("<h1>Check your answers</h1>"))
    }
  }

  @Test func `the page to leave to says nothing of surveys`() async throws {
    try await TestSite().test { client async throws in
      let page = try await client.get("/en/leave")
      #expect(page.text.contains("<title>New tab</title>"))
      #expect(!page.text.localizedCaseInsensitiveContains("survey –") && !page.text.contains("Sample"))
    }
  }
}
