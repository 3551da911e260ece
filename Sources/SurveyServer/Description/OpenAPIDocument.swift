internal import Foundation
internal import HTTPTypes
internal import Hummingbird

/// The description of a server's routes for programs (OpenAPI 3.1).
///
/// `openapi.json` describes the routes of every role. What a server answers with is cut down to the routes that it has.
struct OpenAPIDocument {
  /// A route of the description.
  struct Route: Hashable {
    let method: HTTPRequest.Method
    /// The path with its parameters in braces, as the router writes it.
    let path: String
  }

  private var members: [String: Any]

  /// Reads the description that comes with the module.
  init() throws {
    guard let url = Bundle.module.url(forResource: "openapi", withExtension: "json", subdirectory: "Resources"),
      let members = try JSONSerialization.jsonObject(with: Data(contentsOf: url)) as? [String: Any]
    else { throw MissingResource(name: "openapi.json") }
    self.members = members
  }

  /// Every route that is described.
  var routes: Set<Route> {
    Set(
      paths.flatMap { path, operations in
        operations.keys.compactMap { name in
          HTTPRequest.Method(name.uppercased()).map { Route(method: $0, path: path) }
        }
      })
  }

  /// Leaves the description of those routes only.
  mutating func keep(_ routes: Set<Route>) {
    members["paths"] = paths.reduce(into: [:]) { kept, entry in
      let (path, operations) = entry
      let own = operations.filter { name, _ in
        HTTPRequest.Method(name.uppercased()).map { routes.contains(Route(method: $0, path: path)) } ?? false
      }
      if !own.isEmpty { kept[path] = own }
    }
  }

  /// The description as JSON.
  func data() throws -> Data {
    try JSONSerialization.data(withJSONObject: members, options: [.sortedKeys, .withoutEscapingSlashes])
  }

  private var paths: [String: [String: Any]] { members["paths"] as? [String: [String: Any]] ?? [:] }
}

extension Router {
  /// The routes as a description writes them; every GET answers HEAD too, which isn't described apart.
  var describedRoutes: Set<OpenAPIDocument.Route> {
    Set(
      routes.filter { $0.method != .head }
        .map { OpenAPIDocument.Route(method: $0.method, path: $0.path.description) })
  }
}
