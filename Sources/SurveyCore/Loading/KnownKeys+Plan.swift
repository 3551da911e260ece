// MARK: Report plans

extension KnownKeys {
  static let plan = KnownKeys("", "a report plan", required: ["plan", "title", "audience", "languages", "blocks"])
  static let block = KnownKeys(
    "block", "a block",
    optional: [
      "text", "participation", "indicators", "items", "scales", "comparison", "hidden", "actions", "method",
    ])
  static let itemsBlock = KnownKeys("itemsBlock", "the block 'items'", optional: ["of"])
  static let comparisonBlock = KnownKeys(
    "comparisonBlock", "the block 'comparison'", optional: ["by", "of"])
  static let plainBlock = KnownKeys("plainBlock", "a block without settings")

  /// Every mapping of a report plan.
  static let planFile = [plan, block, itemsBlock, comparisonBlock, plainBlock]
}
