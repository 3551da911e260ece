public import Foundation
internal import HTTPTypes
public import Hummingbird
internal import NIOCore
public import SurveyCore

/// The routes of a desk on its own: handing out passes, the public keys and the probes.
///
/// - Parameters:
///   - desk: Where passes are handed out.
///   - configuration: What the workspace says of the organisation.
///   - readiness: What `/readyz` looks at.
///   - settings: Limits of bodies and their time.
///   - timeZone: The time zone in which pages write dates.
/// - Throws: When the module's resources are missing.
public func buildDeskRouter(
  desk: any PassDesk, configuration: WorkspaceConfiguration, readiness: Readiness = Readiness(),
  settings: ServerSettings = ServerSettings(), timeZone: TimeZone = .current
) throws -> Router<ServeContext> {
  let site = try Site(configuration: configuration, timeZone: timeZone)
  let crossSite = CrossSite(addresses: [configuration.addresses.desk].compactMap(\.self))
  let router = Router(context: ServeContext.self, options: .autoGenerateHeadEndpoints)
  router.add(
    middleware: SecurityHeaders(
      notFound: { _ in site.message("not-found", language: site.defaultLanguage, status: .notFound) },
      failed: { _ in site.message("failed", language: site.defaultLanguage, status: .internalServerError) }))
  router.add(
    middleware: BoundedBodies(
      limit: settings.maximumBodySize, deadlines: BodyDeadlines(.nanoseconds(settings.bodyDeadline.nanoseconds))))
  addDesk(desk, crossSite: crossSite, settings: settings, to: router)
  ProbeRoutes(readiness: readiness).add(to: router)
  return router
}

/// The routes that a desk has, alone or beside the box.
func addDesk(_ desk: any PassDesk, crossSite: CrossSite, settings: ServerSettings, to router: Router<ServeContext>) {
  DeskRoutes(
    desk: desk, crossSite: crossSite,
    allowance: NetworkAllowance(burst: settings.networkBurst, perSecond: settings.networkRate),
    signing: ConcurrencyCap(settings.maximumSignings)
  ).add(to: router)
  PassKeyRoutes { id in try await desk.waves().first { $0.id == id }?.passKey }.add(to: router)
}
