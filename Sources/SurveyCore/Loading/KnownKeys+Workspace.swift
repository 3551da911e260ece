// MARK: workspace.yaml

extension KnownKeys {
  static let workspace = KnownKeys(
    "", "a workspace", required: ["organisation", "languages"],
    optional: [
      "law", "support", "reporting-channel", "events", "actions", "addresses", "subscriptions", "delivery",
      "allow-networks",
    ])
  static let organisation = KnownKeys("organisation", "the organisation", required: ["name"], optional: ["terms"])
  static let law = KnownKeys(
    "law", "the law block", required: ["controller", "dpo", "supervisor", "legal-basis"], optional: ["consultation"])
  static let consultation = KnownKeys("consultation", "a consultation", required: ["body", "date"])
  static let supportContact = KnownKeys(
    "supportContact", "a support contact", required: ["name", "reach"], optional: ["hours", "review-by"])
  static let event = KnownKeys("event", "an event", required: ["date", "label"])
  static let action = KnownKeys(
    "action", "an action", required: ["id", "owner", "text"], optional: ["indicator", "due", "status"])
  static let addresses = KnownKeys("addresses", "the addresses", optional: ["desk", "box"])
  static let subscription = KnownKeys(
    "subscription", "a subscription", required: ["name", "events", "target"],
    optional: ["secret", "next-secret", "languages", "full", "allow-http"])
  static let target = KnownKeys(
    "target", "a target", optional: ["webhook", "teams", "slack", "mattermost", "email"])
  static let secret = KnownKeys("secret", "a secret reference", optional: ["file", "environment"])
  static let delivery = KnownKeys("delivery", "the delivery rules", optional: ["schedule", "smtp", "proxy"])

  /// Every mapping of workspace.yaml.
  static let workspaceFile = [
    workspace, organisation, law, consultation, supportContact, event, action, addresses, subscription, target, secret,
    delivery,
  ]
}
