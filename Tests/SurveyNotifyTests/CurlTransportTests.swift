import Foundation
import SurveyCore
import Testing

@testable import SurveyNotify

/// Real transfers to a real receiver on the loopback interface.
@Suite(.timeLimit(.minutes(2)))
struct CurlTransportTests {
  static let loopback = ["127.0.0.0/8"]

  private func transport(
    allowing networks: [String] = loopback, limits: TransportLimits = TransportLimits(), proxy: String = ""
  ) throws -> CurlTransport {
    CurlTransport(policy: try AddressPolicy(allowing: networks), proxy: proxy, limits: limits)
  }

  private func request(_ url: String, allowHTTP: Bool = true, id: String = "msg_1") -> OutgoingRequest {
    OutgoingRequest(
      url: url, headers: [("content-type", "application/json"), ("webhook-id", id)],
      body: Data(#"{"words":"één"}"#.utf8), allowHTTP: allowHTTP)
  }

  @Test func `a request arrives byte by byte, with our headers and no others`() async throws {
    let receiver = try Receiver()
    let result = try await transport().send(request(receiver.url("/ok")))
    guard case .reply(let reply) = result else {
      Issue.record("no reply: \(result)")
      return
    }
    #expect(reply.status == 200 && reply.retryAfter == nil && !reply.body.isEmpty)
    let arrived = try #require(try receiver.requests.first)
    #expect(arrived.body == Data(#"{"words":"één"}"#.utf8))
    #expect(
      Set(arrived.headers.keys) == ["host", "user-agent", "content-type", "content-length", "webhook-id"])
    #expect(arrived.headers["user-agent"] == "inclusion-survey")
  }

  @Test("a status is a reply, and a redirect is not followed", arguments: [500, 503, 429, 410, 302, 404])
  func statuses(_ status: Int) async throws {
    let receiver = try Receiver()
    let result = try await transport().send(request(receiver.url("/\(status)")))
    guard case .reply(let reply) = result else {
      Issue.record("no reply: \(result)")
      return
    }
    #expect(reply.status == status)
    #expect(reply.retryAfter == (status == 429 ? "7" : nil))
    #expect(try receiver.requests.map(\.path) == ["/\(status)"])
  }

  @Test func `a reply without end is cut at 2 KB`() async throws {
    let receiver = try Receiver()
    let result = try await transport().send(request(receiver.url("/huge")))
    #expect(result == .reply(TransportReply(status: 200, body: Data(repeating: UInt8(ascii: "x"), count: 2048))))
  }

  @Test func `a reset and a closed port are failures`() async throws {
    let receiver = try Receiver()
    let transport = try transport()
    #expect(await transport.send(request(receiver.url("/reset"))) == .failed(.connectionLost))
    // Port 1 (tcpmux) is below what a receiver can get.
    #expect(await transport.send(request("http://127.0.0.1:1/")) == .failed(.notConnected))
  }

  @Test func `a slow receiver delays no other, and times out`() async throws {
    let receiver = try Receiver()
    let patient = try transport()
    let slow = Task { await patient.send(request(receiver.url("/slow"))) }
    while try receiver.requests.isEmpty { await Task.yield() }
    for _ in 0..<5 {
      guard case .reply = await patient.send(request(receiver.url("/ok"))) else {
        Issue.record("no reply")
        return
      }
    }
    // Cancelled means that it was still under way.
    slow.cancel()
    #expect(await slow.value == .cancelled)
    let hasty = try transport(limits: TransportLimits(totalTimeout: 0.5))
    #expect(await hasty.send(request(receiver.url("/slow"))) == .failed(.timedOut))
  }

  @Test("HTTP is refused unless allowed, and other protocols always")
  func protocols() async throws {
    let receiver = try Receiver()
    let transport = try transport()
    #expect(await transport.send(request(receiver.url("/ok"), allowHTTP: false)) == .failed(.protocolRefused))
    for url in ["file:///etc/hostname", "ftp://127.0.0.1/", "gopher://127.0.0.1/", "smtp://127.0.0.1/"] {
      #expect(await transport.send(request(url)) == .failed(.protocolRefused))
    }
    #expect(await transport.send(request("http://[::1")) == .failed(.malformedURL))
    #expect(try receiver.requests.isEmpty)
  }

  @Test(
    "an address that isn't allowed gets no connection, however it is written",
    arguments: [
      "127.0.0.1", "2130706433", "0x7f000001", "0177.0.0.1", "127.1", "localhost", "[::ffff:127.0.0.1]",
      "[::ffff:7f00:1]", "[::1]", "0.0.0.0",
    ])
  func addresses(_ host: String) async throws {
    let receiver = try Receiver()
    let result = try await transport(allowing: []).send(request(receiver.url("/ok", host: host)))
    #expect(result == .failed(.addressRefused))
    #expect(try receiver.requests.isEmpty)
  }

  @Test("an allowed network is reached by number and by name", arguments: ["127.0.0.1", "2130706433", "localhost"])
  func allowedAddresses(_ host: String) async throws {
    let receiver = try Receiver()
    let result = try await transport().send(request(receiver.url("/ok", host: host)))
    guard case .reply(let reply) = result else {
      Issue.record("no reply: \(result)")
      return
    }
    #expect(reply.status == 200)
  }

  @Test func `a proxy's address is checked too, and the environment's proxy is not used`() async throws {
    let receiver = try Receiver()
    let refused = try transport(allowing: [], proxy: receiver.url(""))
    #expect(await refused.send(request("http://example.org/hook")) == .failed(.addressRefused))
    #expect(try receiver.requests.isEmpty)
    let allowed = try transport(proxy: receiver.url(""))
    guard case .reply(let reply) = await allowed.send(request("http://example.org/hook")) else {
      Issue.record("no reply")
      return
    }
    #expect(reply.status == 404)
    #expect(try receiver.requests.map(\.path) == ["http://example.org/hook"])
  }

  @Test func `a certificate that nobody vouches for is refused`() async throws {
    let directory = FileManager.default.temporaryDirectory.appending(path: "tls-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(at: directory) }
    let (key, certificate) = (directory.appending(path: "key.pem"), directory.appending(path: "certificate.pem"))
    let code = try await Receiver.run([
      "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
      "-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key.path(),
      "-out", certificate.path(),
    ])
    #expect(code == 0)
    let receiver = try Receiver(arguments: ["--certificate", certificate.path(), "--key", key.path()])
    let result = try await transport().send(request(receiver.url("/ok", scheme: "https"), allowHTTP: false))
    #expect(result == .failed(.certificateRefused))
    #expect(try receiver.requests.isEmpty)
  }

  @Test func `a header can't carry another`() async throws {
    let receiver = try Receiver()
    let result = try await transport().send(request(receiver.url("/ok"), id: "msg_1\r\nwebhook-signature: v1,x"))
    #expect(result == .failed(.notPossible))
    #expect(try receiver.requests.isEmpty)
  }

  @Test func `a cancelled task gets its answer at once, and so does one that was cancelled before`() async throws {
    let receiver = try Receiver()
    let transport = try transport()
    let task = Task { await transport.send(request(receiver.url("/slow"))) }
    while try receiver.requests.isEmpty { await Task.yield() }
    task.cancel()
    #expect(await task.value == .cancelled)
    let before = Task {
      while !Task.isCancelled { await Task.yield() }
      return await transport.send(request(receiver.url("/slow")))
    }
    before.cancel()
    #expect(await before.value == .cancelled)
  }
}
