/// Sends requests with libcurl, on one thread that owns all transfers.
///
/// Only HTTPS (and HTTP by explicit setting), no redirects, no proxy or credentials from the environment, certificates verified, no
/// connection used twice. The address is checked when the socket is opened, after the name was resolved, so that a name which first
/// resolves to a public address and then to a private one gains nothing.
///
/// With a proxy it is the proxy's address that is checked, and the proxy decides what it connects to.
public final class CurlTransport: Transport {
  private let engine: CurlEngine

  /// Starts the thread; it ends with the transport.
  ///
  /// - Parameters:
  ///   - policy: Which addresses may be connected to.
  ///   - proxy: The proxy; empty for none.
  public init(policy: AddressPolicy, proxy: String = "", limits: TransportLimits = TransportLimits()) {
    engine = CurlEngine(settings: CurlSettings(policy: policy, proxy: proxy, limits: limits))
    engine.start()
  }

  deinit {
    engine.stop()
  }

  /// Sends one request and waits for its end.
  public func send(_ request: OutgoingRequest) async -> TransportResult {
    let ticket = engine.newTicket()
    defer { engine.forget(ticket) }
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        engine.submit(request, ticket: ticket, continuation: continuation)
      }
    } onCancel: {
      engine.cancel(ticket)
    }
  }
}
