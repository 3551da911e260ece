internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import SurveyCore

/// The server's own pages with a banner that says that nothing is kept, or what is wrong with the file in their place.
struct PreviewResponder: HTTPResponder {
  let pages: any HTTPResponder<ServeContext>
  let source: PreviewSource
  let site: Site

  @concurrent func respond(to request: Request, context: ServeContext) async throws -> Response {
    let path = request.uri.path
    let isPage = !path.hasPrefix("/assets/") && !path.hasPrefix("/w/") && !path.hasSuffix("/leave")
    if isPage, case let reading = source.current, reading.survey == nil {
      return problems(reading.diagnostics, request)
    }
    let response = try await pages.respond(to: request, context: context)
    guard isPage, response.headers[.contentType]?.hasPrefix("text/html") == true else { return response }
    return try await withBanner(response)
  }

  /// What is wrong with the file, in the order of the file.
  private func problems(_ diagnostics: [Diagnostic], _ request: Request) -> Response {
    let language = site.language(acceptedBy: request.headers[.acceptLanguage])
    let errors = diagnostics.filter { $0.severity == .error }
    let warnings = diagnostics.filter { $0.severity == .warning }
    var blocks = [SheetBlock(paragraphs: [PreviewWords.mend[language]], list: errors.map(\.description))]
    if !warnings.isEmpty {
      blocks.append(SheetBlock(heading: PreviewWords.warnings[language], list: warnings.map(\.description)))
    }
    let heading = PreviewWords.broken[language]
    return site.sheet(
      title: heading, heading: heading, blocks: blocks, language: language, others: .none,
      status: .unprocessableContent)
  }

  /// The page with the banner as the first thing of its content.
  private func withBanner(_ response: Response) async throws -> Response {
    let collected = Collected()
    try await response.body.write(collected)
    let text = String(buffer: collected.buffer)
    let language = text.firstMatch(of: #/<html lang="([a-z]+)"/#).flatMap { Language(rawValue: String($0.1)) } ?? .en
    let main = text.firstRange(of: #/<main id="content"[^>]*>/#)
    let place = main?.upperBound ?? text.endIndex
    // The words are ours and need no escaping.
    let banner = "\n<p class=\"preview\" role=\"note\"><strong>\(PreviewWords.banner[language])</strong></p>"
    var headers = response.headers
    headers[.contentLength] = nil
    return Response(
      status: response.status, headers: headers,
      body: ResponseBody(byteBuffer: ByteBuffer(string: text[..<place] + banner + text[place...])))
  }

  /// Where the bytes of a page are collected.
  private final class Collected: ResponseBodyWriter {
    var buffer = ByteBuffer()
    func write(_ buffer: ByteBuffer) { self.buffer.writeImmutableBuffer(buffer) }
    func finish(_ trailingHeaders: HTTPFields?) {}
  }
}
