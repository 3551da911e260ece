import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import SurveyCore
import Testing

@testable import SurveyServer

@Suite struct OpenAPIDocumentTests {
  @Test func `every route of box and desk is described`() throws {
    let site = try TestSite()
    let described = try OpenAPIDocument().routes
    let both = try buildRouter(
      box: site.box, configuration: site.configuration, receipts: site.receipts, desk: site.desk)
    let box = try buildRouter(
      box: site.box, configuration: site.configuration, receipts: site.receipts, role: .box)
    let desk = try buildDeskRouter(desk: site.desk, configuration: site.configuration)
    for router in [both, box, desk] {
      let routes = router.describedRoutes
      #expect(routes.count > 8)
      for route in routes { #expect(described.contains(route), "\(route.method) \(route.path) isn't described") }
    }
  }

  @Test func `a server describes the routes that it has, and no others`() async throws {
    let site = try TestSite()
    let router = try buildDeskRouter(desk: site.desk, configuration: site.configuration)
    let routes = Set(router.describedRoutes.map { "\($0.method) \($0.path)" })
    let app = Application(router: router)
    try await app.test(.router) { client in
      let response = try await client.get("/openapi.json")
      #expect(response.status == .ok)
      #expect(response.headers[.contentType] == "application/json")
      #expect(response.headers[.xContentTypeOptions] == "nosniff")
      let document = try #require(
        try JSONSerialization.jsonObject(with: Data(response.body.readableBytesView)) as? [String: Any])
      #expect(document["openapi"] as? String == "3.1.0")
      let paths = try #require(document["paths"] as? [String: [String: Any]])
      let named = Set(
        paths.flatMap { path, operations in operations.keys.map { "\($0.uppercased()) \(path)" } })
      #expect(named == routes)
      #expect(paths["/w/{wave}/pass"] != nil && paths["/w/{wave}/answers"] == nil)
    }
  }

  @Test func `every part that is referred to exists`() throws {
    let text = String(decoding: try OpenAPIDocument().data(), as: UTF8.self)
    let document = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let components = try #require(document["components"] as? [String: [String: Any]])
    let references = text.matches(of: #/"#\/components\/([a-zA-Z]+)\/([A-Za-z0-9]+)"/#)
    #expect(references.count > 50)
    for reference in references {
      #expect(components[String(reference.1)]?[String(reference.2)] != nil, "\(reference.0)")
    }
  }
}
