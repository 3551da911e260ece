import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import SurveyCore
import SurveyTestSupport
import Testing

@testable import SurveyServer

/// The desk's routes, held against the list of replies in participation.md.
@Suite struct DeskRoutesTests {
  private let desk: StandInDesk
  private let configuration: WorkspaceConfiguration

  init() throws {
    desk = try StandInDesk()
    configuration = try TestSite().configuration
  }

  private func test(
    _ settings: ServerSettings = ServerSettings(),
    _ body: @escaping @Sendable (any TestClientProtocol) async throws -> Void
  ) async throws {
    let router = try buildDeskRouter(desk: desk, configuration: configuration, settings: settings)
    let application = Application(router: router, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    try await application.test(.router) { try await body($0) }
  }

  private func body(
    _ invitation: String = StandInDesk.invitation, blinded: Data = Data(repeating: 9, count: 256), key: Data? = nil
  ) -> String {
    """
    {"invitation":"\(invitation)","blinded":"\(Base64URL.encode(blinded))","key":"\(Base64URL.encode(key ?? desk.passKey.id))"}
    """
  }

  @Test func `a desk on its own lists the waves for which it hands out passes now`() async throws {
    let site = try TestSite()
    let router = try buildDeskRouter(desk: site.desk, configuration: configuration, clock: { TestSite.now })
    let application = Application(router: router, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    try await application.test(.router) { client async throws in
      let page = try await client.execute(uri: "/", method: .get, headers: [.acceptLanguage: "en"])
      #expect(page.status == .ok && page.text.contains("Choose a survey to make your pass."))
      #expect(page.text.contains(#"href="/en/w/pass/pass""#) && page.text.contains(#"href="/nl/w/pass/pass""#))
      #expect(!page.text.contains("pass-later") && !page.text.contains("pass-closed"))
      PagesTests.checkHeaders(page)
      let redirect = try await client.get("/nl")
      #expect(redirect.status == .seeOther && redirect.headers[.location] == "/")
      #expect(try await client.get("/xx").status == .notFound)
    }
    site.desk.change { $0.refusal = .busy }
    try await application.test(.router) { client async throws in
      #expect(try await client.get("/").status == .serviceUnavailable)
    }
  }

  @Test func `a pass is signed`() async throws {
    try await test { client async throws in
      let reply = try await client.postJSON(body(), to: "/w/w1/pass")
      #expect(reply.status == .ok)
      #expect(reply.text == #"{"signature":"\#(Base64URL.encode(StandInDesk.signature))"}"#)
    }
  }

  @Test func `an unknown and a used invitation get replies of one size`() async throws {
    try await test { client async throws in
      let unknown = try await client.postJSON(body("2222-2222-2222-2222"), to: "/w/w1/pass")
      let used = try await client.postJSON(body(StandInDesk.used), to: "/w/w1/pass")
      #expect((unknown.status, used.status) == (.notFound, .conflict))
      #expect(unknown.text.utf8.count == used.text.utf8.count)
      func heading(_ reply: TestResponse) -> Int {
        reply.status.reasonPhrase.utf8.count
          + reply.headers.reduce(0) { $0 + $1.name.rawName.utf8.count + $1.value.utf8.count }
      }
      #expect(heading(unknown) == heading(used))
      #expect(try JSONSerialization.jsonObject(with: Data(unknown.text.utf8)) is [String: String])
    }
  }

  static let refusals: [(PassDeskError, Int, Bool)] = [
    (.unknownWave, 404, false), (.malformed, 400, false), (.notOpen, 409, false), (.closed, 410, false),
    (.busy, 503, true), (.notWritten, 503, true),
  ]

  @Test("each refusal has its status", arguments: refusals)
  func refusal(_ error: PassDeskError, status: Int, isRetried: Bool) async throws {
    desk.refuse(with: error)
    try await test { client async throws in
      let reply = try await client.postJSON(body(), to: "/w/w1/pass")
      #expect(reply.status.code == status)
      #expect((reply.headers[.retryAfter] != nil) == isRetried)
    }
  }

  @Test func `malformed and foreign requests get nothing`() async throws {
    try await test { client async throws in
      let key = Base64URL.encode(desk.passKey.id)
      for text in [
        "", "{", "[]", "{}", #"{"invitation":"ABC","blinded":"AA","key":"\#(key)"}"#,
        #"{"invitation":"ABCD-EFGH-JKMN-PQRS","key":"\#(key)"}"#, body(key: Data(count: 32)),
        #"{"invitation":"ABCD-EFGH-JKMN-PQRS","invitation":"ABCD-EFGH-JKMN-PQRS","blinded":"AA","key":"\#(key)"}"#,
        #"{"invitation":"ABCD-EFGH-JKMN-PQRS","blinded":"AA","key":"\#(key)","name":"P1"}"#,
      ] {
        #expect(try await client.postJSON(text, to: "/w/w1/pass").status == .badRequest, "\(text)")
      }
      let text = body()
      #expect(
        try await client.postJSON(text, to: "/w/w1/pass", headers: [.contentType: "text/plain"]).status == .badRequest)
      #expect(
        try await client.postJSON(text, to: "/w/w1/pass", headers: [.init("Sec-Fetch-Site")!: "cross-site"]).status
          == .forbidden)
      #expect(try await client.postJSON(text, to: "/w/none/pass").status == .notFound)
      #expect(try await client.postJSON(text, to: "/w/old/pass").status == .gone)
    }
    try await test(ServerSettings(maximumBodySize: 100)) { client async throws in
      #expect(try await client.postJSON(body(), to: "/w/w1/pass").status == .contentTooLarge)
    }
  }

  @Test func `whether a pass was handed out is said, also after closing`() async throws {
    try await test { client async throws in
      for wave in ["w1", "old"] {
        let uri = "/w/\(wave)/issued"
        #expect(
          try await client.postJSON(#"{"invitation":"abcdefghjkmnpqrs"}"#, to: uri).text == #"{"issued":false}"#)
        #expect(
          try await client.postJSON(#"{"invitation":"\#(StandInDesk.used)"}"#, to: uri).text == #"{"issued":true}"#)
        #expect(
          try await client.postJSON(#"{"invitation":"2222-2222-2222-2222"}"#, to: uri).status == .notFound)
        #expect(try await client.postJSON("{}", to: uri).status == .badRequest)
      }
    }
  }

  @Test func `a network that asks too often is told to wait`() async throws {
    try await test(ServerSettings(networkBurst: 2, networkRate: 0)) { client async throws in
      for _ in 0..<2 { #expect(try await client.postJSON(body(), to: "/w/w1/pass").status == .ok) }
      for path in ["pass", "issued"] {
        let reply = try await client.postJSON(body(), to: "/w/w1/\(path)")
        #expect(reply.status == .tooManyRequests)
        #expect(reply.headers[.retryAfter] == "2")
      }
      #expect(try await client.get("/w/w1/key.der").status == .ok)
    }
  }

  @Test func `at most so many passes are signed at once`() async throws {
    try await test(ServerSettings(maximumSignings: 0)) { client async throws in
      let reply = try await client.postJSON(body(), to: "/w/w1/pass")
      #expect(reply.status == .serviceUnavailable)
      #expect(reply.headers[.retryAfter] == "2")
    }
  }

  @Test func `the key is the same at desk and box`() async throws {
    try await test { client async throws in
      let reply = try await client.get("/w/w1/key.der")
      #expect(Data(reply.body.readableBytesView) == desk.passKey.derRepresentation)
      #expect(try await client.get("/w/none/key.der").status == .notFound)
      #expect(try await client.get("/w/w1/answers").status == .notFound)
      #expect(try await client.get("/livez").status == .ok)
    }
    let site = try TestSite()
    let key = try PassSigningKey().publicKey
    site.box.change { shelf in
      let wave = shelf.waves[0]
      shelf.waves.append(
        ServedWave(
          id: "passes", survey: wave.survey, organisation: wave.organisation, mode: .pass, languages: wave.languages,
          opens: wave.opens, closes: wave.closes, passKey: key, keeperPublicKey: wave.keeperPublicKey,
          keeperProven: true, isClosed: false))
    }
    try await site.test { client async throws in
      #expect(Data(try await client.get("/w/passes/key.der").body.readableBytesView) == key.derRepresentation)
      #expect(try await client.get("/w/code/key.der").status == .notFound)
    }
  }

  @Test func `the privacy page says which parts run together`() async throws {
    let site = try TestSite()
    for (role, words) in [
      (ServerRole.all, "everything runs on one server"), (.box, "is a server of its own"),
    ] {
      let router = try buildRouter(
        box: site.box, configuration: site.configuration, receipts: site.receipts, desk: desk, role: role,
        clock: { TestSite.now })
      let application = Application(router: router, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
      try await application.test(.router) { client async throws in
        let page = try await client.get("/en/w/code/privacy").text
        #expect(page.contains(words))
        #expect(page.contains("everything runs on one server") == (role == .all))
        #expect(try await client.postJSON(body(), to: "/w/w1/pass").status == .ok)
      }
    }
  }
}
