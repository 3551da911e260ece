import Foundation
import Hummingbird
import HummingbirdTesting
import SurveyCore
import SurveyTestSupport
import Synchronization
import Testing

@testable import SurveyServer

@Suite struct PreviewServerTests {
  /// A survey file in a folder of its own.
  private struct File {
    let url: URL

    init() throws {
      let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      url = folder.appending(path: "sample.yaml")
      try write(SampleSurvey.text)
    }

    func write(_ text: String) throws { try text.write(to: url, atomically: true, encoding: .utf8) }
    func remove() { try? FileManager.default.removeItem(at: url.deletingLastPathComponent()) }
  }

  private func test(
    _ file: File, configuration: WorkspaceConfiguration? = nil,
    _ body: @escaping @Sendable (any TestClientProtocol) async throws -> Void
  ) async throws {
    let server = try PreviewServer(source: PreviewSource(path: file.url.path), configuration: configuration)
    try await Application(router: try server.pages()).test(.router) { try await body($0) }
  }

  @Test func `every page says in its language that it is a preview`() async throws {
    let file = try File()
    defer { file.remove() }
    try await test(file) { client in
      for uri in ["/", "/nl/w/preview", "/nl/w/preview/privacy", "/nl/w/preview/counted"] {
        let page = try await client.get(uri)
        #expect(page.status == .ok)
        #expect(page.text.contains("Dit is een voorbeeld. Er wordt niets bewaard"), "\(uri)")
        #expect(page.headers[.contentSecurityPolicy] != nil)
        #expect(page.headers[.contentLength] == String(page.body.readableBytes))
      }
      #expect(try await client.get("/en/w/preview").text.contains("This is a preview."))
      #expect(try await client.get("/en/w/preview").text.contains("Your organisation"))
      #expect(try await client.get("/assets/survey.css").text.contains("This is a preview.") == false)
    }
  }

  @Test func `the same answer is taken again and again, since nothing is kept`() async throws {
    let file = try File()
    defer { file.remove() }
    try await test(file) { client in
      let body = #"{"nonce":"AAAAAAAAAAAAAAAAAAAAAA","answers":{"team":0}}"#
      for _ in 0..<2 {
        let reply = try await client.postJSON(body, to: "/w/preview/answers")
        #expect(reply.status == .ok && reply.text.contains(#""repeated":false"#), "\(reply.text)")
      }
    }
  }

  @Test func `a changed file is shown at once, and a broken one with what is wrong`() async throws {
    let file = try File()
    defer { file.remove() }
    try await test(file) { client in
      let title = "nl: \"Voorbeeld\""
      #expect(try await client.get("/nl/w/preview").text.contains("<h1>Voorbeeld</h1>"))
      try file.write(SampleSurvey.text.replacing(title, with: "nl: \"Een andere titel <b>\""))
      #expect(try await client.get("/nl/w/preview").text.contains("Een andere titel &lt;b&gt;"))
      try file.write(SampleSurvey.text.replacing("version: 1", with: "verson: 1"))
      let broken = try await client.get("/nl/w/preview")
      #expect(broken.status == .unprocessableContent)
      #expect(broken.text.contains("sample.yaml:2:1: [key.unknown]"))
      #expect(broken.text.contains("lang=\"nl\"") && broken.text.contains("kan nog niet getoond worden"))
      try FileManager.default.removeItem(at: file.url)
      #expect(try await client.get("/nl/w/preview").text.contains("no such file"))
      try file.write(SampleSurvey.text)
      #expect(try await client.get("/nl/w/preview").text.contains("<h1>Voorbeeld</h1>"))
    }
  }

  @Test func `a file is read again only when it changed, and every reading is told`() throws {
    let file = try File()
    defer { file.remove() }
    let readings = Mutex<[Bool]>([])
    let source = PreviewSource(path: file.url.path) { reading in readings.withLock { $0.append(reading.survey != nil) }
    }
    _ = (source.current, source.current)
    try file.write("survey: x")
    _ = (source.current, source.current)
    #expect(readings.withLock { $0 } == [true, false])
  }

  @Test func `units are made up for a survey that asks for them, and a workspace gives its names and contacts`()
    async throws
  {
    let file = try File()
    defer { file.remove() }
    try await test(file, configuration: try TestSite().configuration) { client in
      let page = try await client.get("/nl/w/preview").text
      #expect(page.contains("tel:") && !page.contains("Uw organisatie"))
      let accepted = try await client.postJSON(
        #"{"nonce":"AAAAAAAAAAAAAAAAAAAAAA","answers":{"team":0,"unit":"team-1"}}"#, to: "/w/preview/answers")
      #expect(accepted.status == .ok, "\(accepted.text)")
    }
  }
}
