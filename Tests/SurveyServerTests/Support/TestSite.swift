import Foundation
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import SurveyCore
import SurveyTestSupport

@testable import SurveyServer

/// A server of the sample survey with waves in every state, over a box and a desk in memory.
struct TestSite: Sendable {
  static let now = Date(timeIntervalSince1970: 1_800_000_000)  // 15 January 2027, 08:00 UTC
  static let code = "ABCD-EFGH-JKMN-PQRS"
  static let otherCode = "0000-1111-2222-3333"
  static let signingKey = try! PassSigningKey()
  static let invitations = (0..<3).map { Invitation(row: $0, wave: "pass", key: InvitationKey()) }

  let box: ShelfBox
  let desk: ShelfDesk
  let receipts = TextSigner()
  let key = KeeperKey()
  let configuration: WorkspaceConfiguration
  let settings: ServerSettings
  let readiness: Readiness

  /// - Parameters:
  ///   - survey: The definition that all waves serve.
  ///   - settings: The server's limits.
  init(
    survey: Survey = SampleSurvey.survey, languages: [Language]? = nil, settings: ServerSettings = ServerSettings(),
    readiness: Readiness = Readiness(), change: (inout WorkspaceConfiguration) -> Void = { _ in }
  ) throws {
    let offered = languages ?? survey.languages
    let publicKey = key.publicKey
    func wave(
      _ id: String, _ mode: ParticipationMode, opens: Double = -86_400, closes: Double = 86_400 * 10 + 15 * 3_600,
      proven: Bool = true, closed: Bool = false
    ) -> ServedWave {
      ServedWave(
        id: id, survey: survey, organisation: SampleSurvey.organisation, mode: mode, languages: offered,
        opens: Self.now.addingTimeInterval(opens), closes: Self.now.addingTimeInterval(closes),
        passKey: mode == .pass ? Self.signingKey.publicKey : nil, keeperPublicKey: publicKey, keeperProven: proven,
        isClosed: closed)
    }
    box = ShelfBox(
      waves: [
        wave("code", .code), wave("pass", .pass), wave("open", .open), wave("later", .open, opens: 86_400),
        wave("unproven", .open, proven: false), wave("closed", .open, closed: true), wave("past", .open, closes: -60),
      ],
      codes: [Self.code, Self.otherCode].map { AccessCode($0)!.characters }.reduce(into: []) { $0.insert($1) })
    desk = ShelfDesk(
      waves: [
        ("pass", -86_400.0, false), ("pass-later", 86_400, false), ("pass-closed", -86_400, true),
      ].map { id, opens, isClosed in
        DeskWave(
          id: id, title: survey.title, languages: offered, opens: Self.now.addingTimeInterval(opens),
          closes: Self.now.addingTimeInterval(86_400 * 10), isClosed: isClosed, passKey: Self.signingKey.publicKey)
      }, roster: Self.invitations, key: Self.signingKey)
    let (loaded, diagnostics) = WorkspaceLoader.load(SampleSurvey.workspaceText, file: "workspace.yaml")
    guard var configuration = loaded else { fatalError("\(diagnostics)") }
    change(&configuration)
    self.configuration = configuration
    self.settings = settings
    self.readiness = readiness
  }

  /// The routes under test.
  func router() throws -> Router<ServeContext> {
    let timeZone = TimeZone(identifier: "Europe/Brussels")!
    let router = try buildRouter(
      box: box, configuration: configuration, receipts: receipts, readiness: readiness, settings: settings,
      timeZone: timeZone, clock: { Self.now })
    DeskPages(
      desk: desk, site: try Site(configuration: configuration, timeZone: timeZone),
      crossSite: CrossSite(addresses: []), clock: { Self.now }
    ).add(to: router)
    return router
  }

  /// A server of the routes.
  func application() throws -> some ApplicationProtocol {
    Application(router: try router(), logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
  }

  /// Runs a test against the router.
  func test(_ body: @escaping @Sendable (any TestClientProtocol) async throws -> Void) async throws {
    try await application().test(.router) { try await body($0) }
  }

  /// The ratings and comments of the only answer in the box, unsealed.
  func answer(in wave: String) throws -> (record: [UInt8], comments: [String]) {
    let sealed = box.change { Array($0.answers.values) }
    guard sealed.count == 1 else { throw ShelfBox.Broken() }
    let unsealer = Unsealer(key: key, wave: wave)
    return (
      Array(try unsealer.open(sealed[0].ratings)),
      try sealed[0].comments.map { CommentRecord(padded: try unsealer.open($0))?.text ?? "?" }
    )
  }
}

extension TestClientProtocol {
  /// Sends an answer as JSON.
  func postJSON(_ body: String, to uri: String, headers: HTTPFields = [:]) async throws -> TestResponse {
    var headers = headers
    if headers[.contentType] == nil { headers[.contentType] = "application/json" }
    return try await execute(uri: uri, method: .post, headers: headers, body: ByteBuffer(string: body))
  }

  /// Sends a form.
  func postForm(
    _ fields: KeyValuePairs<String, String>, to uri: String, headers: HTTPFields = [:]
  ) async throws -> TestResponse {
    try await postForm(fields.map { ($0.key, $0.value) }, to: uri, headers: headers)
  }

  func postForm(_ fields: [(String, String)], to uri: String, headers: HTTPFields = [:]) async throws -> TestResponse {
    var headers = headers
    headers[.contentType] = "application/x-www-form-urlencoded"
    let body = fields.map { "\(Self.encode($0.0))=\(Self.encode($0.1))" }.joined(separator: "&")
    return try await execute(uri: uri, method: .post, headers: headers, body: ByteBuffer(string: body))
  }

  func get(_ uri: String) async throws -> TestResponse { try await execute(uri: uri, method: .get) }

  private static func encode(_ text: String) -> String {
    text.utf8.map { byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "_"):
        String(UnicodeScalar(byte))
      default: "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }.joined()
  }
}

extension TestResponse {
  var text: String { String(buffer: body) }

  /// The page without the elements that load our own scripts.
  var withoutOwnScript: String {
    text.replacing(#/<script src="/assets/(survey|device).js\?v=[0-9a-z]+" defer></script>/#, with: "")
  }

  /// The names and values of the form's fields as a browser would send them, without any button.
  var form: [(String, String)] {
    var fields: [(String, String)] = []
    for match in text.matches(of: #/<input[^>]* type="(\w+)"[^>]* name="([^"]*)" value="([^"]*)"([^>]*)>/#) {
      let type = match.1
      if type == "hidden" || type == "text" || match.4.contains("checked") {
        fields.append((String(match.2), Self.unescape(String(match.3))))
      }
    }
    for match in text.matches(of: #/<textarea[^>]* name="([^"]*)"[^>]*>\n([^<]*)<\/textarea>/#) {
      fields.append((String(match.1), Self.unescape(String(match.2))))
    }
    return fields
  }

  private static func unescape(_ text: String) -> String {
    text.replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"")
      .replacing("&#39;", with: "'").replacing("&amp;", with: "&")
  }
}
