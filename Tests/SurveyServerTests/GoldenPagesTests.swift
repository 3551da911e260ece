import Foundation
import HTTPTypes
import HummingbirdTesting
import SurveyCore
import SurveyTestSupport
import Testing

@testable import SurveyServer

/// The main pages as they are served, word for word, in each language: what a change to a template or a text does shows in its diff.
@Suite struct GoldenPagesTests {
  private static let survey: Survey = {
    let url = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Surveys/inclusion-pulse.yaml")
    let (survey, diagnostics) = SurveyLoader.load(
      (try? String(contentsOf: url, encoding: .utf8)) ?? "", file: "inclusion-pulse.yaml")
    guard let survey else { fatalError("\(diagnostics)") }
    return survey
  }()

  private static func words(_ text: String) -> LocalizedText {
    LocalizedText(Dictionary(uniqueKeysWithValues: Language.allCases.map { ($0, "\(text) (\($0.rawValue))") }))
  }

  private func site() throws -> TestSite {
    try TestSite(survey: Self.survey, languages: Language.allCases) { configuration in
      configuration.languages = Language.allCases
      configuration.organisationName = Self.words("Zone")
      configuration.law?.legalBasis = Self.words("Law")
      configuration.support = [
        .init(name: Self.words("Counsellor"), reach: "tel:+3220000000", hours: Self.words("9–17"), reviewBy: nil)
      ]
      configuration.reportingChannel = Self.words("Channel")
    }
  }

  @Test("pages that anybody can open", arguments: Language.allCases)
  func open(_ language: Language) async throws {
    try await site().test { client async throws in
      let start = "/\(language.rawValue)/w/"
      for (name, path) in [
        ("start-code", start + "code"), ("start-pass", start + "pass"), ("privacy", start + "pass/privacy"),
        ("paper", start + "code/paper"), ("counted", start + "code/counted"), ("results", start + "code/results"),
        ("pass", start + "pass/pass"), ("closed", start + "closed"),
        ("accessibility", "/\(language.rawValue)/accessibility"),
        ("leave", "/\(language.rawValue)/leave"),
      ] {
        try GoldenPage(name: "\(language.rawValue)/\(name).html").expect(try await client.get(path).text)
      }
      let home = try await client.execute(
        uri: "/", method: .get, headers: [.acceptLanguage: language.rawValue])
      try GoldenPage(name: "\(language.rawValue)/home.html").expect(home.text)
    }
  }

  @Test("the way through the survey", arguments: Language.allCases)
  func walk(_ language: Language) async throws {
    let site = try site()
    try await site.test { client async throws in
      let action = "/\(language.rawValue)/w/code/answers"
      func golden(_ name: String, _ fields: [(String, String)]) async throws {
        let page = try await client.postForm(fields, to: action)
        try GoldenPage(name: "\(language.rawValue)/\(name).html").expect(page.text)
      }
      let code = ("code", TestSite.code)
      try await golden("code-error", [("page", "0"), ("code", "ABC"), ("do", "next")])
      let plan = PagePlan(Self.survey)
      for number in plan.pages.indices {
        try await golden("page-\(number + 1)", [("page", "\(number)"), code, ("do", "show-\(number + 1)")])
      }
      try await golden("check", [("page", "\(plan.checkNumber)"), code, ("do", "show-\(plan.checkNumber)")])
      try await golden("done", [("page", "\(plan.checkNumber)"), code, ("do", "send")])
    }
  }
}
