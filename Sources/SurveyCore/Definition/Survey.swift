/// A survey definition: what is asked, how it is scored, and what may be shown about whom.
///
/// The shape follows the survey format (version 1). A value of this type has passed the loader, so references between its parts hold.
public struct Survey: Sendable, Hashable {
  /// The survey's id, `[a-z0-9][a-z0-9-]*`.
  public var id: String
  /// The version of the wording; a reworded published item gets an id of its own.
  public var version: Int
  /// The languages in which every text exists, the first being the default.
  public var languages: [Language]
  /// The survey's name as respondents read it.
  public var title: LocalizedText
  /// Purpose, who reads the results, and what happens with them.
  public var about: LocalizedText
  /// Where the items come from and under which licence.
  public var source: SurveySource
  /// Minimum groups, comments and retention.
  public var privacy: PrivacyRules
  /// The groupings that reports may show.
  public var publication: PublicationRules
  /// The named answer sets in declared order.
  public var answerSets: [AnswerSet]
  /// Self-reported background questions, asked last.
  public var attributes: [Attribute]
  /// The sections with their items, in the order in which they are asked.
  public var sections: [Section]
  /// The scored sets of items.
  public var scales: [Scale]
  /// The measures tracked over time.
  public var indicators: [Indicator]

  /// Makes a survey from its parts, without checking them.
  public init(
    id: String, version: Int, languages: [Language], title: LocalizedText, about: LocalizedText, source: SurveySource,
    privacy: PrivacyRules, publication: PublicationRules, answerSets: [AnswerSet], attributes: [Attribute],
    sections: [Section], scales: [Scale], indicators: [Indicator]
  ) {
    self.id = id
    self.version = version
    self.languages = languages
    self.title = title
    self.about = about
    self.source = source
    self.privacy = privacy
    self.publication = publication
    self.answerSets = answerSets
    self.attributes = attributes
    self.sections = sections
    self.scales = scales
    self.indicators = indicators
  }

  /// All items in the order in which they are asked.
  public var items: [Item] { sections.flatMap(\.items) }

  /// Whether any section, item or attribute is marked sensitive.
  public var isSensitive: Bool {
    sections.contains { $0.sensitive || $0.items.contains(where: \.sensitive) }
      || attributes.contains(where: \.sensitive)
  }
}

/// Where a survey or scale comes from.
public struct SurveySource: Sendable, Hashable {
  /// Who wrote the items, such as "own items".
  public var origin: String
  /// The licence of the items.
  public var licence: String
  /// The publication to cite, if any.
  public var citation: String?
  /// Whether a translation was tried out with members of the target group; an untested one is labelled so in reports.
  public var pretested: [Language: Bool]

  /// Makes a source note.
  public init(origin: String, licence: String, citation: String? = nil, pretested: [Language: Bool] = [:]) {
    self.origin = origin
    self.licence = licence
    self.citation = citation
    self.pretested = pretested
  }
}

/// The privacy rules of a survey, frozen when a wave opens.
public struct PrivacyRules: Sendable, Hashable {
  /// The smallest group about which anything is published, at least 5.
  public var minimumGroup: Int
  /// The smallest group for items and attributes marked sensitive.
  public var minimumSensitive: Int
  /// The smallest number of people who commented before comments are released.
  public var minimumComments: Int
  /// The level of the unit sealed with a comment; nil for none.
  public var commentsBy: String?
  /// After how many months answers are deleted.
  public var retentionMonths: Int
  /// Whether being asked says something sensitive about a person, such as being a member of a staff network: then there may be no roster.
  public var isRosterSensitive = false

  /// Makes privacy rules; the defaults are those of the format.
  public init(
    minimumGroup: Int = 5, minimumSensitive: Int = 10, minimumComments: Int = 10, commentsBy: String? = nil,
    retentionMonths: Int = 24
  ) {
    self.minimumGroup = minimumGroup
    self.minimumSensitive = minimumSensitive
    self.minimumComments = minimumComments
    self.commentsBy = commentsBy
    self.retentionMonths = retentionMonths
  }
}

/// Which groupings reports may show.
public struct PublicationRules: Sendable, Hashable {
  /// What happens with a grouping that was asked for but not declared.
  public enum AdHoc: String, Sendable, Hashable, CaseIterable {
    /// It passes the same gate, on top of everything published before.
    case admit
    /// It is refused.
    case refuse
  }

  /// The declared groupings in order.
  public var groupings: [Grouping]
  /// What happens with other groupings.
  public var adHoc: AdHoc

  /// Makes publication rules.
  public init(groupings: [Grouping] = [], adHoc: AdHoc = .admit) {
    self.groupings = groupings
    self.adHoc = adHoc
  }
}

/// A breakdown by one or more attributes or `many` items.
public struct Grouping: Sendable, Hashable {
  /// Ids of the attributes (or `many` items) whose values form the groups.
  public var by: [String]
  /// How much the grouping is wanted when not everything can be shown.
  public var weight: Double
  /// The levels of the unit tree that are shown; empty for all.
  public var levels: [String]

  /// Makes a grouping.
  public init(by: [String], weight: Double = 1, levels: [String] = []) {
    self.by = by
    self.weight = weight
    self.levels = levels
  }
}
