import Foundation
import SurveyCore

/// Standard Webhooks: `{"type","timestamp","data"}` under 20 KB, signed.
struct WebhookAdapter: MessageAdapter {
  /// What a body stays below, in bytes.
  static let bodyLimit = 20_000

  let url: String

  func body(of event: NotificationEvent, for subscription: Subscription) -> Data {
    let content = EventContent(event: event, languages: subscription.languages, isFull: subscription.full)
    let body = content.value().bytes
    guard body.count >= Self.bodyLimit else { return body }
    // Whole indicators go, from the end, and the message says how many.
    var kept = 0
    var tooMany = content.indicatorCount
    while tooMany - kept > 1 {
      let middle = (kept + tooMany) / 2
      if content.value(keeping: middle).bytes.count < Self.bodyLimit { kept = middle } else { tooMany = middle }
    }
    return content.value(keeping: kept).bytes
  }

  func request(
    for message: OutboxMessage, to subscription: Subscription, secrets: SecretReader, at time: Date
  ) throws(SecretError) -> OutgoingRequest {
    let signature = WebhookSignature(
      id: message.id, at: time, body: message.body, secrets: try secrets.webhookSecrets(of: subscription))
    return OutgoingRequest(
      url: url, headers: [("content-type", "application/json")] + signature.headers, body: message.body,
      allowHTTP: subscription.allowHTTP)
  }
}
