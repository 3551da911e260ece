internal import HTTPTypes
internal import Hummingbird

/// `/livez` says that the process runs, `/readyz` that it can take answers.
struct ProbeRoutes: Sendable {
  let readiness: CachedReadiness

  init(readiness: Readiness) {
    self.readiness = CachedReadiness(readiness)
  }

  func add(to router: Router<ServeContext>) {
    router.get("/livez") { _, _ in Self.plain("ok\n", status: .ok) }
    router.get("/readyz") { _, _ in
      let failures = await readiness.failures()
      return failures.isEmpty
        ? Self.plain("ok\n", status: .ok)
        : Self.plain("not ready: \(failures.joined(separator: ", "))\n", status: .serviceUnavailable)
    }
  }

  static func plain(_ text: String, status: HTTPResponse.Status) -> Response {
    Response(
      status: status, headers: [.contentType: "text/plain; charset=utf-8"],
      body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
  }
}

/// A readiness probe that looks at most once a second, so that asking can't become a load of its own.
actor CachedReadiness {
  private let readiness: Readiness
  private var last: (at: ContinuousClock.Instant, failures: [String])?

  init(_ readiness: Readiness) {
    self.readiness = readiness
  }

  func failures() async -> [String] {
    let now = ContinuousClock.now
    if let last, now - last.at < .seconds(1) { return last.failures }
    let failures = await readiness.failures()
    last = (now, failures)
    return failures
  }
}
