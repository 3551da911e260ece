import Hummingbird
import HummingbirdTesting
import Logging
import Testing

@testable import SurveyServer

@Suite struct ProbeRoutesTests {
  @Test func `a ready server says so`() async throws {
    try await TestSite(readiness: Readiness([Readiness.Check("disk space") { true }])).test { client async throws in
      #expect(try await client.get("/livez").status == .ok)
      #expect(try await client.get("/readyz").status == .ok)
    }
  }

  @Test func `a server that can't write lives but isn't ready, and says what is missing`() async throws {
    let readiness = Readiness([Readiness.Check("durable write") { false }, Readiness.Check("disk space") { true }])
    try await TestSite(readiness: readiness).test { client async throws in
      #expect(try await client.get("/livez").status == .ok)
      let response = try await client.get("/readyz")
      #expect(response.status == .serviceUnavailable)
      #expect(response.text == "not ready: durable write\n")
    }
  }

  @Test func `gauges are of the process only`() async throws {
    let router = buildAdminRouter(readiness: Readiness(), version: "1.2.3")
    let application = Application(router: router, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    try await application.test(.router) { client async throws in
      let text = try await client.get("/metrics").text
      #expect(text.contains("survey_up 1\n"))
      #expect(text.contains("survey_build_info{version=\"1.2.3\"} 1\n"))
      #expect(text.contains(#/survey_uptime_seconds \d+\n/#))
      #expect(!text.contains("request") && !text.contains("counter"))
    }
  }

  @Test func `the public routes have no gauges`() async throws {
    try await TestSite().test { client async throws in #expect(try await client.get("/metrics").status == .notFound) }
  }
}
