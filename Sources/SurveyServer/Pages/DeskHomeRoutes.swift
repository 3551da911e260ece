internal import HTTPTypes
internal import Hummingbird
internal import SurveyCore

internal import struct Foundation.Date

/// The first page of a desk on its own: the waves for which it hands out passes now. Beside a box, the box's page lists them.
struct DeskHomeRoutes: Sendable {
  let desk: any PassDesk
  let site: Site
  let clock: @Sendable () -> Date

  func add(to router: Router<ServeContext>) {
    router.get("/") { request, _ in await home(in: site.language(acceptedBy: request.headers[.acceptLanguage])) }
    router.get("/{lang}") { request, context in
      guard context.parameters.get("lang").flatMap({ Language(rawValue: String($0)) }) != nil else {
        return site.notFound(request)
      }
      return Response(status: .seeOther, headers: [.location: "/"])
    }
  }

  private func home(in language: Language) async -> Response {
    do {
      let now = clock()
      let open = try await desk.waves().filter { !$0.isClosed && $0.opens <= now && now < $0.closes }
      return HomePage(site: site).response(waves: open, in: language)
    } catch {
      return site.unavailable(language, wave: nil)
    }
  }
}
