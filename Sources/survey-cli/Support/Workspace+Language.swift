import SurveyCore
import SurveyStore

extension Workspace {
  /// The language in which an analyst is told about a survey: the first of the workspace that the survey has.
  func language(of survey: Survey) -> Language {
    configuration.languages.first { survey.languages.contains($0) } ?? survey.languages[0]
  }
}

extension LocalizedText {
  /// Those for whom a report is that somebody asked for from the command line.
  static let analysts = LocalizedText([
    .nl: "wie de cijfers analyseert", .fr: "celles et ceux qui analysent les chiffres",
    .de: "alle, die die Zahlen auswerten", .en: "those who analyse the figures",
  ])
}
