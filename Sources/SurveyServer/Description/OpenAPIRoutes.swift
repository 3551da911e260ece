internal import HTTPTypes
internal import Hummingbird

internal import struct Foundation.Data

/// `GET /openapi.json`: the description of the routes, for programs.
struct OpenAPIRoutes: Sendable {
  /// Adds the route. It comes last, since it describes the routes that are there by then, and itself.
  func add(to router: Router<ServeContext>) throws {
    var document = try OpenAPIDocument()
    document.keep(router.describedRoutes.union([OpenAPIDocument.Route(method: .get, path: Self.path)]))
    let data = try document.data()
    router.get(RouterPath(Self.path)) { _, _ in JSONReply.response(body: data, status: .ok) }
  }

  private static let path = "/openapi.json"
}
