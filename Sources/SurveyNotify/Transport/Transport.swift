public import Foundation

/// One POST request.
public struct OutgoingRequest: Sendable {
  /// Where it goes.
  public let url: String
  /// Its headers, beyond those that the transport sets.
  public let headers: [(name: String, value: String)]
  /// The body.
  public let body: Data
  /// Whether plain HTTP is allowed.
  public let allowHTTP: Bool

  /// Makes a request.
  public init(url: String, headers: [(name: String, value: String)], body: Data, allowHTTP: Bool) {
    self.url = url
    self.headers = headers
    self.body = body
    self.allowHTTP = allowHTTP
  }
}

/// What a receiver answered.
public struct TransportReply: Sendable, Hashable {
  /// The HTTP status.
  public let status: Int
  /// The header `Retry-After` as sent.
  public let retryAfter: String?
  /// The beginning of the body.
  public let body: Data

  /// Makes a reply.
  public init(status: Int, retryAfter: String? = nil, body: Data = Data()) {
    self.status = status
    self.retryAfter = retryAfter
    self.body = body
  }
}

/// Why there is no answer. The raw values are all that an outbox keeps of it.
public enum TransportFailure: String, Sendable, Hashable {
  case malformedURL = "The URL is malformed."
  case protocolRefused = "The URL's protocol is not allowed."
  case addressRefused = "The address is not allowed; see allow-networks."
  case hostNotFound = "The host was not found."
  case proxyNotFound = "The proxy was not found."
  case notConnected = "No connection could be made."
  case tlsFailed = "The TLS connection failed."
  case certificateRefused = "The certificate could not be verified."
  case timedOut = "The receiver took too long."
  case connectionLost = "The connection was lost."
  case notPossible = "The transfer failed."
}

/// How one request ended.
public enum TransportResult: Sendable, Hashable {
  /// There was an answer.
  case reply(TransportReply)
  /// There was none.
  case failed(TransportFailure)
  /// The task was cancelled; whether the receiver got it isn't known.
  case cancelled
}

/// Carries requests to receivers.
public protocol Transport: Sendable {
  /// Sends one request and waits for its end.
  func send(_ request: OutgoingRequest) async -> TransportResult
}
