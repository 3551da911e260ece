import SurveyCore
public import SurveyStats

/// How far teams agree about an item or scale, and what can be said of each of them.
public struct TeamAnalysis: Sendable {
  /// What makes the teams.
  public let teams: Breakdown
  /// The number of teams that are shown and have answers.
  public let groups: Int
  /// The number of teams that are hidden.
  public let hidden: Int
  /// rwg of an item or rwg(j) of a scale, by null distribution; the skewed ones only for five options.
  public let agreement: [(null: NullDistribution, estimate: Computed<AgreementEstimate>)]
  /// The average deviation from the mean of the team.
  public let deviationFromMean: Computed<AgreementEstimate>
  /// The average deviation from the median of the team.
  public let deviationFromMedian: Computed<AgreementEstimate>
  /// a_wg.
  public let bounded: Computed<AgreementEstimate>
  /// Intraclass correlations; for a scale of its scores.
  public let correlation: Computed<IntraclassCorrelation>
  /// What clustering in teams costs in precision.
  public let designEffect: Computed<ClusterDesignEffect>
  /// The means of the teams, partially pooled.
  public let pooled: Computed<PooledMeans>
  /// How sure their order is.
  public let ranks: Computed<RankUncertainty>
  /// The teams behind ``pooled`` and ``ranks``, by their unit's id or option's code.
  public let keys: [String]

  /// The teams' agreement about a scale or scored item; nil for other variables, or where nothing of the whole wave is shown.
  static func disclosed(
    of variable: String, by teams: Breakdown, seed: UInt64, in source: AnalysisSource
  ) -> Disclosed<TeamAnalysis>? {
    let table = source.table
    if let scale = table.survey.scales.first(where: { $0.id == variable }) {
      return source.whole([variable]) {
        TeamAnalysis(
          of: variable, items: scale.columns(in: table), scoring: scale.scoring, minimumAnswered: scale.minimumAnswered,
          by: teams, seed: seed, in: source)
      }
    }
    guard let item = table.survey.items.first(where: { $0.id == variable }), item.kind.isScored,
      let bytes = table.bytes(of: variable)
    else { return nil }
    let column = ScoredColumn(bytes: bytes, values: item.kind.codes, reversed: false)
    return source.whole([variable]) {
      TeamAnalysis(
        of: variable, items: [column], scoring: .mean, minimumAnswered: 1, by: teams, seed: seed, in: source)
    }
  }

  /// - Parameters:
  ///   - variable: The item or scale.
  ///   - items: Its items, keyed.
  ///   - minimumAnswered: How many of them make a score.
  init(
    of variable: String, items: [ScoredColumn], scoring: ScaleScoring, minimumAnswered: Int, by teams: Breakdown,
    seed: UInt64, in source: AnalysisSource
  ) {
    let members = source.members(of: teams, for: variable)
    var codes = [UInt16](repeating: 0, count: source.table.respondents)
    var distributions: [(key: String, distribution: Distribution)] = []
    for (place, member) in members.enumerated() {
      guard case .shown(let rows) = member.rows else { continue }
      for row in rows.places(of: codes.count) { codes[Int(row)] = UInt16(place + 1) }
      let scores = try? scaleScores(of: items, scoring: scoring, minimumAnswered: minimumAnswered, rows: rows)
      if let scores, scores.distribution.n > 0 { distributions.append((member.key, scores.distribution)) }
    }
    let column = GroupColumn.codes(codes)
    let hasFiveOptions = items.allSatisfy { $0.values.count == 5 }
    let correlation = figure { () throws(StatisticsError) in
      try intraclassCorrelation(of: items, by: column, minimumAnswered: minimumAnswered)
    }
    let pooled = figure { () throws(StatisticsError) in try pooledMeans(of: distributions.map(\.distribution)) }
    self.teams = teams
    groups = distributions.count
    hidden = members.count {
      if case .suppressed = $0.rows { true } else if case .banded = $0.rows { true } else { false }
    }
    agreement = NullDistribution.allCases.filter { $0 == .uniform || hasFiveOptions }.map { null in
      (null, figure { () throws(StatisticsError) in try withinGroupAgreement(of: items, by: column, null: null) })
    }
    deviationFromMean = figure { () throws(StatisticsError) in try averageDeviation(of: items, by: column) }
    deviationFromMedian = figure { () throws(StatisticsError) in
      try averageDeviation(of: items, by: column, from: .median)
    }
    bounded = figure { () throws(StatisticsError) in try boundedAgreement(of: items, by: column) }
    self.correlation = correlation
    designEffect = figure { () throws(StatisticsError) in
      let correlation = try correlation.get()
      return try clusterDesignEffect(icc1: correlation.icc1, groupSizes: correlation.groupSizes)
    }
    self.pooled = pooled
    ranks = figure { () throws(StatisticsError) in try rankUncertainty(of: try pooled.get(), seed: seed) }
    keys = distributions.map(\.key)
  }

  /// Why parts of it can't be computed, and what estimators warn of; each reason once, with the name of the first statistic.
  var remarks: [Remark] {
    var remarks: [Remark] = []
    func note<Value>(_ name: String, _ result: Computed<Value>, _ warnings: (Value) -> [String]) {
      let texts =
        switch result {
        case .success(let value): warnings(value)
        case .failure(let error): [error.description]
        }
      for text in texts where !remarks.contains(where: { $0.text == text }) { remarks.append(Remark(name, text)) }
    }
    for entry in agreement { note("agreement", entry.estimate, \.warnings) }
    note("average deviation", deviationFromMean, \.warnings)
    note("a_wg", bounded, \.warnings)
    note("ICC", correlation, \.warnings)
    note("design effect", designEffect) { _ in [] }
    note("pooled means", pooled, \.warnings)
    note("ranks", ranks, \.warnings)
    return remarks
  }
}

extension RowSelection {
  /// The places that are selected of a column of this length.
  func places(of length: Int) -> [UInt32] {
    switch self {
    case .all: (0..<UInt32(length)).map(\.self)
    case .rows(let rows): rows
    }
  }
}
