public import SurveyCore

public import struct Foundation.Date

/// What is needed to open a wave, and the checks that it must pass.
public struct WaveOpening: Sendable {
  /// The wave's id.
  public var name: String
  /// The survey with the text that is frozen.
  public var survey: Survey
  /// The text that is frozen.
  public var surveyText: String
  /// Who may answer.
  public var mode: ParticipationMode
  /// The languages offered.
  public var languages: [Language]
  /// When people can begin to answer.
  public var opens: Date
  /// From when nobody can answer.
  public var closes: Date
  /// The public half of the signing key, in waves of mode `pass`.
  public var passKey: PassPublicKey?
  /// The public half of the keeper's key, and how it was split.
  public var keeper: KeeperPublic

  /// The series that the wave is part of, if any.
  public var series: String?
  /// Whether desk and box are on machines of their own.
  public var isApart = false

  /// Makes an opening.
  public init(
    name: String, survey: Survey, surveyText: String, mode: ParticipationMode, languages: [Language], opens: Date,
    closes: Date, passKey: PassPublicKey? = nil, keeper: KeeperPublic
  ) {
    self.name = name
    self.survey = survey
    self.surveyText = surveyText
    self.mode = mode
    self.languages = languages
    self.opens = opens
    self.closes = closes
    self.passKey = passKey
    self.keeper = keeper
  }

  /// Why the wave can't be opened in a workspace: every reason at once, each with what to do; empty when it can.
  public func problems(in configuration: WorkspaceConfiguration, organisation: Organisation?, now: Date)
    -> [OpeningProblem]
  {
    var problems: [OpeningProblem] = []
    if name.wholeMatch(of: /[a-z0-9][a-z0-9-]*/) == nil {
      problems.append(
        .input(
          "The name '\(name)' isn't usable. Use small letters, digits and dashes, beginning with a letter or digit."))
    }
    if closes <= opens { problems.append(.input("The wave closes before it opens. Give a later --closes.")) }
    if closes <= now { problems.append(.input("The closing date is in the past. Give a later --closes.")) }
    if configuration.law == nil {
      problems.append(
        .policy(
          "workspace.yaml has no 'law' block (controller, dpo, supervisor, legal-basis, consultation). Fill it in: the privacy page needs it."
        ))
    }
    for (block, use) in [("law", "the privacy page shows it"), ("support", "people who seek help are shown it")] {
      let unfilled = configuration.unfilled.filter { $0.hasPrefix("\(block).") }
      guard !unfilled.isEmpty else { continue }
      problems.append(
        .policy(
          "workspace.yaml isn't filled in where it says '\(Placeholder.mark)': \(unfilled.joined(separator: ", ")). Fill it in: \(use)."
        ))
    }
    if mode == .pass, survey.privacy.isRosterSensitive {
      problems.append(
        .policy(
          "The survey says that its roster is sensitive (privacy.roster-sensitive): a list of who may answer would itself reveal something. Use --mode code or open."
        ))
    }
    if survey.isSensitive {
      if configuration.support.isEmpty {
        problems.append(
          .policy(
            "The survey has sensitive items and workspace.yaml names no support contacts. Add them under 'support'."))
      }
      for contact in configuration.support where contact.reviewBy.map({ $0 < now }) ?? false {
        problems.append(
          .policy("The support contact '\(contact.reach)' is past its review-by date. Check it and set a new date."))
      }
    }
    for language in languages where !survey.languages.contains(language) {
      problems.append(
        .input("The survey has no texts in '\(language.rawValue)'. Add them, or leave it out of --languages."))
    }
    for language in languages where !configuration.languages.contains(language) {
      problems.append(
        .input(
          "The workspace has no texts in '\(language.rawValue)'. Add it to 'languages' in workspace.yaml, or leave it out of --languages."
        ))
    }
    if languages.isEmpty { problems.append(.input("No language is left to offer. Give --languages.")) }
    problems += Self.unitProblems(of: survey, organisation: organisation).map { .input($0) }
    if let level = survey.privacy.commentsBy {
      if organisation?.levels.contains(level) != true {
        problems.append(
          .input("Comments are to be kept by '\(level)', which is no level of organisation.csv. Correct 'comments-by'.")
        )
      }
      if !survey.attributes.contains(where: { if case .unit = $0.kind { true } else { false } }) {
        problems.append(
          .input(
            "Comments are to be kept by '\(level)', but no attribute asks for a unit. Add one, or set comments-by: none."
          ))
      }
    }
    return problems
  }

  /// Why the survey's unit attributes can't be answered with an organisation's units.
  public static func unitProblems(of survey: Survey, organisation: Organisation?) -> [String] {
    survey.attributes.compactMap { attribute in
      guard case .unit(let level) = attribute.kind else { return nil }
      guard let organisation else {
        return "Attribute '\(attribute.id)' asks for a unit and there is no organisation.csv. Add it to the workspace."
      }
      guard let level, !organisation.levels.contains(level) else { return nil }
      return "Attribute '\(attribute.id)' asks for a unit of level '\(level)', which organisation.csv doesn't have. "
        + "Its levels: \(organisation.levels.joined(separator: ", "))."
    }
  }
}

/// One reason why a wave can't be opened.
public struct OpeningProblem: Sendable, Hashable {
  /// What is wrong and what to do.
  public let text: String
  /// Whether privacy policy forbids it, rather than the input being wrong.
  public let isPolicy: Bool

  static func input(_ text: String) -> OpeningProblem { OpeningProblem(text: text, isPolicy: false) }
  static func policy(_ text: String) -> OpeningProblem { OpeningProblem(text: text, isPolicy: true) }
}
