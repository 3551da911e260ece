import Foundation
import HTTPTypes
import HummingbirdTesting
import SurveyCore
import SurveyTestSupport
import Testing

@testable import SurveyServer

/// The questionnaire to print: every question once, with a box per answer, and nothing to send.
@Suite struct PaperPageTests {
  @Test func `every question stands on the sheet, with a box for each answer`() async throws {
    try await TestSite().test { client async throws in
      let page = try await client.get("/en/w/code/paper")
      #expect(page.status == .ok)
      PagesTests.checkHeaders(page)
      for text in [
        "A mistake is held against you.", "You can bring up problems.", "Would you recommend us?", "Which trainings?",
        "How many years?", "What could be better?", "What are you?", "<li>Strongly disagree</li>", "<li>Three</li>",
        "<li>None of these</li>", "<li>10 – Very likely</li>", "<li>Civilian</li>", "<li>North 1</li>",
        "Write a number:", "You may tick several boxes.", "do not write your name", "by 25 January 2027 at the latest",
        "Code under which this sheet was typed in:",
      ] { #expect(page.text.contains(text), "\(text)") }
      #expect(page.text.matches(of: #/<h3>/#).count == SampleSurvey.survey.questions.count)
      // The three items with the answer set agree5, and both attributes.
      #expect(page.text.matches(of: #/<li>I’d rather not say</li>/#).count == 5)
      #expect(!page.text.contains("<form") && !page.text.contains("<input"))
    }
  }

  @Test func `a question that is asked of some only says of whom`() async throws {
    try await TestSite().test { client async throws in
      let page = try await client.get("/en/w/code/paper").text
      #expect(page.contains("Only if this holds: you answered question 3 with “Yes”."))
    }
    var survey = SampleSurvey.survey
    survey.sections[0].items[3].showIf = .all([
      .not(.item("team", in: [0])), .any([.item("ps1", in: [1, 2]), .item("ps2", in: [5])]),
    ])
    try await TestSite(survey: survey).test { client async throws in
      let page = try await client.get("/en/w/code/paper").text
      #expect(
        page.contains(
          "it is not so that you answered question 3 with “No” and you answered question 1 with “Strongly disagree” or “Disagree” or you answered question 2 with “Strongly agree”."
        ))
    }
  }

  @Test(
    "the sheet can be printed before the wave opens and not after it closed",
    arguments: [("later", HTTPResponse.Status.ok), ("closed", .gone), ("past", .gone), ("none", .notFound)])
  func availability(_ wave: String, _ status: HTTPResponse.Status) async throws {
    try await TestSite().test { client async throws in
      #expect(try await client.get("/en/w/\(wave)/paper").status == status)
    }
  }

  @Test func `the start page leads to it, except on a shared device`() async throws {
    try await TestSite().test { client async throws in
      #expect(try await client.get("/en/w/code").text.contains(#"href="/en/w/code/paper""#))
      #expect(try await !client.get("/en/w/open/paper").text.contains("Code under which"))
    }
    try await TestSite(settings: ServerSettings(isKiosk: true)).test { client async throws in
      #expect(try await !client.get("/en/w/code").text.contains("/paper"))
    }
  }
}
