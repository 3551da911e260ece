/// The rules of a survey beyond syntax.
///
/// Each rule looks at the whole survey, in which empty ids and empty option lists stand for what couldn't be read;
/// those are passed over, since they have been reported. Places are found by path.
enum SurveyRules {
  /// Applies all rules.
  static func check(_ survey: Survey, _ log: DiagnosticLog) {
    NamingRules.check(survey, log)
    AnswerSetRules.check(survey, log)
    ConditionRules.check(survey, log)
    ScaleRules.check(survey, log)
    IndicatorRules.check(survey, log)
    PublicationChecks.check(survey, log)
    PrivacyChecks.check(survey, log)
    ReadingRules.check(survey, log)
  }
}

extension Survey {
  /// The items with the paths at which they stand in the file.
  var itemsWithPaths: [(item: Item, path: String)] {
    sections.enumerated().flatMap { section, value in
      value.items.enumerated().map { ($1, "sections.\(section).items.\($0)") }
    }
  }
}
