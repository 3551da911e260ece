public import Hummingbird
internal import SurveyCore

/// The routes of the second listener, for whoever runs the server: the probes and the process's gauges. It listens on loopback only, and
/// shows nothing about requests: such counters would tell when people answer.
///
/// - Parameters:
///   - readiness: What `/readyz` looks at.
///   - version: The program's version.
public func buildAdminRouter(readiness: Readiness, version: String) -> Router<ServeContext> {
  let router = Router(context: ServeContext.self)
  router.add(
    middleware: SecurityHeaders(
      notFound: { _ in ProbeRoutes.plain("not found\n", status: .notFound) },
      failed: { _ in ProbeRoutes.plain("failed\n", status: .internalServerError) }))
  let probes = ProbeRoutes(readiness: readiness)
  probes.add(to: router)
  let started = ContinuousClock.now
  router.get("/metrics") { _, _ in
    let seconds = (ContinuousClock.now - started).components.seconds
    let isReady = await probes.readiness.failures().isEmpty
    var response = ProbeRoutes.plain(
      """
      # HELP survey_up Whether the server can take answers.
      # TYPE survey_up gauge
      survey_up \(isReady ? 1 : 0)
      # HELP survey_build_info The program's version.
      # TYPE survey_build_info gauge
      survey_build_info{version="\(version)"} 1
      # HELP survey_uptime_seconds Seconds since the process started.
      # TYPE survey_uptime_seconds gauge
      survey_uptime_seconds \(seconds)

      """, status: .ok)
    response.headers[.contentType] = "text/plain; version=0.0.4; charset=utf-8"
    return response
  }
  return router
}
