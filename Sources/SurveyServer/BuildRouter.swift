public import Foundation
internal import HTTPTypes
public import Hummingbird
internal import NIOCore
public import SurveyCore

/// The routes of the box: the respondent's pages, the JSON routes and the probes.
///
/// The executable, the tests and the benchmarks all build their server from this function.
///
/// - Parameters:
///   - box: Where waves are read and sealed answers kept.
///   - configuration: What the workspace says of the organisation.
///   - receipts: The key that signs receipts.
///   - desk: Where passes are handed out, if it is in the same process.
///   - role: Whether the box is a server of its own, as the privacy page says.
///   - readiness: What `/readyz` looks at.
///   - settings: Limits of bodies and their time.
///   - timeZone: The time zone in which pages write dates.
///   - waveInterval: How long what the box says of its waves counts.
///   - clock: The present moment, for opening and closing dates.
/// - Throws: When the module's resources are missing.
public func buildRouter(
  box: any AnswerBox, configuration: WorkspaceConfiguration, receipts: TextSigner,
  desk: (any PassDesk)? = nil, role: ServerRole = .all, readiness: Readiness = Readiness(),
  settings: ServerSettings = ServerSettings(), timeZone: TimeZone = .current,
  waveInterval: Duration = .seconds(1), clock: @escaping @Sendable () -> Date = { Date() }
) throws -> Router<ServeContext> {
  let catalogue = WaveCatalogue(box: box, interval: waveInterval)
  let intake = AnswerIntake(box: box, receipts: receipts, clock: clock)
  let crossSite = CrossSite(addresses: [configuration.addresses.box, configuration.addresses.desk].compactMap(\.self))
  let site = try Site(
    configuration: configuration, timeZone: timeZone, role: role, isKiosk: settings.isKiosk)

  let router = Router(context: ServeContext.self, options: .autoGenerateHeadEndpoints)
  router.add(middleware: SecurityHeaders(notFound: site.notFound, failed: site.failed))
  router.add(
    middleware: BoundedBodies(
      limit: settings.maximumBodySize, deadlines: BodyDeadlines(.nanoseconds(settings.bodyDeadline.nanoseconds))))
  AnswerRoutes(catalogue: catalogue, intake: intake, crossSite: crossSite).add(to: router)
  CountedRoutes(catalogue: catalogue, box: box).add(to: router)
  if let desk {
    addDesk(desk, site: site, crossSite: crossSite, settings: settings, clock: clock, to: router)
  } else {
    PassKeyRoutes { id in try await catalogue.wave(id)?.served.passKey }.add(to: router)
  }
  SiteRoutes(site: site).add(to: router)
  PageRoutes(site: site, catalogue: catalogue, intake: intake, crossSite: crossSite).add(to: router)
  ProbeRoutes(readiness: readiness).add(to: router)
  try OpenAPIRoutes().add(to: router)
  return router
}
