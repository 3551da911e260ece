import SurveyCore
public import SurveyStats

/// The respondents seen against the head counts of those who were asked.
public struct PopulationAnalysis: Sendable {
  /// What may be said of how many people of a group answered.
  public enum Response: Sendable, Hashable {
    /// How many answered at all.
    case exact(respondents: Int)
    /// A band of the response rate, of a wave.
    case band(ClosedRange<Double>)
    /// More than the head count has, so that the head count must be wrong; of a wave it isn't told how many.
    case exceeded(respondents: Int?)
    /// Nothing.
    case hidden
  }

  /// One value of an attribute with a head count.
  public struct Group: Sendable {
    /// The option's code or the unit's id.
    public let code: String
    /// The head count.
    public let people: Int
    /// How many of them answered.
    public let response: Response

    /// Whether more people answered than there are.
    var isExceeded: Bool { if case .exceeded = response { true } else { false } }
  }

  /// The attributes with head counts.
  public let margins: [(attribute: String, groups: [Group])]
  /// The number of people who were asked: the total of every attribute in ``sizeAttributes``.
  public let size: Computed<Int>
  /// The attributes whose head counts hold for everybody: those in which no group has more answers than people.
  public let sizeAttributes: [String]
  /// The number of people who answered.
  public let respondents: Int
  /// Raking weights to all margins; of a wave only where every group of the margins is shown.
  public let weights: Disclosed<Computed<RakingWeights>>

  /// The smallest head count of which a wave tells a band of the response rate.
  static let minimumHeadcount = 30

  init(_ population: PopulationTable, in source: AnalysisSource) {
    let table = source.table
    respondents = table.respondents
    let margins = population.margins.map { margin in
      let responses = Self.responses(by: Breakdown(margin.attribute), in: source)
      return (
        attribute: margin.attribute,
        groups: margin.counts.map { count in
          Group(code: count.code, people: count.people, response: responses(count))
        }
      )
    }
    let usable = zip(population.margins, margins).filter { !$0.1.groups.contains(where: \.isExceeded) }.map(\.0)
    self.margins = margins
    sizeAttributes = usable.map(\.attribute)
    size = figure { () throws(StatisticsError) in try Self.size(usable, respondents: table.respondents) }
    let shows =
      source.gate == nil
      || population.margins.allSatisfy { margin in
        table.survey.closedItems.allSatisfy { source.showsAll(of: Breakdown(margin.attribute), for: $0.id) }
      }
    weights = shows ? .shown(table.rakingWeights(population)) : .suppressed(.hiddenGroups)
  }

  /// The total on which the head counts of all these attributes agree.
  private static func size(_ margins: [PopulationTable.Margin], respondents: Int) throws(StatisticsError) -> Int {
    guard let first = margins.first else {
      throw .invalid(
        what: "head counts", required: "an attribute in which no group has more answers than people", given: "none")
    }
    for margin in margins where margin.total != first.total {
      throw .invalid(
        what: "population of '\(margin.attribute)'", required: "the total of '\(first.attribute)', \(first.total)",
        given: "\(margin.total)")
    }
    guard first.total >= respondents else {
      throw .invalid(
        what: "population", required: "at least the \(respondents) people who answered", given: "\(first.total)")
    }
    return first.total
  }

  /// What may be said of the response of each group.
  private static func responses(
    by breakdown: Breakdown, in source: AnalysisSource
  ) -> (PopulationTable.Count) -> Response {
    let division = source.table.division(by: breakdown)
    let counts = Dictionary(division.map { ($0.value, $0.rows.count) }, uniquingKeysWith: +)
    guard source.gate != nil else {
      return { count in
        let answered = counts[count.code] ?? 0
        return answered > count.people ? .exceeded(respondents: answered) : .exact(respondents: answered)
      }
    }
    var shown = Set(division.map(\.value))
    for item in source.table.survey.closedItems {
      let members = source.members(of: breakdown, for: item.id)
      shown.formIntersection(members.filter { $0.rows.value != nil }.map(\.key))
    }
    return { count in
      guard count.people >= minimumHeadcount, shown.contains(count.code), let answered = counts[count.code] else {
        return .hidden
      }
      if answered > count.people { return .exceeded(respondents: nil) }
      let tenth = min(9, answered * 10 / count.people)
      return .band(Double(tenth) / 10...Double(tenth + 1) / 10)
    }
  }

  /// Wilson's interval of a share of this population, which at a full response is the share itself.
  func finite(successes: Int?, of n: Int, people: Int? = nil) -> Computed<IntervalEstimate>? {
    guard let successes else { return nil }
    return figure { () throws(StatisticsError) in
      let population = if let people { people } else { try size.get() }
      return try wilsonInterval(successes: successes, of: n, population: population)
    }
  }

  /// The head count of a group of a breakdown; nil where the file has none, or one that can't be right.
  func people(in key: String, of breakdown: Breakdown) -> Int? {
    guard breakdown.level == nil else { return nil }
    let groups = margins.first { $0.attribute == breakdown.attribute }?.groups
    return groups?.first { $0.code == key && !$0.isExceeded }?.people
  }

  /// Why parts of it can't be computed, and what must be said beside the numbers.
  var remarks: [Remark] {
    var remarks: [Remark] = []
    for margin in margins {
      for group in margin.groups {
        if case .exceeded(let respondents) = group.response {
          remarks.append(
            Remark(
              "",
              "In '\(group.code)' of '\(margin.attribute)' \(respondents.map(String.init) ?? "more") people answered, of a head "
                + "count of \(group.people). It gets no response rate and no interval of its people, and everybody gets none from "
                + "'\(margin.attribute)'. Correct the head count."))
        }
      }
    }
    if let error = size.failure { remarks.append(Remark("", error.description)) }
    switch weights.value {
    case .success(let weights): remarks += weights.warnings.map { Remark("weights", $0) }
    case .failure(let error):
      if !remarks.contains(where: { $0.text == error.description }) {
        remarks.append(Remark("weights", error.description))
      }
    case nil: break
    }
    return remarks
  }
}

extension ResponseTable {
  /// Raking weights to all margins.
  fileprivate func rakingWeights(_ population: PopulationTable) -> Computed<RakingWeights> {
    figure { () throws(StatisticsError) in
      var margins: [PopulationMargin] = []
      for entry in population.margins { margins.append(try margin(entry)) }
      return try SurveyStats.rakingWeights(margins: margins)
    }
  }

  /// The respondents with their place in a margin. A value without a head count has nobody in it.
  fileprivate func margin(_ margin: PopulationTable.Margin) throws(StatisticsError) -> PopulationMargin {
    let values = values(of: margin.attribute) ?? []
    guard values.count <= Int(AnswerCode.maximumPosition) else {
      throw .invalid(what: "margin '\(margin.attribute)'", required: "1…250 categories", given: "\(values.count)")
    }
    let people = Dictionary(uniqueKeysWithValues: margin.counts.map { ($0.code, Double($0.people)) })
    var bytes = [UInt8](repeating: AnswerCode.skipped, count: respondents)
    for group in division(by: Breakdown(margin.attribute)) {
      guard let place = values.firstIndex(of: group.value) else { continue }
      for row in group.rows { bytes[Int(row)] = UInt8(place + 1) }
    }
    return PopulationMargin(
      name: margin.attribute, categories: values, population: values.map { people[$0] ?? 0 }, bytes: bytes)
  }
}

/// A mean and a favourable share as they would be if respondents resembled the population in every margin.
public struct WeightedStatistics: Sendable {
  /// The mean; nil where codes are only names or bands.
  public let mean: Computed<WeightedMean>?
  /// The favourable share on the logit scale, or with Wilson's limits where all answers are alike; nil without favourable answers.
  public let favourable: Computed<IntervalEstimate>?

  init?(of variable: String, weights: RakingWeights, in table: ResponseTable) {
    guard let scores = try? table.scores(of: variable) else { return nil }
    let values = Set(scores.compactMap(\.self)).sorted()
    let places = Dictionary(uniqueKeysWithValues: values.prefix(255).enumerated().map { ($1, UInt8($0)) })
    mean = figure { () throws(StatisticsError) in
      let codes = scores.map { $0.flatMap { places[$0] } ?? 255 }
      let distributions = try weights.cells.distributions(of: codes, values: values)
      return try weightedMean(distributions, weights: weights)
    }
    guard let isFavourable = table.survey.favourableScores(of: variable) else {
      favourable = nil
      return
    }
    let bytes = scores.map { score in score.map { isFavourable($0) ? UInt8(1) : 2 } ?? AnswerCode.skipped }
    favourable = figure { () throws(StatisticsError) in
      let answers = try weights.cells.answers(in: bytes, favourable: [1])
      let successes = answers.reduce(0) { $0 + $1.successes }
      if successes == 0 || successes == answers.reduce(0, { $0 + $1.answered }) {
        return try weightedWilson(answers, weights: weights).estimate
      }
      return try weightedProportion(answers, weights: weights).estimate
    }
  }
}

extension Survey {
  /// Which scores of a scale, or codes of an item as given, are favourable; nil where none is declared.
  func favourableScores(of variable: String) -> ((Double) -> Bool)? {
    if let scale = scales.first(where: { $0.id == variable }) {
      return scale.favourableFrom.map { least in { $0 >= least } }
    }
    let codes = items.first { $0.id == variable }?.favourableCodes ?? []
    return codes.isEmpty ? nil : { codes.map(Double.init).contains($0) }
  }
}
