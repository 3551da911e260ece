/// Minimum groups never fall below what the engine promises.
enum PrivacyChecks {
  /// The smallest minimum group that a survey may set.
  static let floor = 5

  static func check(_ survey: Survey, _ log: DiagnosticLog) {
    let rules = survey.privacy
    if rules.minimumGroup < floor {
      log.report(
        "privacy.minimum-group", of: "privacy.minimum-group", "'minimum-group' is \(rules.minimumGroup).",
        "Write at least \(floor).")
    }
    if rules.minimumSensitive < rules.minimumGroup {
      log.report(
        "privacy.minimum-sensitive", of: "privacy.minimum-sensitive",
        "'minimum-sensitive' is \(rules.minimumSensitive), below 'minimum-group', which is \(rules.minimumGroup).",
        "Write at least \(max(rules.minimumGroup, floor)).")
    }
    if rules.minimumComments < floor {
      log.report(
        "privacy.minimum-comments", of: "privacy.minimum-comments", "'minimum-comments' is \(rules.minimumComments).",
        "Write at least \(floor).")
    }
    if !(1...1200).contains(rules.retentionMonths) {
      log.report(
        "privacy.retention", of: "privacy.retention-months",
        "Answers can't be kept for \(rules.retentionMonths) months.",
        "Write 1 or more.")
    }
    let hasUnits = survey.attributes.contains { if case .unit = $0.kind { true } else { false } }
    if let level = rules.commentsBy, !hasUnits {
      log.report(
        "privacy.comments-by", of: "privacy.comments-by",
        "Comments can't be kept by '\(level)', since the survey doesn't ask for the unit.",
        "Write 'none', or add a unit attribute.")
    }
  }
}
