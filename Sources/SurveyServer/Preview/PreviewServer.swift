public import Foundation
internal import Hummingbird
internal import Logging
internal import NIOCore
public import SurveyCore

/// A server that shows a survey as respondents see it, and keeps nothing of what they send.
public struct PreviewServer: Sendable {
  /// The port is in use.
  public struct PortInUse: Error {}

  private let source: PreviewSource
  private let organisation: Organisation?
  private let mode: ParticipationMode
  private let site: Site
  private let now: Date

  /// - Parameters:
  ///   - source: The survey's file.
  ///   - configuration: What the workspace says of the organisation; names that stand for any without one.
  ///   - organisation: The units to choose from, if there are any.
  ///   - mode: How people would take part: `open`, or `code`, where any code is good.
  ///   - now: The present moment.
  ///   - timeZone: The time zone in which pages write dates.
  /// - Throws: When the module's resources are missing.
  public init(
    source: PreviewSource, configuration: WorkspaceConfiguration? = nil, organisation: Organisation? = nil,
    mode: ParticipationMode = .open, now: Date = Date(), timeZone: TimeZone = .current
  ) throws {
    self.source = source
    self.organisation = organisation
    self.mode = mode
    self.now = now
    site = try Site(
      configuration: configuration ?? Self.configuration(for: source.current.survey?.languages ?? []),
      timeZone: timeZone)
  }

  /// The pages.
  func pages() throws -> PreviewPages {
    PreviewPages(
      router: try buildRouter(
        box: PreviewBox(source: source, organisation: organisation, mode: mode, now: now),
        configuration: site.configuration,
        receipts: TextSigner(), timeZone: site.timeZone, waveInterval: .zero),
      source: source, site: site)
  }

  /// Serves on the loopback address until SIGTERM or Ctrl-C.
  ///
  /// - Parameters:
  ///   - port: The port; 0 for any free one.
  ///   - onListening: Called with the port once the server listens.
  /// - Throws: ``PortInUse``, or what the network says.
  public func run(port: Int, onListening: @escaping @Sendable (Int) async -> Void) async throws {
    let logger = Logger(label: "survey-cli", factory: { StreamLogHandler.standardError(label: $0) })
    let application = buildApplication(
      router: try pages(), settings: ServerSettings(port: port), logger: logger, onListening: onListening)
    do { try await application.runService() } catch let error as IOError where error.errnoCode == EADDRINUSE {
      throw PortInUse()
    }
  }

  /// Names that stand for any organisation, the survey's languages first.
  private static func configuration(for languages: [Language]) -> WorkspaceConfiguration {
    WorkspaceConfiguration(
      organisationName: LocalizedText([
        .nl: "Uw organisatie", .fr: "Votre organisation", .de: "Ihre Organisation", .en: "Your organisation",
      ]), languages: languages + Language.allCases.filter { !languages.contains($0) })
  }
}

/// The server's own pages, with what a preview says beside them.
struct PreviewPages: HTTPResponderBuilder {
  let router: Router<ServeContext>
  let source: PreviewSource
  let site: Site

  func buildResponder() -> PreviewResponder {
    PreviewResponder(pages: router.buildResponder(), source: source, site: site)
  }
}
