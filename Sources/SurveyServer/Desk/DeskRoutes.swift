internal import HTTPTypes
internal import Hummingbird
internal import SurveyCore

/// The desk's JSON routes: handing out a pass, and whether one was handed out. Nothing about requests is kept or logged.
struct DeskRoutes: Sendable {
  let desk: any PassDesk
  let crossSite: CrossSite
  let allowance: NetworkAllowance
  let signing: ConcurrencyCap

  func add(to router: Router<ServeContext>) {
    router.post("/w/{wave}/pass") { request, context in await pass(request, context) }
    router.post("/w/{wave}/issued") { request, context in await issued(request, context) }
  }

  private func pass(_ request: Request, _ context: ServeContext) async -> Response {
    await handle(request, context) { document, wave throws(PassDeskError) in
      guard document.key == wave.passKey.id, let blinded = document.blinded else { throw .malformed }
      // The desk looks at the dates once more when it writes; here they come before anything costs time.
      if wave.isClosed { throw .closed }
      guard signing.enter() else { throw .busy }
      defer { signing.leave() }
      return DeskReply.signature(try await desk.issue(blinded, for: document.invitation, in: wave.id))
    }
  }

  private func issued(_ request: Request, _ context: ServeContext) async -> Response {
    await handle(request, context) { document, wave throws(PassDeskError) in
      DeskReply.issued(try await desk.isIssued(document.invitation, in: wave.id))
    }
  }

  private func handle(
    _ request: Request, _ context: ServeContext,
    _ answer: (PassDocument, DeskWave) async throws(PassDeskError) -> Response
  ) async -> Response {
    guard !crossSite.refuses(request) else { return JSONReply.response(to: .crossSite) }
    guard allowance.takes(from: context.channel.remoteAddress) else { return DeskReply.tooMany }
    let wave: DeskWave?
    do { wave = try await desk.waves().first { $0.id == context.parameters.get("wave") } } catch {
      return DeskReply.unavailable
    }
    guard let wave else { return DeskReply.refusal(.unknownWave) }
    let document: PassDocument
    switch context.body {
    case .tooLarge: return JSONReply.response(to: .tooLarge)
    case .none: return DeskReply.malformed
    case .whole(let buffer):
      guard JSONReply.isJSON(request), let read = try? PassDocument(json: Array(buffer.readableBytesView)) else {
        return DeskReply.malformed
      }
      document = read
    }
    do throws(PassDeskError) { return try await answer(document, wave) } catch { return DeskReply.refusal(error) }
  }
}
