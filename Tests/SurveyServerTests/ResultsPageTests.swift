import Foundation
import HTTPTypes
import HummingbirdTesting
import SurveyCore
import Testing

@testable import SurveyServer

/// The page of released results: only what was published, as it was published.
@Suite struct ResultsPageTests {
  private static let report = PublishedReport(
    plan: "full", language: .en, title: "The whole <report>",
    html:
      "<!DOCTYPE html><html lang=\"en\"><head><style>p { margin: 0 }</style></head><body><p>58 %</p></body></html>\n")

  @Test func `nothing stands there before something is published`() async throws {
    try await TestSite().test { client async throws in
      let page = try await client.get("/en/w/closed/results")
      #expect(page.status == .ok && page.text.contains("No results have been released yet."))
      #expect(try await client.get("/en/w/closed/results/full").status == .notFound)
      #expect(try await !client.get("/en/w/closed").text.contains("/results"))
      #expect(try await client.get("/en/w/none/results").status == .notFound)
    }
  }

  @Test func `a published report is listed and served as it was released`() async throws {
    let site = try TestSite()
    site.box.change { $0.reports = [Self.report] }
    try await site.test { client async throws in
      let list = try await client.get("/en/w/closed/results")
      #expect(list.text.contains(#"<a class="tap" href="/en/w/closed/results/full">The whole &lt;report&gt;</a>"#))
      PagesTests.checkHeaders(list)
      #expect(try await client.get("/en/w/closed").text.contains(#"href="/en/w/closed/results""#))
      let page = try await client.get("/en/w/closed/results/full")
      #expect(page.text == Self.report.html)
      PagesTests.checkHeaders(page)
      // printf 'p { margin: 0 }' | openssl dgst -sha256 -binary | base64
      #expect(
        page.headers[.contentSecurityPolicy]?.contains(
          "style-src 'sha256-7IWhgxoOGTB5NQzjGk9OPt0FwhVeBvZGoWgF9xLLh8c=';")
          == true)
      #expect(page.headers[.cacheControl] == "no-store")
    }
  }

  @Test func `another language says in which one the report is`() async throws {
    let site = try TestSite()
    site.box.change { $0.reports = [Self.report] }
    try await site.test { client async throws in
      let list = try await client.get("/nl/w/closed/results").text
      #expect(list.contains(#"href="/en/w/closed/results/full">The whole &lt;report&gt; (English)</a>"#))
      #expect(try await client.get("/nl/w/closed/results/full").status == .notFound)
    }
  }
}
