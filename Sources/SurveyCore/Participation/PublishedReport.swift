/// A report that was published, as staff read it: released figures only, rendered when it was recorded as a release.
public struct PublishedReport: Sendable, Hashable, Codable {
  /// The report plan's id.
  public var plan: String
  public var language: Language
  /// What the report is called in its language.
  public var title: String
  /// The whole page, which loads nothing.
  public var html: String

  /// Makes a published report.
  public init(plan: String, language: Language, title: String, html: String) {
    self.plan = plan
    self.language = language
    self.title = title
    self.html = html
  }
}
