import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import SurveyCore
import SurveyTestSupport
import Testing

@testable import SurveyServer

/// The JSON route, held against the list of replies in interfaces.md, section HTTP.
@Suite struct AnswerRoutesTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let source: String
    var wave = "open"
    var body = #"{"nonce":"AAAAAAAAAAAAAAAAAAAAAA","answers":{"team":1}}"#
    var headers: HTTPFields = [:]
    let status: Int
    var contains = ""
    var testDescription: String { source }
  }

  static let cases = [
    Case(source: "an answer is counted", status: 200, contains: #""repeated":false"#),
    Case(
      source: "a code as people type it", wave: "code", body: #"{"code":"abcd efgh-jkmn pqrs","answers":{"team":0}}"#,
      status: 200),
    Case(
      source: "padding is passed over",
      body: #"{"nonce":"AAAAAAAAAAAAAAAAAAAAAA","answers":{"team":1},"padding":"xxxx"}"#, status: 200),
    Case(source: "malformed: no JSON", body: "{", status: 400, contains: #""error""#),
    Case(source: "malformed: empty body", body: "", status: 400),
    Case(source: "malformed: an unknown member", body: #"{"nonce":"AAAAAAAAAAAAAAAAAAAAAA","answer":{}}"#, status: 400),
    Case(source: "malformed: no right", body: #"{"answers":{}}"#, status: 400),
    Case(
      source: "malformed: two rights",
      body: #"{"nonce":"AAAAAAAAAAAAAAAAAAAAAA","code":"ABCD-EFGH-JKMN-PQRS","answers":{}}"#, status: 400),
    Case(
      source: "malformed: an answer twice", body: #"{"nonce":"AAAAAAAAAAAAAAAAAAAAAA","answers":{"team":1,"team":0}}"#,
      status: 400),
    Case(source: "malformed: no JSON type", headers: [.contentType: "text/plain"], status: 400),
    Case(source: "cross-site by Sec-Fetch-Site", headers: [.init("Sec-Fetch-Site")!: "cross-site"], status: 403),
    Case(source: "another host of the same site", headers: [.init("Sec-Fetch-Site")!: "same-site"], status: 403),
    Case(source: "cross-site by Origin", headers: [.origin: "https://evil.example"], status: 403),
    Case(source: "an opaque origin", headers: [.origin: "null"], status: 403),
    Case(source: "our own origin", headers: [.origin: "http://localhost"], status: 200),
    Case(source: "our own page", headers: [.init("Sec-Fetch-Site")!: "same-origin"], status: 200),
    Case(source: "unknown wave", wave: "none", status: 404),
    Case(
      source: "unknown code", wave: "code", body: #"{"code":"0000-0000-0000-0000","answers":{"team":1}}"#, status: 404),
    Case(source: "no code at all", wave: "code", body: #"{"code":"ABC","answers":{"team":1}}"#, status: 404),
    Case(source: "a code in an open wave", body: #"{"code":"ABCD-EFGH-JKMN-PQRS","answers":{"team":1}}"#, status: 404),
    Case(source: "a nonce of another size", body: #"{"nonce":"AAAA","answers":{"team":1}}"#, status: 404),
    Case(
      source: "a pass, in a wave that takes none", body: #"{"pass":{"n":"AA","s":"AA"},"answers":{"team":1}}"#,
      status: 404, contains: "takes another kind of right"),
    Case(source: "before the opening date", wave: "later", status: 409),
    Case(source: "before the keeper's proof", wave: "unproven", status: 409),
    Case(source: "closed by command", wave: "closed", status: 410),
    Case(source: "after the closing date", wave: "past", status: 410),
    Case(source: "closed comes before malformed", wave: "closed", body: "{", status: 410),
    Case(
      source: "a required answer is missing", body: #"{"nonce":"AAAAAAAAAAAAAAAAAAAAAA","answers":{}}"#, status: 422,
      contains: #"{"errors":[{"item":"team","message":"#),
    Case(
      source: "unknown option and unknown item",
      body: #"{"nonce":"AAAAAAAAAAAAAAAAAAAAAA","answers":{"team":1,"ps1":9,"zzz":1}}"#, status: 422,
      contains: #""item":"zzz""#),
    Case(
      source: "an answer to a question that isn't asked",
      body: #"{"nonce":"AAAAAAAAAAAAAAAAAAAAAA","answers":{"team":0,"teamwork":4}}"#, status: 422,
      contains: #""item":"teamwork""#),
  ]

  @Test("each request gets its reply", arguments: cases)
  func replies(_ example: Case) async throws {
    try await TestSite().test { client async throws in
      let response = try await client.postJSON(example.body, to: "/w/\(example.wave)/answers", headers: example.headers)
      #expect(response.status.code == example.status)
      #expect(response.headers[.contentType] == "application/json")
      #expect(example.contains.isEmpty || response.text.contains(example.contains))
      #expect((try? JSONSerialization.jsonObject(with: Data(response.text.utf8))) != nil)
    }
  }

  struct Reply: Decodable, Equatable {
    let receipt: String
    let signature: String
    let repeated: Bool
  }

  @Test func `an answer is sealed as sent, and its receipt is signed`() async throws {
    let site = try TestSite()
    try await site.test { client async throws in
      let body = """
        {"code":"\(TestSite.code)","answers":{"ps1":4,"ps2":"declined","team":1,"teamwork":"n/a","nps":9,"trainings":[1,3],
        "tenure":7.5,"improve":"Meer \\u00e9\\ud83d\\ude00 \\"tijd\\"\\n…","unit":"N2","status":1}}
        """
      let response = try await client.postJSON(body, to: "/w/code/answers")
      #expect(response.status == .ok)
      let reply = try JSONDecoder().decode(Reply.self, from: Data(response.text.utf8))
      #expect(reply.receipt == AnsweringRight.code(AccessCode(TestSite.code)!).receipt)
      #expect(TextSigner.isValid(reply.signature, of: reply.receipt, publicKey: site.receipts.publicKey))
    }
    let kept = try site.answer(in: "code")
    let layout = ColumnLayout(SampleSurvey.survey)
    func byte(_ variable: String, _ column: Int = 0) -> UInt8 {
      kept.record[layout.columns(of: variable)[column].offset]
    }
    #expect(byte("ps1") == 4)
    #expect(byte("ps2") == AnswerByte.declined)
    #expect(byte("teamwork") == AnswerByte.notApplicable)
    #expect(byte("nps") == 10)  // the option's position: 9 is the tenth of 0–10
    #expect((0..<3).map { byte("trainings", $0) } == [1, 2, 1])
    #expect(byte("tenure") == 2)  // 7.5 lies in the band from 3 to below 10
    #expect(byte("unit") == 5)  // N2 is the fifth line of the unit tree
    #expect(kept.comments == ["Meer é😀 \"tijd\"\n…"])
  }

  @Test func `a repeat gets the same receipt, and the first answer counts`() async throws {
    let site = try TestSite()
    try await site.test { client async throws in
      let first = try await client.postJSON(
        #"{"code":"\#(TestSite.code)","answers":{"team":0,"ps1":1}}"#, to: "/w/code/answers")
      // Not even valid: what is said about a right doesn't depend on the answers.
      let second = try await client.postJSON(
        #"{"code":"\#(TestSite.code)","answers":{"ps1":99}}"#, to: "/w/code/answers")
      #expect(second.status == .ok)
      let replies = try [first, second].map { try JSONDecoder().decode(Reply.self, from: Data($0.text.utf8)) }
      #expect(replies.map(\.repeated) == [false, true])
      #expect(replies[0].receipt == replies[1].receipt)
    }
    let layout = ColumnLayout(SampleSurvey.survey)
    #expect(try site.answer(in: "code").record[layout.columns(of: "ps1")[0].offset] == 1)
  }

  @Test("a body above 256 KiB is refused", arguments: [256 * 1024 + 1, 4 << 20])
  func tooLarge(size: Int) async throws {
    let site = try TestSite()
    try await site.application().test(.live) { client async throws in
      let padding = String(repeating: "x", count: size)
      let response = try await client.postJSON(
        #"{"nonce":"AAAAAAAAAAAAAAAAAAAAAA","answers":{"team":1},"padding":"\#(padding)"}"#, to: "/w/open/answers")
      #expect(response.status == .contentTooLarge)
    }
    #expect(site.box.change { $0.answers.isEmpty })
  }

  @Test("a box that can't write gives 503 with Retry-After", arguments: [AnswerBoxError.busy, .notWritten])
  func unavailable(_ error: AnswerBoxError) async throws {
    let site = try TestSite()
    site.box.change { $0.refusal = error }
    try await site.test { client async throws in
      let response = try await client.postJSON(
        #"{"nonce":"AAAAAAAAAAAAAAAAAAAAAA","answers":{"team":1}}"#, to: "/w/open/answers")
      #expect(response.status == .serviceUnavailable)
      #expect(response.headers[.retryAfter].flatMap { Int($0) } ?? 0 > 0)
    }
  }

  @Test func `a wave that closes while somebody answers is gone`() async throws {
    let site = try TestSite()
    site.box.change { $0.refusal = .closed }
    try await site.test { client async throws in
      let response = try await client.postJSON(
        #"{"nonce":"AAAAAAAAAAAAAAAAAAAAAA","answers":{"team":1}}"#, to: "/w/open/answers")
      #expect(response.status == .gone)
    }
  }

  @Test func `known waves are served while the box can't be read`() async throws {
    let site = try TestSite()
    site.box.change { $0.isBroken = true }
    try await site.test { client async throws in
      let response = try await client.postJSON("{}", to: "/w/open/answers")
      #expect(response.status == .serviceUnavailable)
    }
    site.box.change { $0.isBroken = false }
    try await site.test { client async throws in
      #expect(try await client.get("/w/open/definition.json").status == .ok)
      site.box.change { $0.isBroken = true }
      try await Task.sleep(for: .milliseconds(1_100))
      #expect(try await client.get("/w/open/definition.json").status == .ok)
    }
  }

  @Test func `the definition comes in all languages or in one`() async throws {
    try await TestSite().test { client async throws in
      let all = try await client.get("/w/open/definition.json")
      #expect(all.status == .ok)
      #expect(all.text.contains(#""format":"survey.definition/1""#))
      #expect(all.text.contains("Helemaal eens") && all.text.contains("Strongly agree"))
      let one = try await client.get("/w/open/definition.json?language=nl")
      #expect(one.text.contains("Helemaal eens") && !one.text.contains("Strongly agree"))
      #expect(try await client.get("/w/open/definition.json?language=fr").status == .notFound)
      #expect(try await client.get("/w/none/definition.json").status == .notFound)
    }
  }

  @Test func `the list of counted answers appears once it exists`() async throws {
    let site = try TestSite()
    try await site.test { client async throws in
      #expect(try await client.get("/w/closed/counted.txt").status == .notFound)
      #expect(try await !client.get("/en/w/closed").text.contains("/counted"))
      let list = try CountedList.text(wave: "closed", receipts: ["B", "A"], signer: site.receipts)
      site.box.change { $0.lists["closed"] = list }
      let response = try await client.get("/w/closed/counted.txt")
      #expect(response.status == .ok)
      #expect(response.text.hasPrefix("survey-pass/v1 counted closed 2\nA\nB\n"))
      #expect(try await client.get("/en/w/closed").text.contains(#"href="/en/w/closed/counted""#))
      #expect(try await client.get("/w/none/counted.txt").status == .notFound)
    }
  }
}
