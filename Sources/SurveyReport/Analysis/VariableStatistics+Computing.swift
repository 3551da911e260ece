public import SurveyCore
import SurveyStats

extension VariableStatistics {
  /// Computes the statistics of an item.
  ///
  /// Counts, mean and the like describe answers as given; for a reversed item favourable and unfavourable codes are mirrored.
  ///
  /// - Complexity: One pass over the item's bytes.
  init(of item: Item, in table: ResponseTable, rows: RowSelection = .all) {
    if case .many(let options) = item.kind {
      self.init(many: options, of: item.id, in: table, rows: rows)
    } else {
      self.init(closed: item, in: table, rows: rows)
    }
  }

  private init(closed item: Item, in table: ResponseTable, rows: RowSelection) {
    let codes = item.kind.codes
    let counted = CodeCounts(of: table.bytes(of: item.id) ?? [], rows: rows)
    let counts = counted.counts(positions: codes.count)
    let n = counts.reduce(0, +)
    let distribution = Distribution(of: counted, values: codes)
    let isScored = item.kind.isScored
    let favourable = item.favourableCodes
    let unfavourable = item.unfavourableCodes
    func count(_ wanted: [Int]) -> Int { zip(codes, counts).reduce(0) { wanted.contains($1.0) ? $0 + $1.1 : $0 } }
    self.n = n
    self.counts = zip(codes, counts).map { CodeCount(code: $0, count: $1) }
    self.distribution = distribution
    favourableCount = favourable.isEmpty ? nil : count(favourable)
    mean = isScored ? figure { () throws(StatisticsError) in try distribution.mean() } : nil
    standardDeviation = isScored ? figure { () throws(StatisticsError) in try distribution.standardDeviation() } : nil
    median = isScored ? figure { () throws(StatisticsError) in try distribution.median() } : nil
    skewness = isScored ? figure { () throws(StatisticsError) in try distribution.skewness() } : nil
    kurtosis = isScored ? figure { () throws(StatisticsError) in try distribution.kurtosis() } : nil
    self.favourable = favourable.isEmpty ? nil : wilson(count(favourable), of: n)
    self.unfavourable = unfavourable.isEmpty ? nil : wilson(count(unfavourable), of: n)
    net =
      favourable.isEmpty || unfavourable.isEmpty
      ? nil
      : figure { () throws(StatisticsError) in
        try netInterval(favourable: count(favourable), unfavourable: count(unfavourable), of: n)
      }
    meanInterval =
      isScored ? figure { () throws(StatisticsError) in try SurveyStats.meanInterval(of: distribution) } : nil
    shares = []
  }

  private init(many options: [AnswerOption], of item: String, in table: ResponseTable, rows: RowSelection) {
    let counted = options.map { CodeCounts(of: table.bytes(of: item, option: $0.code) ?? [], rows: rows) }
    n = counted.first?.valid ?? 0
    counts = zip(options, counted).map { CodeCount(code: $0.code, count: $1[AnswerByte.ticked]) }
    let answered = n
    shares = counts.map { OptionShare(code: $0.code, share: wilson($0.count, of: answered)) }
    distribution = Distribution(values: [], counts: [])
    favourableCount = nil
    (mean, standardDeviation, median, skewness, kurtosis) = (nil, nil, nil, nil, nil)
    (favourable, unfavourable, net, meanInterval) = (nil, nil, nil, nil)
  }

  /// Computes who ticked one option of a `many` item: the codes are 1 for ticked and 0 for not.
  init(option: Int, of item: Item, in table: ResponseTable, rows: RowSelection = .all) {
    let counted = CodeCounts(of: table.bytes(of: item.id, option: option) ?? [], rows: rows)
    let ticked = counted[AnswerByte.ticked]
    n = counted.valid
    counts = [CodeCount(code: 1, count: ticked), CodeCount(code: 0, count: n - ticked)]
    distribution = Distribution(values: [0, 1], counts: [n - ticked, ticked])
    favourableCount = ticked
    shares = [OptionShare(code: option, share: wilson(ticked, of: n))]
    (mean, standardDeviation, median, skewness, kurtosis) = (nil, nil, nil, nil, nil)
    (favourable, unfavourable, net, meanInterval) = (nil, nil, nil, nil)
  }

  /// Computes the statistics of a scale's scores.
  init(of scale: Scale, in table: ResponseTable, rows: RowSelection = .all) throws(StatisticsError) {
    let scores = try scaleScores(
      of: scale.columns(in: table), scoring: scale.scoring, minimumAnswered: scale.minimumAnswered, rows: rows)
    let distribution = scores.distribution
    self.distribution = distribution
    n = distribution.n
    counts = []
    favourableCount = scale.favourableFrom.map { least in distribution.count { $0 >= least } }
    mean = figure { () throws(StatisticsError) in try distribution.mean() }
    standardDeviation = figure { () throws(StatisticsError) in try distribution.standardDeviation() }
    median = figure { () throws(StatisticsError) in try distribution.median() }
    meanInterval = figure { () throws(StatisticsError) in try SurveyStats.meanInterval(of: distribution) }
    favourable = favourableCount.map { wilson($0, of: distribution.n) }
    (skewness, kurtosis, unfavourable, net) = (nil, nil, nil, nil)
    shares = []
  }
}

extension Scale {
  /// How answers become a score.
  var scoring: ScaleScoring { score == .mean ? .mean : .sum }

  /// The scale's items as columns, keyed.
  func columns(in table: ResponseTable) -> [ScoredColumn] {
    items.compactMap { id in
      guard let item = table.survey.items.first(where: { $0.id == id }), let bytes = table.bytes(of: id) else {
        return nil
      }
      return ScoredColumn(bytes: bytes, values: item.kind.codes, reversed: item.reverse)
    }
  }
}

private func wilson(_ successes: Int, of n: Int) -> VariableStatistics.Estimate {
  figure { () throws(StatisticsError) in try wilsonInterval(successes: successes, of: n) }
}

/// The statistics of an item or scale, or why there are none.
func statistics(
  of variable: String, in table: ResponseTable, rows: RowSelection = .all
) -> Result<VariableStatistics, StatisticsError> {
  if let item = table.survey.closedItems.first(where: { $0.id == variable }) {
    return .success(VariableStatistics(of: item, in: table, rows: rows))
  }
  return figure { () throws(StatisticsError) in
    guard let scale = table.survey.scales.first(where: { $0.id == variable }) else {
      throw .invalid(what: "variable", required: "an item or scale of the survey", given: variable)
    }
    return try VariableStatistics(of: scale, in: table, rows: rows)
  }
}

extension Survey {
  /// The items whose answers are kept as bytes: all but comments.
  public var closedItems: [Item] {
    items.filter { if case .comment = $0.kind { false } else { true } }
  }
}

extension RowSelection {
  /// The respondents of an admitted group.
  init(_ rows: GroupRows) {
    switch rows {
    case .all: self = .all
    case .rows(let rows): self = .rows(rows)
    }
  }
}

extension MissingCounts {
  /// Counts the kinds of missing answers of an item.
  init(of item: Item, in table: ResponseTable) {
    var option: Int?
    if case .many(let options) = item.kind { option = options.first?.code }
    let counts = CodeCounts(of: table.bytes(of: item.id, option: option) ?? [])
    self.init(
      skipped: counts.skipped, declined: counts.declined, notApplicable: counts.notApplicable,
      notShown: counts.notShown)
  }
}
