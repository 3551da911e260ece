public import struct Foundation.Data
public import struct Foundation.Date

/// A message ready to be sent: exactly the bytes that will be signed.
public struct OutboxMessage: Sendable, Hashable {
  /// The id that all attempts share (`webhook-id`).
  public let id: String
  /// The event's type, such as `report.published`.
  public let event: String
  /// The name of the subscription that gets it.
  public let subscription: String
  /// The body.
  public let body: Data
  /// When the event happened.
  public let occurredAt: Date

  /// Makes a message.
  public init(id: String, event: String, subscription: String, body: Data, occurredAt: Date) {
    self.id = id
    self.event = event
    self.subscription = subscription
    self.body = body
    self.occurredAt = occurredAt
  }
}

/// A message that one dispatcher has taken on, until its lease ends.
public struct LeasedDelivery: Sendable, Hashable {
  /// What is sent.
  public let message: OutboxMessage
  /// Which attempt this is, from 1.
  public let attempt: Int

  /// Makes a leased delivery.
  public init(message: OutboxMessage, attempt: Int) {
    self.message = message
    self.attempt = attempt
  }
}

/// How one attempt ended.
public enum DeliveryOutcome: Sendable, Hashable {
  /// The receiver took it.
  case delivered(status: Int)
  /// It will be tried again.
  case retry(at: Date, reason: String)
  /// The last attempt failed.
  case dead(reason: String)
  /// The receiver is gone (410): its subscription gets nothing more until it is switched on again.
  case disabled(reason: String)
}

/// Where a delivery stands.
public enum DeliveryState: String, Sendable, Hashable {
  case pending, delivered, dead, disabled
}

/// The queue of messages, kept in the transaction of what caused them.
public protocol Outbox: Sendable {
  /// Takes on deliveries that are due: at most `limit`, in order per subscription until its first retry.
  ///
  /// - Parameter deadline: When the lease ends and somebody else may take them on again.
  func lease(limit: Int, now: Date, until deadline: Date) throws -> [LeasedDelivery]

  /// Notes how an attempt ended, and ends the lease.
  func record(_ outcome: DeliveryOutcome, of id: String, at now: Date) throws

  /// When the next delivery will be due, or nil where none is pending.
  func nextDue() throws -> Date?
}
