public import Foundation
internal import HTTPTypes
public import Hummingbird
internal import NIOCore
public import SurveyCore

/// The routes of a desk on its own: its pages, handing out passes, the public keys and the probes.
///
/// - Parameters:
///   - desk: Where passes are handed out.
///   - configuration: What the workspace says of the organisation.
///   - readiness: What `/readyz` looks at.
///   - settings: Limits of bodies and their time.
///   - timeZone: The time zone in which pages write dates.
///   - clock: The present moment, for opening and closing dates.
/// - Throws: When the module's resources are missing.
public func buildDeskRouter(
  desk: any PassDesk, configuration: WorkspaceConfiguration, readiness: Readiness = Readiness(),
  settings: ServerSettings = ServerSettings(), timeZone: TimeZone = .current,
  clock: @escaping @Sendable () -> Date = { Date() }
) throws -> Router<ServeContext> {
  let site = try Site(
    configuration: configuration, timeZone: timeZone, role: .desk, isKiosk: settings.isKiosk)
  let crossSite = CrossSite(addresses: [configuration.addresses.desk].compactMap(\.self))
  let router = Router(context: ServeContext.self, options: .autoGenerateHeadEndpoints)
  router.add(middleware: SecurityHeaders(notFound: site.notFound, failed: site.failed))
  router.add(
    middleware: BoundedBodies(
      limit: settings.maximumBodySize, deadlines: BodyDeadlines(.nanoseconds(settings.bodyDeadline.nanoseconds))))
  DeskHomeRoutes(desk: desk, site: site, clock: clock).add(to: router)
  addDesk(desk, site: site, crossSite: crossSite, settings: settings, clock: clock, to: router)
  SiteRoutes(site: site).add(to: router)
  ProbeRoutes(readiness: readiness).add(to: router)
  try OpenAPIRoutes().add(to: router)
  return router
}

/// The routes that a desk has, alone or beside the box.
func addDesk(
  _ desk: any PassDesk, site: Site, crossSite: CrossSite, settings: ServerSettings,
  clock: @escaping @Sendable () -> Date, to router: Router<ServeContext>
) {
  DeskPages(desk: desk, site: site, crossSite: crossSite, clock: clock).add(to: router)
  DeskRoutes(
    desk: desk, crossSite: crossSite,
    allowance: NetworkAllowance(burst: settings.networkBurst, perSecond: settings.networkRate),
    signing: ConcurrencyCap(settings.maximumSignings)
  ).add(to: router)
  PassKeyRoutes { id in try await desk.waves().first { $0.id == id }?.passKey }.add(to: router)
}
