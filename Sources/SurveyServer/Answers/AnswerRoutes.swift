internal import HTTPTypes
internal import Hummingbird
internal import SurveyCore

internal import struct Foundation.Data

/// The JSON routes for clients that show their own pages: sending answers, and the survey as it is served.
struct AnswerRoutes: Sendable {
  let catalogue: WaveCatalogue
  let intake: AnswerIntake
  let crossSite: CrossSite

  func add(to router: Router<ServeContext>) {
    router.post("/w/{wave}/answers") { request, context in
      JSONReply.response(to: await post(request, context))
    }
    router.get("/w/{wave}/definition.json") { request, context in await definition(request, context) }
  }

  private func post(_ request: Request, _ context: ServeContext) async -> AnswerReply {
    guard !crossSite.refuses(request) else { return .crossSite }
    let wave: PreparedWave
    do {
      guard let id = context.parameters.get("wave"), let found = try await catalogue.wave(id) else {
        return .unknownWave
      }
      wave = found
    } catch {
      return .unavailable
    }
    let obstacle = intake.obstacle(to: wave)
    if let obstacle {
      guard case .closed = obstacle else { return obstacle }
    }
    switch Self.read(request, context, in: wave) {
    case .success(let sent) where obstacle == nil: return await intake.take(sent.answers, under: sent.right, in: wave)
    case .success(let sent): return await intake.replyAfterClosing(to: sent.right, in: wave)
    case .failure(let refusal): return obstacle ?? refusal.reply
    }
  }

  private static func read(
    _ request: Request, _ context: ServeContext, in wave: PreparedWave
  ) -> Result<(right: AnsweringRight, answers: [String: AnswerInput]), Refusal> {
    guard JSONReply.isJSON(request) else { return .failure(Refusal(reply: .malformed(.notJSONType))) }
    switch context.body {
    case .tooLarge: return .failure(Refusal(reply: .tooLarge))
    case .none: return .failure(Refusal(reply: .malformed(.notJSON)))
    case .whole(let buffer):
      guard let document = try? AnswerDocument(json: Array(buffer.readableBytesView)) else {
        return .failure(Refusal(reply: .malformed(.notJSON)))
      }
      return right(document.right, in: wave).map { ($0, document.answers) }
    }
  }

  private struct Refusal: Error {
    let reply: AnswerReply
  }

  private static func right(_ sent: AnswerDocument.Right?, in wave: PreparedWave) -> Result<AnsweringRight, Refusal> {
    switch (sent, wave.served.mode) {
    case (nil, _): .failure(Refusal(reply: .malformed(.noRight)))
    case (.pass(let nonce, let signature), .pass):
      Pass(nonce: nonce, signature: signature).map { .success(.pass($0)) } ?? .failure(Refusal(reply: .unknownRight))
    case (.code(let text), .code), (.code(let text), .pass):
      AccessCode(text).map { .success(.code($0)) } ?? .failure(Refusal(reply: .unknownRight))
    case (.nonce(let text), .open):
      AnsweringRight(nonce: text).map { .success($0) } ?? .failure(Refusal(reply: .unknownRight))
    case (.pass, _), (.code, .open), (.nonce, _): .failure(Refusal(reply: .malformed(.wrongMode)))
    }
  }

  private func definition(_ request: Request, _ context: ServeContext) async -> Response {
    do {
      guard let id = context.parameters.get("wave"), let wave = try await catalogue.wave(id) else {
        return JSONReply.response(to: .unknownWave)
      }
      let asked = request.uri.queryParameters.get("language")
      let language = asked.flatMap(Language.init(rawValue:))
      if asked != nil {
        guard let language, wave.served.languages.contains(language) else {
          return JSONReply.error("The wave isn't offered in that language.", status: .notFound)
        }
      }
      return JSONReply.response(body: wave.definition(in: language), status: .ok)
    } catch {
      return JSONReply.response(to: .unavailable)
    }
  }
}

extension AnsweringRight {
  /// A nonce as forms and JSON carry it, or nil where the text is none.
  init?(nonce text: String) {
    guard text.utf8.count <= 32, let bytes = Base64URL.decode(text), bytes.count == Self.nonceSize else { return nil }
    self = .nonce(bytes)
  }
}
