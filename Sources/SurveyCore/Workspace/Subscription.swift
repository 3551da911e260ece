/// Who gets which event where.
public struct Subscription: Sendable, Hashable {
  /// Where messages go.
  public enum Target: Sendable, Hashable {
    /// A signed Standard Webhooks message to that URL.
    case webhook(String)
  }

  /// The subscription's name.
  public var name: String
  /// The event types, such as `report.published`.
  public var events: [String]
  /// Where messages go.
  public var target: Target
  /// The secret that signs.
  public var secret: SecretReference?
  /// A second secret during rotation.
  public var nextSecret: SecretReference?
  /// The languages of the texts in a message.
  public var languages: [Language]
  /// Whether messages carry the admitted summary, not only what happened.
  public var full: Bool
  /// Whether plain HTTP is allowed.
  public var allowHTTP: Bool

  /// Makes a subscription.
  public init(
    name: String, events: [String], target: Target, secret: SecretReference? = nil, nextSecret: SecretReference? = nil,
    languages: [Language], full: Bool = false, allowHTTP: Bool = false
  ) {
    self.name = name
    self.events = events
    self.target = target
    self.secret = secret
    self.nextSecret = nextSecret
    self.languages = languages
    self.full = full
    self.allowHTTP = allowHTTP
  }
}

/// Where a secret is read from; secrets never stand in the configuration itself.
public enum SecretReference: Sendable, Hashable {
  /// A file, relative to the workspace.
  case file(String)
  /// An environment variable.
  case environment(String)
}

/// How deliveries are attempted.
public struct DeliveryRules: Sendable, Hashable {
  /// The waits before each attempt, in seconds; after the last the message is dead.
  public var schedule: [Double]
  /// The proxy for outgoing HTTP; empty for none.
  public var proxy: String

  /// Makes delivery rules; the default schedule is 0 s, 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h, 24 h.
  public init(
    schedule: [Double] = [0, 5, 300, 1800, 7200, 18000, 36000, 50400, 72000, 86400], proxy: String = ""
  ) {
    self.schedule = schedule
    self.proxy = proxy
  }
}
