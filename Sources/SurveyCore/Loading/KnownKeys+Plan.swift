// MARK: Report plans

extension KnownKeys {
  static let plan = KnownKeys("", "a report plan", required: ["plan", "title", "audience", "languages", "blocks"])
  static let block = KnownKeys(
    "block", "a block",
    optional: [
      "text", "participation", "indicators", "items", "scales", "comparison", "trend", "drivers", "hidden", "actions",
      "method",
    ])
  static let itemsBlock = KnownKeys("itemsBlock", "the block 'items'", optional: ["of"])
  static let comparisonBlock = KnownKeys(
    "comparisonBlock", "the block 'comparison'", optional: ["by", "of"])
  static let trendBlock = KnownKeys("trendBlock", "the block 'trend'", optional: ["of"])
  static let driversBlock = KnownKeys("driversBlock", "the block 'drivers'", required: ["outcome"], optional: ["of"])
  static let plainBlock = KnownKeys("plainBlock", "a block without settings")

  /// Every mapping of a report plan.
  static let planFile = [plan, block, itemsBlock, comparisonBlock, trendBlock, driversBlock, plainBlock]
}
