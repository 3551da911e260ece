import Foundation
import HTTPTypes
import HummingbirdTesting
import SurveyCore
import SurveyTestSupport
import Testing

@testable import SurveyServer

/// The pages of a wave of mode `pass`, without script: a pass made elsewhere is pasted.
@Suite struct PassAnsweringTests {
  static func pass(key: PassSigningKey = TestSite.signingKey) throws -> (n: String, s: String) {
    let request = try PassRequest(for: key.publicKey)
    let pass = try request.pass(from: key.sign(request.blinded))
    return (Base64URL.encode(pass.nonce), Base64URL.encode(pass.signature))
  }

  @Test func `the start page leads to the desk, takes a pasted pass or a slip, and shows the key`() async throws {
    try await TestSite().test { client async throws in
      let page = try await client.get("/en/w/pass")
      #expect(page.status == .ok)
      for text in [
        #"href="/en/w/pass/pass""#, #"name="n" value="""#, #"name="code" value="""#, "Or the code from a paper slip",
        TestSite.signingKey.publicKey.printedFingerprint, "Everyone must see the same key.",
        #"<div class="box done" id="pass-taken" role="status" hidden>"#,
      ] { #expect(page.text.contains(text), "\(text)") }
      PagesTests.checkHeaders(page)
      #expect(page.headers[.contentSecurityPolicy]?.contains("connect-src 'self'") == true)
      #expect(try await !client.get("/en/w/code").text.contains(#"name="n""#))
    }
  }

  @Test func `a pasted pass answers once, its parts carried from page to page`() async throws {
    let site = try TestSite()
    let (n, s) = try Self.pass()
    try await site.test { client async throws in
      // Mail programs break long lines.
      let pasted = " \(n).\(s.prefix(76))\r\n\(s.dropFirst(76)) "
      let first = try await client.postForm(
        ["page": "0", "n": pasted, "code": "", "do": "next"], to: "/en/w/pass/answers")
      #expect(first.status == .ok)
      #expect(first.form.contains { $0 == ("n", n) } && first.form.contains { $0 == ("s", s) })
      #expect(first.text.contains(#"data-size=""#))
      let sent = try await client.postForm(
        ["page": "5", "n": n, "s": s, "team": "0", "do": "send", "padding": "000"], to: "/en/w/pass/answers")
      #expect(sent.text.contains("Your answer has been counted once."))
      let pass = try #require(Pass(nonce: n, signature: s))
      #expect(sent.text.contains(AnsweringRight.pass(pass).receipt))
      let again = try await client.postForm(
        ["page": "0", "n": "\(n).\(s)", "code": "", "do": "next"], to: "/en/w/pass/answers")
      #expect(again.text.contains("An answer was already sent with this pass."))
    }
    #expect(site.box.change { $0.answers.count } == 1)
  }

  struct Case: Sendable {
    let fields: [String: String]
    let status: Int
    let words: String
    let target: String
  }

  @Test(
    "what is no pass says what to do at its field, and keeps what was typed",
    arguments: [
      Case(fields: [:], status: 422, words: "Paste your pass, or enter the code from your slip.", target: "n"),
      Case(fields: ["n": "abc"], status: 422, words: "This is not a whole pass.", target: "n"),
      Case(fields: ["n": "\"><i>.x"], status: 422, words: "This is not a whole pass.", target: "n"),
      Case(fields: ["code": "ABC"], status: 422, words: "A code has 16 letters and digits.", target: "code"),
      Case(fields: ["code": "0000000000000000"], status: 404, words: "We do not know this code.", target: "code"),
    ])
  func wrong(_ example: Case) async throws {
    try await TestSite().test { client async throws in
      let fields = ["n", "code"].map { ($0, example.fields[$0] ?? "") } + [("page", "0"), ("do", "next")]
      let page = try await client.postForm(fields, to: "/en/w/pass/answers")
      #expect(page.status.code == example.status)
      #expect(page.text.contains("<a href=\"#\(example.target)\">\(example.words)"))
      #expect(page.text.contains("id=\"\(example.target)-error\""))
      for (name, value) in example.fields { #expect(page.form.contains { $0 == (name, value) }, "\(name)") }
      PagesTests.checkHeaders(page)
    }
  }

  @Test func `a pass of another wave's key, or changed, is unknown`() async throws {
    let other = try PassSigningKey()
    let (n, s) = try Self.pass(key: other)
    let (mine, right) = try Self.pass()
    try await TestSite().test { client async throws in
      for (n, s) in [(n, s), (n, right), (mine, s)] {
        let page = try await client.postForm(
          ["page": "0", "n": "\(n).\(s)", "code": "", "do": "next"], to: "/en/w/pass/answers")
        #expect(page.status == .notFound)
        #expect(page.text.contains("This pass does not belong to this survey."))
        #expect(page.form.contains { $0 == ("n", "\(n).\(s)") })
      }
    }
  }

  @Test func `a slip's code stands for a pass`() async throws {
    try await TestSite().test { client async throws in
      let page = try await client.postForm(
        ["page": "0", "n": "", "code": TestSite.code, "do": "next"], to: "/en/w/pass/answers")
      #expect(page.status == .ok)
      #expect(page.form.contains { $0 == ("code", TestSite.code) } && !page.form.contains { $0.0 == "n" })
    }
  }
}
