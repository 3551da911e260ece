/// Which tables, comparisons and charts a report holds, and for whom it is.
public struct ReportPlan: Sendable, Hashable {
  /// The plan's id, `[a-z0-9][a-z0-9-]*`.
  public var id: String
  /// The report's title.
  public var title: LocalizedText
  /// Who reads it.
  public var audience: LocalizedText
  /// The languages in which the plan's texts exist, the first being the default.
  public var languages: [Language]
  /// What the report holds, in order.
  public var blocks: [Block]

  /// Makes a plan.
  public init(id: String, title: LocalizedText, audience: LocalizedText, languages: [Language], blocks: [Block]) {
    self.id = id
    self.title = title
    self.audience = audience
    self.languages = languages
    self.blocks = blocks
  }

  /// One part of a report.
  public enum Block: Sendable, Hashable {
    /// A paragraph.
    case text(LocalizedText)
    /// How many people answered.
    case participation
    /// All indicators with interval and target.
    case indicators
    /// The answers to the items of one section; of all sections where `section` is nil.
    case items(section: String?)
    /// The scores of all scales.
    case scales
    /// Groups side by side.
    ///
    /// - Parameters:
    ///   - by: The attributes (or `many` items) whose values form the groups; empty for every grouping that the survey declares.
    ///   - of: The items and scales that are compared; empty for all scales, and without attributes for all items as well.
    case comparison(by: [String], of: [String])
    /// Indicators over all waves of the survey until this one; all indicators where `of` is empty.
    case trend(of: [String])
    /// What goes together with an item or scale.
    ///
    /// - Parameters:
    ///   - outcome: The item or scale.
    ///   - predictors: The items and scales that may drive it; empty for all other scales.
    case drivers(outcome: String, predictors: [String])
    /// What is hidden, and why.
    case hidden
    /// What is done about results.
    case actions
    /// How the figures were made, how people were protected, and what the figures can't tell.
    case method
  }
}
