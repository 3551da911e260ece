internal import HTTPTypes
internal import Hummingbird
internal import NIOCore

/// Reads every body before its route runs, up to a size and within a time, so that no route can forget either.
///
/// The idle timeout alone lets a body drip for ever, since each byte resets it. Here the connection is closed when the body isn't
/// complete at the deadline. A body beyond the limit is left unread; the route still decides what to answer, and the connection is
/// closed soon after.
struct BoundedBodies: RouterMiddleware {
  typealias Context = ServeContext

  let limit: Int
  let deadlines: BodyDeadlines
  /// How long the rest of a refused body may keep coming before the connection closes.
  private static let grace = TimeAmount.seconds(2)

  @concurrent func handle(
    _ request: Request, context: ServeContext, next: @concurrent (Request, ServeContext) async throws -> Response
  ) async throws -> Response {
    guard announcesBody(request) else { return try await next(request, context) }
    let channel = context.channel
    var context = context
    let watch = deadlines.begin(channel)
    do {
      context.body = try await read(request)
      deadlines.end(watch)
    } catch {
      deadlines.end(watch)
      throw error
    }
    var response = try await next(request, context)
    if case .tooLarge = context.body {
      response.headers[.connection] = "close"
      _ = channel.eventLoop.scheduleTask(in: Self.grace) { channel.close(promise: nil) }
    }
    return response
  }

  private func announcesBody(_ request: Request) -> Bool {
    if request.headers[.transferEncoding] != nil { return true }
    return request.headers[.contentLength].map { $0 != "0" } ?? false
  }

  private func read(_ request: Request) async throws -> ReceivedBody {
    if let announced = request.headers[.contentLength].flatMap({ Int($0) }), announced > limit { return .tooLarge }
    var whole: ByteBuffer?
    for try await chunk in request.body {
      if (whole?.readableBytes ?? 0) + chunk.readableBytes > limit { return .tooLarge }
      if whole == nil { whole = chunk } else { whole?.writeImmutableBuffer(chunk) }
    }
    return .whole(whole ?? ByteBuffer())
  }
}
