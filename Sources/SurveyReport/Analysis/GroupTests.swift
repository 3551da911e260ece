import SurveyCore
public import SurveyStats

/// What is tested and measured between groups; nil where it doesn't suit the variable or the number of groups.
///
/// Two groups get Mann–Whitney, Welch's *t*, Cliff's delta and Hedges' *g*; more get Kruskal–Wallis, Welch's analysis of variance and
/// Dunn's pairs. Items also get tests of their table of answers.
public struct GroupTests: Sendable {
  /// Tests of two groups by ranks and by means, with effect sizes; all positive where the first group is higher.
  public struct Two: Sendable {
    public let mannWhitney: Computed<MannWhitneyTest>
    public let cliffsDelta: Computed<IntervalEstimate>
    public let superiority: Computed<Superiority>
    /// Nil where codes are only names or bands.
    public let welch: Computed<WelchTTest>?
    /// Nil where codes are only names or bands.
    public let hedgesG: Computed<HedgesG>?
    /// The favourable share of the first group less that of the second; nil without favourable answers.
    public let favourableDifference: Computed<IntervalEstimate>?
    /// The difference of the means of two units with a standard error that knows of their teams; nil for other groups.
    public let clusterRobust: Computed<ClusterRobustContrast>?
  }

  /// Tests of more than two groups.
  public struct Several: Sendable {
    public let kruskalWallis: Computed<KruskalWallisTest>
    public let dunn: Computed<DunnPairs>
    /// Nil where codes are only names or bands.
    public let welch: Computed<WelchAnova>?
  }

  /// Tests of the table of groups and answers.
  public struct Association: Sendable {
    public let chiSquare: Computed<ChiSquareTest>
    /// Of two groups and two answers.
    public let fisher: Computed<FisherTwoByTwo>?
    /// Of a larger table of few people.
    public let fisherExact: Computed<FisherExactTest>?
    /// A model of the ordered answers; nil for two answers, names, or many groups.
    public let proportionalOdds: Computed<ProportionalOdds>?
    /// Whether the groups differ alike at every answer, as the model assumes.
    public let nominalTest: Computed<ProportionalOdds.NominalTest>?
  }

  /// Tests that hold only where the order of the groups means something.
  public struct Ordered: Sendable {
    public let jonckheere: Computed<JonckheereTest>
    /// Nil for scales, which have no table.
    public let linearByLinear: Computed<LinearByLinearTest>?
    public let kendallTau: Computed<KendallTau>?
  }

  public let two: Two?
  public let several: Several?
  public let association: Association?
  public let ordered: Ordered?

  /// More groups than this get no pairs: nobody reads thousands of them, and they cost more than all the rest.
  public static let maximumGroupsForPairs = 60
  /// More groups than this get no proportional odds model, which then has more coefficients than answers can tell apart.
  public static let maximumGroupsForModel = 10

  /// - Parameters:
  ///   - groups: The statistics of at least two groups with answers.
  ///   - kind: The kind of the item; nil for a scale.
  ///   - isOption: Whether the variable is an option of a `many` item, ticked or not.
  ///   - areOrdered: Whether the groups stand in an order that may mean something.
  ///   - teams: The scores of each team of two units; nil for groups without teams.
  init(
    of groups: [VariableStatistics], kind: AnswerKind?, isOption: Bool, areOrdered: Bool, teams: [[Distribution]]? = nil
  ) {
    let distributions = groups.map(\.distribution)
    let isScored = kind?.isScored ?? true
    two =
      distributions.count == 2
      ? Two(distributions[0], distributions[1], groups.map(\.favourableCount), isScored: isScored, teams: teams) : nil
    several = distributions.count > 2 ? Several(distributions, isScored: isScored) : nil
    let table = kind.map { _ in
      figure { () throws(StatisticsError) in try ContingencyTable(groups.map { $0.counts.map(\.count) }) }
    }
    association = table.map { table in
      Association(table, distributions, isOrdinal: isScored && !isOption)
    }
    ordered = areOrdered && distributions.count > 2 ? Ordered(distributions, table) : nil
  }

  /// The test whose probabilities are adjusted over the family, and its name in the output.
  public var familyTest: (name: String, p: Double?) {
    if let two { return ("mannWhitney", two.mannWhitney.success?.p) }
    return ("kruskalWallis", several?.kruskalWallis.success?.p)
  }

  /// Why parts of it can't be computed, and what estimators warn of, each with the name of the statistic.
  ///
  /// - Parameter keys: The groups that were compared, for messages that number them.
  func remarks(keys: [String]) -> [Remark] {
    var remarks: [Remark] = []
    func note<Value>(_ name: String, _ result: Computed<Value>?, _ warnings: (Value) -> [String]) {
      switch result {
      case .success(let value): remarks += warnings(value).map { Remark(name, $0) }
      case .failure(let error): remarks.append(Remark(name, error.description))
      case nil: break
      }
    }
    note("Mann–Whitney", two?.mannWhitney, \.warnings)
    note("Cliff's delta", two?.cliffsDelta, \.warnings)
    note("Welch's t", two?.welch, \.warnings)
    note("Hedges' g", two?.hedgesG, \.warnings)
    note("difference of shares", two?.favourableDifference, \.warnings)
    note("cluster-robust contrast", two?.clusterRobust, \.warnings)
    note("Kruskal–Wallis", several?.kruskalWallis, \.warnings)
    note("Dunn", several?.dunn, \.warnings)
    note("Welch's ANOVA", several?.welch, \.warnings)
    note("chi-square", association?.chiSquare, \.warnings)
    note("Fisher", association?.fisher, \.warnings)
    note("Fisher", association?.fisherExact, \.warnings)
    note("proportional odds", association?.proportionalOdds, \.warnings)
    note("nominal test", association?.nominalTest) { _ in [] }
    note("Jonckheere", ordered?.jonckheere, \.warnings)
    note("linear-by-linear", ordered?.linearByLinear, \.warnings)
    note("Kendall's tau-b", ordered?.kendallTau, \.warnings)
    return remarks.map { $0.naming("group", keys) }
  }
}

extension GroupTests.Two {
  init(
    _ first: Distribution, _ second: Distribution, _ favourable: [Int?], isScored: Bool, teams: [[Distribution]]?
  ) {
    mannWhitney = figure { () throws(StatisticsError) in try SurveyStats.mannWhitney(first, second) }
    cliffsDelta = figure { () throws(StatisticsError) in try SurveyStats.cliffsDelta(first, second) }
    superiority = figure { () throws(StatisticsError) in try SurveyStats.superiority(first, second) }
    welch = isScored ? figure { () throws(StatisticsError) in try welchT(first, second) } : nil
    hedgesG = isScored ? figure { () throws(StatisticsError) in try SurveyStats.hedgesG(first, second) } : nil
    if let successes = favourable[0], let others = favourable[1] {
      favourableDifference = figure { () throws(StatisticsError) in
        try newcombeDifference((successes, first.n), minus: (others, second.n))
      }
    } else {
      favourableDifference = nil
    }
    clusterRobust = teams.map { teams in
      figure { () throws(StatisticsError) in try clusterRobustContrast(teams[0], teams[1]) }
    }
  }
}

extension GroupTests.Several {
  init(_ groups: [Distribution], isScored: Bool) {
    kruskalWallis = figure { () throws(StatisticsError) in try SurveyStats.kruskalWallis(groups) }
    dunn = figure { () throws(StatisticsError) in
      guard groups.count <= GroupTests.maximumGroupsForPairs else {
        throw .invalid(
          what: "number of groups", required: "at most \(GroupTests.maximumGroupsForPairs)", given: "\(groups.count)")
      }
      return try dunnPairs(groups)
    }
    welch = isScored ? figure { () throws(StatisticsError) in try welchAnova(groups) } : nil
  }
}

extension GroupTests.Association {
  init(_ table: Computed<ContingencyTable>, _ groups: [Distribution], isOrdinal: Bool) {
    func test<Value>(_ compute: (ContingencyTable) throws(StatisticsError) -> Value) -> Computed<Value> {
      figure { () throws(StatisticsError) in try compute(try table.get()) }
    }
    chiSquare = test(SurveyStats.chiSquare)
    let size = table.success.map { (rows: $0.rowTotals.count, columns: $0.columnTotals.count, n: $0.n) }
    let isTwoByTwo = size?.rows == 2 && size?.columns == 2
    fisher = isTwoByTwo ? test { table throws(StatisticsError) in try fisherTwoByTwo(table) } : nil
    fisherExact =
      !isTwoByTwo && (size?.n ?? .max) <= FisherExactTest.maximumRespondents ? test(SurveyStats.fisherExact) : nil
    guard isOrdinal, (size?.columns ?? 0) > 2, groups.count <= GroupTests.maximumGroupsForModel else {
      (proportionalOdds, nominalTest) = (nil, nil)
      return
    }
    proportionalOdds = figure { () throws(StatisticsError) in try SurveyStats.proportionalOdds(groups: groups) }
    nominalTest = figure { () throws(StatisticsError) in
      try SurveyStats.nominalTest(groupPatterns(groups), term: Set(0..<(groups.count - 1)))
    }
  }
}

extension GroupTests.Ordered {
  init(_ groups: [Distribution], _ table: Computed<ContingencyTable>?) {
    jonckheere = figure { () throws(StatisticsError) in try SurveyStats.jonckheere(groups) }
    linearByLinear = table.map { table in
      figure { () throws(StatisticsError) in try SurveyStats.linearByLinear(try table.get()) }
    }
    kendallTau = table.map { table in
      figure { () throws(StatisticsError) in try SurveyStats.kendallTau(try table.get()) }
    }
  }
}
