import ArgumentParser
import Foundation
import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle
import SurveyCore
import SurveyNotify
import SurveyServer
import SurveyStore
import UnixSignals

/// `survey-serve`: the respondent's pages and the routes that take answers, for the waves of one workspace.
@main
struct SurveyServe: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "survey-serve",
    abstract: "Serve the pages on which people answer, take their answers, and hand out passes.",
    discussion: """
      Answers are sealed before they are stored and acknowledged only when they are on disk. Nothing is logged about requests.
      Put a proxy with TLS in front of it. SIGTERM or Ctrl-C stops it within ten seconds; nothing acknowledged is lost.
      """)

  @Option(help: ArgumentHelp("The workspace.", valueName: "DIR"))
  var workspace = "."

  @Option(
    help: "The role: desk (hands out passes), box (takes answers), or all, both in one process.",
    transform: Self.role)
  var role = ServerRole.all

  @Option(help: "The address to listen on.")
  var hostname = "127.0.0.1"

  @Option(help: ArgumentHelp("The port to listen on; 0 for any free one.", valueName: "PORT"))
  var port = 8080

  @Option(
    help: ArgumentHelp(
      "Serve /livez, /readyz and /metrics on this port of the loopback address too.", valueName: "PORT"))
  var adminPort: Int?

  @Flag(help: "For a device that people share: nothing is saved on it, and it goes back to the start by itself.")
  var kiosk = false

  static func main() async {
    do {
      let command = try parse()
      try await command.run()
    } catch {
      guard exitCode(for: error) == .validationFailure else { exit(withError: error) }
      // Bad usage is status 2 in all of our commands.
      try? FileHandle.standardError.write(contentsOf: Data((fullMessage(for: error) + "\n").utf8))
      Foundation.exit(2)
    }
  }

  private static func role(_ name: String) throws -> ServerRole {
    guard let role = ServerRole(rawValue: name) else {
      let known = ServerRole.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("'\(name)' is no role. Choose from \(known).")
    }
    return role
  }

  func validate() throws {
    for port in [port, adminPort].compactMap(\.self) where !(0...65_535).contains(port) {
      throw ValidationError("A port lies between 0 and 65535, not \(port).")
    }
  }

  func run() async throws {
    do {
      try await serve()
    } catch let error as DiagnosticsError {
      throw Self.failure("\(error)", code: 2)
    } catch let error as MalformedNetwork {
      throw Self.failure("error: \(error)", code: 2)
    } catch let error as StoreError {
      throw Self.failure("error: \(error)", code: 2)
    } catch let error as IOError where error.errnoCode == EADDRINUSE {
      throw Self.failure("error: Port \(port) is in use on \(hostname). Choose another with --port.", code: 2)
    }
  }

  private func serve() async throws {
    // A core dump would hold answers before they are sealed.
    var none = rlimit(rlim_cur: 0, rlim_max: 0)
    setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
    let opened = try Workspace(at: URL(filePath: workspace, directoryHint: .isDirectory).absoluteURL)
    var settings = ServerSettings(hostname: hostname, port: port)
    settings.isKiosk = kiosk
    let parts = try ServedParts(of: opened, role: role)
    let router = try parts.router(configuration: opened.configuration, settings: settings)
    let readiness = parts.readiness
    let logger = Logger(label: "survey-serve", factory: { StreamLogHandler.standardError(label: $0) })
    var services: [any Service] = [
      buildApplication(router: router, settings: settings, logger: logger) { [hostname] port in
        Self.announce("survey-serve listening on http://\(hostname):\(port)")
      }
    ]
    if let desk = parts.desk { services.append(DeskClosingService(desk: desk, logger: logger)) }
    // Subscribers and the outbox belong to the office, whose files a desk or a box on its own never opens.
    if role == .all, !opened.configuration.subscriptions.isEmpty {
      let outbox = SQLiteOutbox(try opened.openResults())
      services.append(
        NotificationService(
          dispatcher: try Dispatcher(
            outbox: outbox, configuration: opened.configuration, workspace: opened.folder.path), logger: logger))
    }
    if let adminPort {
      settings.hostname = "127.0.0.1"
      settings.port = adminPort
      services.append(
        buildApplication(
          router: buildAdminRouter(readiness: readiness, version: Self.version), settings: settings, logger: logger
        ) { port in Self.announce("survey-serve probes and metrics on http://127.0.0.1:\(port)") })
    }
    var configuration = ServiceGroupConfiguration(
      services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: Self.quiet(logger))
    configuration.maximumGracefulShutdownDuration = settings.stopTimeout
    try await ServiceGroup(configuration: configuration).run()
  }

  private static let version = "0.1.0"

  private static func quiet(_ logger: Logger) -> Logger {
    var logger = logger
    logger.logLevel = .warning
    return logger
  }

  /// Prints a line at once, also into a pipe, so that whoever started the server can wait for it.
  private static func announce(_ line: String) {
    try? FileHandle.standardOutput.write(contentsOf: Data("\(line)\n".utf8))
  }

  private static func failure(_ message: String, code: Int32) -> ExitCode {
    try? FileHandle.standardError.write(contentsOf: Data("\(message)\n".utf8))
    return ExitCode(code)
  }
}
