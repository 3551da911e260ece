import Crypto
public import Foundation

/// The headers that sign a message after Standard Webhooks.
///
/// Reference: Standard Webhooks 1.0.0, "Webhook headers" and "Signature scheme", https://www.standardwebhooks.com
public struct WebhookSignature: Sendable, Hashable {
  /// The message's id, the same for all attempts.
  public let id: String
  /// The time of the attempt, in whole seconds since 1970.
  public let timestamp: Int
  /// One `v1,` signature per secret, separated by spaces.
  public let signature: String

  /// Signs `id.timestamp.body` with every secret.
  public init(id: String, at time: Date, body: Data, secrets: [WebhookSecret]) {
    self.id = id
    let timestamp = Int(time.timeIntervalSince1970.rounded(.down))
    self.timestamp = timestamp
    let signed = Data("\(id).\(timestamp).".utf8) + body
    signature = secrets.map { secret in
      let code = HMAC<SHA256>.authenticationCode(for: signed, using: secret.key)
      return "v1," + Data(code).base64EncodedString()
    }.joined(separator: " ")
  }

  /// The headers as names and values.
  public var headers: [(name: String, value: String)] {
    [("webhook-id", id), ("webhook-timestamp", String(timestamp)), ("webhook-signature", signature)]
  }
}
