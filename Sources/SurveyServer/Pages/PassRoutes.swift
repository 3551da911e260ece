internal import HTTPTypes
internal import Hummingbird
internal import SurveyCore

/// The routes of the desk's pages. The page that makes a pass calls the desk's JSON routes from the script.
extension DeskPages {
  func add(to router: Router<ServeContext>) {
    router.get("/{lang}/w/{wave}/pass") { _, context in await withWave(context, pass) }
    router.get("/{lang}/w/{wave}/issued") { _, context in await withWave(context) { issued($0, $1) } }
    router.post("/{lang}/w/{wave}/issued") { request, context in await lookUp(request, context) }
  }

  private func lookUp(_ request: Request, _ context: ServeContext) async -> Response {
    guard !crossSite.refuses(request) else {
      return site.message("cross-site", language: site.language(of: request), status: .forbidden)
    }
    return await withWave(context) { wave, language in
      guard case .whole(let buffer) = context.body, let fields = FormFields(buffer) else {
        return site.message("malformed", language: language, status: .badRequest)
      }
      let typed = fields["invitation"] ?? ""
      guard let invitation = Invitation(typed) else { return issued(wave, language, typed: typed, .malformed) }
      do throws(PassDeskError) {
        return issued(wave, language, typed: typed, .known(try await desk.isIssued(invitation, in: wave.id)))
      } catch {
        switch error {
        case .unknownInvitation, .unknownWave: return issued(wave, language, typed: typed, .unknown)
        default: return site.unavailable(language, wave: nil)
        }
      }
    }
  }

  private func withWave(
    _ context: ServeContext, _ page: (DeskWave, Language) async -> Response
  ) async -> Response {
    let language = context.parameters.get("lang").flatMap { Language(rawValue: String($0)) }
    do {
      guard let language, let id = context.parameters.get("wave"),
        let wave = try await desk.waves().first(where: { $0.id == id }),
        site.languages(of: wave).contains(language)
      else { return site.message("not-found", language: site.known(language), status: .notFound) }
      return await page(wave, language)
    } catch {
      return site.unavailable(site.known(language), wave: nil)
    }
  }
}
