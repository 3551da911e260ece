internal import HTTPTypes
internal import Hummingbird
internal import SurveyCore

/// `GET /w/{wave}/key.der`: the public half of a wave's signing key, at the desk and at the box, so that everybody can compare them.
struct PassKeyRoutes: Sendable {
  /// The key of a wave; nil where there is no such wave or it has none.
  let key: @Sendable (_ wave: String) async throws -> PassPublicKey?

  func add(to router: Router<ServeContext>) {
    router.get("/w/{wave}/key.der") { _, context in
      do {
        guard let id = context.parameters.get("wave"), let key = try await key(id) else {
          return JSONReply.error("There is no such wave, or it has no passes.", status: .notFound)
        }
        return Response(
          status: .ok, headers: [.contentType: "application/octet-stream"],
          body: ResponseBody(byteBuffer: ByteBuffer(bytes: key.derRepresentation)))
      } catch {
        return JSONReply.response(to: .unavailable)
      }
    }
  }
}
