import Foundation
import SurveyCore

/// Turns events into the messages of one kind of target, and messages into requests.
protocol MessageAdapter: Sendable {
  /// The body for one subscription, made once when the event happens: exactly the bytes that are sent.
  func body(of event: NotificationEvent, for subscription: Subscription) -> Data

  /// The request of one attempt.
  ///
  /// - Throws: ``SecretError`` when a secret can't be used.
  func request(
    for message: OutboxMessage, to subscription: Subscription, secrets: SecretReader, at time: Date
  ) throws(SecretError) -> OutgoingRequest
}

extension Subscription.Target {
  /// What speaks the target's language.
  var adapter: any MessageAdapter {
    switch self {
    case .webhook(let url): WebhookAdapter(url: url)
    }
  }

  /// The host that deliveries are counted by, as far as the URL tells.
  var host: String {
    switch self {
    case .webhook(let url): URLComponents(string: url)?.host?.lowercased() ?? url
    }
  }
}
