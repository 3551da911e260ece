public import Hummingbird
internal import NIOCore

/// What a request carries along: the router's own storage, its connection and its body. Nothing about who sent it.
public struct ServeContext: RequestContext {
  /// The storage that every Hummingbird context has.
  public var coreContext: CoreRequestContextStorage
  /// The body, read by ``BoundedBodies`` before any route runs.
  var body: ReceivedBody
  let channel: any Channel

  /// Makes the context of one request.
  public init(source: ApplicationRequestContextSource) {
    coreContext = CoreRequestContextStorage(source: source)
    body = .none
    channel = source.channel
  }
}

/// A request's body as far as it was read.
enum ReceivedBody: Sendable {
  case none
  case whole(ByteBuffer)
  case tooLarge
}
