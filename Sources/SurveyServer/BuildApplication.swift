internal import HTTPTypes
public import Hummingbird
internal import HummingbirdCore
public import Logging
internal import NIOCore
public import ServiceLifecycle

/// The server round a router, with the limits that Hummingbird's defaults don't set.
///
/// - Parameters:
///   - router: The routes, such as those of ``buildRouter(box:configuration:receipts:readiness:settings:timeZone:clock:)``.
///   - settings: Address and limits.
///   - services: What runs as long as the server does.
///   - logger: Where the server logs starting, stopping and failures of its own; nothing about requests.
///   - onListening: Called with the port once the server listens.
public func buildApplication<Pages: HTTPResponderBuilder>(
  router: Pages, settings: ServerSettings = ServerSettings(), services: [any Service] = [],
  logger: Logger, onListening: @escaping @Sendable (Int) async -> Void = { _ in }
) -> some ApplicationProtocol where Pages.Responder.Context == ServeContext {
  var quiet = logger
  // Below this level Hummingbird writes a line per request or connection.
  quiet.logLevel = max(logger.logLevel, .warning)
  return Application(
    router: router,
    server: .http1(
      configuration: HTTP1Channel.Configuration(
        idleTimeout: .nanoseconds(settings.idleTimeout.nanoseconds),
        httpDecoderConfiguration: HTTP1Channel.Configuration.DecoderConfiguration(
          maxHeaderFieldSize: settings.maximumHeaderSize, maxHeaderListSize: settings.maximumHeaderSize,
          maxHeaderFieldCount: settings.maximumHeaderFields))),
    configuration: ApplicationConfiguration(
      address: .hostname(settings.hostname, port: settings.port), serverName: nil,
      availableConnectionsDelegate: MaximumAvailableConnections(settings.maximumConnections, logger: quiet)),
    services: services,
    onServerRunning: { channel in await onListening(channel.localAddress?.port ?? settings.port) },
    logger: quiet)
}
