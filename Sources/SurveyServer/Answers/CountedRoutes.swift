internal import HTTPTypes
internal import Hummingbird
internal import SurveyCore

/// `GET /w/{wave}/counted.txt`: the signed list of everything counted, once the wave is unsealed.
struct CountedRoutes: Sendable {
  let catalogue: WaveCatalogue
  let box: any AnswerBox

  func add(to router: Router<ServeContext>) {
    router.get("/w/{wave}/counted.txt") { _, context in
      do {
        guard let id = context.parameters.get("wave"), let wave = try await catalogue.wave(id) else {
          return JSONReply.response(to: .unknownWave)
        }
        guard let list = try await box.countedList(of: wave.served.id) else {
          return JSONReply.error("The list is published when the wave is unsealed.", status: .notFound)
        }
        return Response(
          status: .ok, headers: [.contentType: "text/plain; charset=utf-8"],
          body: ResponseBody(byteBuffer: ByteBuffer(string: list)))
      } catch {
        return JSONReply.response(to: .unavailable)
      }
    }
  }
}
