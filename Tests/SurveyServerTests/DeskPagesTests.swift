import Crypto
import Foundation
import HTTPTypes
import HummingbirdTesting
import SurveyCore
import SurveyTestSupport
import Testing

@testable import SurveyServer

@Suite struct DeskPagesTests {
  @Test func `the page that makes a pass names the wave's key, the desk's routes and every problem in words`()
    async throws
  {
    try await TestSite().test { client async throws in
      for language in ["nl", "en"] {
        let page = try await client.get("/\(language)/w/pass/pass")
        let key = TestSite.signingKey.publicKey
        #expect(page.status == .ok)
        for text in [
          #"data-pass-path="/w/pass/pass""#, #"data-key-path="/w/pass/key.der""#,
          "data-key-id=\"\(Base64URL.encode(key.id))\"", key.printedFingerprint, "href=\"/\(language)/w/pass\"",
          "href=\"/\(language)/w/pass/issued\"", "href=\"/\(language)/w/pass/privacy\"",
        ] { #expect(page.text.contains(text), "\(text)") }
        for name in DeskPages.problems { #expect(page.text.contains(" data-text-\(name)=\"")) }
        // Without the script the ways round it show, and nothing that needs it.
        #expect(page.text.contains(#"<div id="pass-making" hidden>"#))
        #expect(page.text.contains(#"<div class="box" id="pass-other-ways">"#))
        PagesTests.checkHeaders(page)
        #expect(page.headers[.contentSecurityPolicy]?.contains("connect-src 'self'") == true)
        #expect(page.headers[.cacheControl] == "no-store")
      }
    }
  }

  @Test func `every problem that the script names has its words, and no other`() throws {
    let script = try PageTemplates().passScript.text
    let thrown = Set(script.matches(of: #/Problem\("([a-z-]+)"\)/#).map { String($0.1) })
    let refusals = Set(script.matches(of: #/[0-9]{3}: "([a-z-]+)"/#).map { String($0.1) })
    #expect(thrown.union(refusals).union(["busy", "failed"]) == Set(DeskPages.problems))
  }

  @Test func `desk and box on hosts of their own link to each other in full`() async throws {
    let site = try TestSite {
      $0.addresses = .init(desk: "https://desk.example.org", box: "https://box.example.org/")
    }
    try await site.test { client async throws in
      #expect(try await client.get("/en/w/pass").text.contains(#"href="https://desk.example.org/en/w/pass/pass""#))
      let page = try await client.get("/en/w/pass/pass").text
      #expect(page.contains(#"id="to-survey" href="https://box.example.org/en/w/pass""#))
      #expect(page.contains(#"href="https://box.example.org/en/w/pass/privacy""#))
    }
  }

  @Test(
    "a wave for which no pass can be made says so",
    arguments: [
      ("/en/w/pass-later/pass", 409, "You can answer from 16 January 2027, 09:00."),
      ("/nl/w/pass-closed/pass", 410, "Er worden geen passen meer uitgereikt."),
      ("/en/w/none/pass", 404, "This page does not exist"), ("/fr/w/pass/pass", 404, "bestaat niet"),
      ("/xx/w/pass/issued", 404, "bestaat niet"),
    ])
  func unavailable(_ path: String, _ status: Int, _ words: String) async throws {
    try await TestSite().test { client async throws in
      let page = try await client.get(path)
      #expect(page.status.code == status)
      #expect(page.text.contains(words))
      PagesTests.checkHeaders(page)
    }
  }

  @Test func `a desk that can't read says that it is busy`() async throws {
    let site = try TestSite()
    site.desk.change { $0.refusal = .busy }
    try await site.test { client async throws in
      let page = try await client.get("/en/w/pass/pass")
      #expect(page.status == .serviceUnavailable && page.headers[.retryAfter] != nil)
    }
  }

  @Test func `whoever holds an invitation learns whether a pass was handed out, without script`() async throws {
    let site = try TestSite()
    let (used, unused) = (TestSite.invitations[0], TestSite.invitations[1])
    let request = try PassRequest(for: TestSite.signingKey.publicKey)
    _ = try await site.desk.issue(request.blinded, for: used, in: "pass")
    try await site.test { client async throws in
      func answer(_ typed: String, from: String = "same-origin") async throws -> TestResponse {
        try await client.postForm(
          ["invitation": typed], to: "/en/w/pass/issued", headers: [HTTPField.Name("Sec-Fetch-Site")!: from])
      }
      let empty = try await client.get("/en/w/pass/issued")
      #expect(empty.status == .ok && empty.text.contains(#"name="invitation" value="""#))
      #expect(!empty.text.contains("Yes, a pass") && !empty.text.contains("No, no pass"))
      #expect(try await answer(used.printed.lowercased()).text.contains("Yes, a pass or slip was handed out"))
      #expect(try await answer(unused.printed).text.contains("No, no pass or slip was handed out"))
      let unknown = try await answer("0000 0000 0000 0000")
      #expect(unknown.status == .notFound && unknown.text.contains("We do not know this invitation"))
      let wrong = try await answer("\"><i>")
      #expect(wrong.status == .unprocessableContent && wrong.text.contains("value=\"&quot;&gt;&lt;i&gt;\""))
      #expect(wrong.text.contains("<title>Error: "))
      #expect(try await answer(used.printed, from: "cross-site").status == .forbidden)
      for page in [empty, unknown, wrong] { PagesTests.checkHeaders(page) }
    }
  }

  @Test func `each script is served whole, may be kept, and its published hash is its hash`() async throws {
    try await TestSite().test { client async throws in
      // No page loads more than one.
      var paths: [Substring] = []
      for page in ["/en/w/pass", "/en/w/pass/pass"] {
        let scripts = try await client.get(page).text.matches(of: #/<script src="([^"]+)" defer>/#).map { $0.1 }
        #expect(scripts.count == 1)
        paths += scripts
      }
      #expect(Set(paths).count == 2)
      for path in paths {
        let script = try await client.get(String(path))
        #expect(script.headers[.contentType] == "text/javascript; charset=utf-8")
        #expect(script.headers[.cacheControl]?.contains("immutable") == true)
        #expect(script.headers[.contentSecurityPolicy]?.contains("script-src") == false)
        #expect(script.text.utf8.count <= 15_000)
        let hash =
          SHA384.hash(data: Data(script.text.utf8)).description.split(separator: " ").last.map(String.init) ?? ""
        #expect(hash.count == 96)
        for place in ["/en/w/pass/pass", "/en/w/pass", "/en/w/code", "/en/w/open/privacy"] {
          #expect(try await client.get(place).text.contains(hash), "\(place)")
        }
      }
      #expect(
        try await client.get("/en/w/pass/privacy").text.contains(TestSite.signingKey.publicKey.printedFingerprint))
    }
  }
}
