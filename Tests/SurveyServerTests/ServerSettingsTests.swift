import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle
import SurveyCore
import Testing

@testable import SurveyServer

/// The limits of web.md, section "Server settings", against a listening server and raw connections.
@Suite(.serialized) struct ServerSettingsTests {
  /// Runs a server with these settings and gives its port.
  static func serve(_ settings: ServerSettings, _ body: @escaping @Sendable (Int) async throws -> Void) async throws {
    var settings = settings
    settings.port = 0
    let site = try TestSite(settings: settings)
    let (ports, continuation) = AsyncStream.makeStream(of: Int.self)
    let application = buildApplication(
      router: try site.router(), settings: settings, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
      onListening: { continuation.yield($0) })
    let group = ServiceGroup(
      configuration: ServiceGroupConfiguration(
        services: [application], logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }))
    try await withThrowingTaskGroup(of: Void.self) { tasks in
      tasks.addTask { try await group.run() }
      for await port in ports {
        try await body(port)
        break
      }
      await group.triggerGracefulShutdown()
      try await tasks.waitForAll()
    }
  }

  /// Sends parts of a request with pauses, and returns what came back until the connection closed, and after how long.
  static func talk(
    to port: Int, _ parts: [String], pause: Duration = .zero, atMost: Duration = .seconds(8)
  ) async throws -> (text: String, took: Duration) {
    let start = ContinuousClock.now
    let channel = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
      .connect(host: "127.0.0.1", port: port) { channel in
        channel.eventLoop.makeCompletedFuture {
          try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
        }
      }
    let closing = channel.channel.eventLoop.scheduleTask(in: .nanoseconds(atMost.nanoseconds)) {
      channel.channel.close(promise: nil)
    }
    defer { closing.cancel() }
    var text = ""
    try? await channel.executeThenClose { inbound, outbound in
      for part in parts {
        try? await outbound.write(ByteBuffer(string: part))
        if pause > .zero { try await Task.sleep(for: pause) }
      }
      for try await buffer in inbound { text += String(buffer: buffer) }
    }
    return (text, ContinuousClock.now - start)
  }

  @Test func `a body that drips is cut off at the deadline`() async throws {
    try await Self.serve(ServerSettings(bodyDeadline: .milliseconds(400))) { port in
      let head =
        "POST /w/open/answers HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n"
      let (text, took) = try await Self.talk(
        to: port, [head] + Array(repeating: "x", count: 10), pause: .milliseconds(100))
      #expect(!text.contains("200"))
      // Without the deadline the connection would be idle for 20 s before it is closed.
      #expect(took < .seconds(15))
    }
  }

  @Test func `an idle connection is closed`() async throws {
    try await Self.serve(ServerSettings(idleTimeout: .milliseconds(300))) { port in
      let (_, took) = try await Self.talk(to: port, ["GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n"])
      #expect(took < .seconds(4))
    }
  }

  @Test func `a refused body doesn't keep the connection`() async throws {
    try await Self.serve(ServerSettings(maximumBodySize: 1_000)) { port in
      let head =
        "POST /w/open/answers HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n"
      let (text, took) = try await Self.talk(to: port, [head])
      #expect(text.hasPrefix("HTTP/1.1 413"))
      #expect(text.lowercased().contains("connection: close"))
      #expect(took < .seconds(5))
    }
  }

  @Test func `far too many or too large header fields are refused`() async throws {
    try await Self.serve(ServerSettings(idleTimeout: .milliseconds(500))) { port in
      let many = (0..<80).map { "X-\($0): y\r\n" }.joined()
      let (first, _) = try await Self.talk(to: port, ["GET /livez HTTP/1.1\r\nHost: localhost\r\n\(many)\r\n"])
      #expect(!first.contains("200 OK"))
      let large = String(repeating: "y", count: 20_000)
      let (second, _) = try await Self.talk(to: port, ["GET /livez HTTP/1.1\r\nHost: localhost\r\nX: \(large)\r\n\r\n"])
      #expect(!second.contains("200 OK"))
    }
  }
}
