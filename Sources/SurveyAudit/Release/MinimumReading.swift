import SurveyCore

/// The smallest number of people about whom a statistic of a variable may be.
///
/// A scale with a sensitive item is sensitive, and so are its other items: each follows from the scale and the rest.
struct MinimumReading: Sendable {
  private let privacy: PrivacyRules
  private let sensitive: Set<String>

  /// Reads what a survey marks as sensitive.
  init(_ survey: Survey) {
    privacy = survey.privacy
    var sensitive = Set(
      survey.sections.flatMap { section in section.items.filter { $0.sensitive || section.sensitive }.map(\.id) })
    var before = -1
    while sensitive.count != before {
      before = sensitive.count
      for scale in survey.scales where sensitive.contains(scale.id) || scale.items.contains(where: sensitive.contains) {
        sensitive.formUnion(scale.items + [scale.id])
      }
    }
    self.sensitive = sensitive
  }

  /// The minimum for a variable and a group.
  func minimum(of variable: String, isSensitiveGroup: Bool) -> Int {
    isSensitiveGroup || sensitive.contains(variable)
      ? max(privacy.minimumGroup, privacy.minimumSensitive) : privacy.minimumGroup
  }
}
