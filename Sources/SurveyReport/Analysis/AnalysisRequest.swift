public import SurveyCore

/// What an analysis is asked for, beside items, scales and their reliability.
public struct AnalysisRequest: Sendable, Hashable {
  /// The attributes by which groups are compared, each a multiplicity family of its own.
  public var breakdowns: [Breakdown]
  /// The attribute whose groups are teams: agreement within them, and means that are honest about small ones.
  public var teams: Breakdown?
  /// The item or scale that drivers are looked for.
  public var outcome: String?
  /// The items and scales that may drive the outcome; empty for all other scales.
  public var predictors: [String]
  /// The head counts of those who were asked.
  public var population: PopulationTable?
  /// The seed of everything random.
  public var seed: UInt64
  /// How many threads to use; results don't depend on it.
  public var threads: Int

  /// Makes a request; by default nothing is asked for.
  public init(
    breakdowns: [Breakdown] = [], teams: Breakdown? = nil, outcome: String? = nil, predictors: [String] = [],
    population: PopulationTable? = nil, seed: UInt64 = 1, threads: Int = 1
  ) {
    self.breakdowns = breakdowns
    self.teams = teams
    self.outcome = outcome
    self.predictors = predictors
    self.population = population
    self.seed = seed
    self.threads = threads
  }

  /// What is wrong with the request for a survey: one sentence, with a way out, per name that can't be used.
  ///
  /// - Parameter ignored: The columns of the file of answers that were passed over.
  public func problems(for table: ResponseTable, ignoring ignored: [String] = []) -> [String] {
    let survey = table.survey
    var problems: [String] = []
    for breakdown in breakdowns + [teams].compactMap(\.self) {
      guard let attribute = survey.attributes.first(where: { $0.id == breakdown.attribute }) else {
        problems.append(
          "The survey has no attribute '\(breakdown.attribute)'. "
            + Self.choice(of: survey.attributes.map(\.id), none: "It has none."))
        continue
      }
      guard let level = breakdown.level else { continue }
      if case .unit = attribute.kind {
        let levels = table.organisation?.levels ?? []
        if !levels.contains(level) {
          problems.append("The organisation has no level '\(level)'. " + Self.choice(of: levels, none: "It has none."))
        }
      } else {
        problems.append("'\(breakdown.attribute)' has no levels, as it is no unit. Leave out ':\(level)'.")
      }
    }
    let known = survey.scales.map(\.id) + survey.items.filter(\.kind.isScored).map(\.id)
    for variable in [outcome].compactMap(\.self) + predictors where !known.contains(variable) {
      problems.append("'\(variable)' is no scale or scored item. " + Self.choice(of: known, none: "There is none."))
    }
    if let outcome {
      if predictors.contains(outcome) {
        problems.append("The outcome '\(outcome)' can't be its own predictor. Leave it out.")
      }
      if self.predictors(in: survey).isEmpty {
        problems.append("There is no other scale that could drive '\(outcome)'. Name predictors with --predictor.")
      }
    } else if !predictors.isEmpty {
      problems.append("Predictors need an outcome. Name it with --outcome.")
    }
    return problems.isEmpty ? missingColumns(in: table, ignoring: ignored) : problems
  }

  /// The predictors: those named, or all scales but the outcome.
  func predictors(in survey: Survey) -> [String] {
    predictors.isEmpty ? survey.scales.map(\.id).filter { $0 != outcome } : predictors
  }

  /// The statistics of how several variables go together that the analysis holds: the reliability of each scale, and the drivers.
  public func jointRequests(in survey: Survey) -> [JointRequest] {
    survey.scales.map { JointRequest($0.items) } + [driverRequest(in: survey)].compactMap(\.self)
  }

  /// The outcome with its predictors; nil without an outcome.
  func driverRequest(in survey: Survey) -> JointRequest? {
    outcome.map { JointRequest([$0] + predictors(in: survey)) }
  }

  private static func choice(of names: [String], none: String) -> String {
    names.isEmpty ? none : "Choose among \(names.joined(separator: ", "))."
  }
}

/// An attribute by which people are divided; for units, at one level of the tree.
public struct Breakdown: Sendable, Hashable, CustomStringConvertible {
  /// The attribute's id.
  public let attribute: String
  /// The level of the unit tree; nil for the level at which people choose.
  public let level: String?

  /// Makes a breakdown.
  public init(_ attribute: String, level: String? = nil) {
    self.attribute = attribute
    self.level = level
  }

  /// Reads `ATTRIBUTE` or `ATTRIBUTE:LEVEL`.
  public init(parsing text: String) {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    self.init(parts.first ?? text, level: parts.count > 1 ? parts[1] : nil)
  }

  /// The attribute, with its level where one is named.
  public var description: String { level.map { "\(attribute):\($0)" } ?? attribute }
}

extension AnswerKind {
  /// Whether its codes are numbers to calculate with, rather than names or bands.
  var isScored: Bool {
    switch self {
    case .choice, .netScore: true
    case .many, .number, .comment, .unit: false
    }
  }
}
