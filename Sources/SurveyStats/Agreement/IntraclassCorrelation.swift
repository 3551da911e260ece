import CRmath

/// Intraclass correlations of a scale over groups, with the analysis of variance they come from.
public struct IntraclassCorrelation: Sendable, Hashable {
  /// ICC(1) with the arithmetic mean group size: how much of the variance of people's scores lies between groups.
  public let icc1: Double
  /// ICC(1) with the group size *n*₀ = (*N* − Σ*n*² / *N*) / (*g* − 1) of unbalanced groups.
  public let icc1n0: Double
  /// ICC(2): how reliably groups are told apart by their means.
  public let icc2: Double
  /// The variance ratio between and within groups.
  public let f: Double
  /// The degrees of freedom between groups.
  public let df1: Int
  /// The degrees of freedom within groups.
  public let df2: Int
  /// The probability of such a ratio without differences between groups.
  public let p: Double
  /// The mean square between groups.
  public let meanSquareBetween: Double
  /// The mean square within groups.
  public let meanSquareWithin: Double
  /// The number of people with a score and a group.
  public let n: Int
  /// The number of people without a score or a group.
  public let leftOut: Int
  /// The number of people with a score in each group, ascending by the code of the group.
  public let groupSizes: [Int]
  /// The arithmetic mean group size.
  public let meanGroupSize: Double
  /// The group size *n*₀ of unbalanced groups.
  public let n0: Double
  /// The method.
  public let method: IntraclassMethod
  /// What must be said beside the numbers, in full sentences.
  public let warnings: [String]
}

/// How an intraclass correlation is estimated; the raw value is its name in every output.
public enum IntraclassMethod: String, Sendable, Hashable, CaseIterable {
  /// By a one-way analysis of variance.
  case oneWayAnova = "one-way-anova"
}

/// ICC(1) and ICC(2) of scale scores over groups, by a one-way analysis of variance.
///
/// A person's score is the mean of the items that person answered, as in ``scaleScores(of:scoring:minimumAnswered:rows:)``;
/// whether scores are means or sums doesn't matter here.
///
/// - Parameters:
///   - items: One column of one-byte codes per item, all of the same length, keyed.
///   - groups: The group of each respondent.
///   - minimumAnswered: The smallest number of answered items that makes a score; all of them by default.
///   - rows: Which respondents to use.
/// - Returns: Both correlations, *F* and *p*. ICC(1) and ICC(2) are negative when groups differ less than chance would
///   have it.
/// - Throws: ``StatisticsError`` without items, with fewer than two groups or no group of two, without variance, or for
///   columns that don't fit together.
/// - Complexity: O(*k* · *n*) for *k* items and *n* respondents, one pass over the bytes.
///
/// Reference: Bliese (2000), in Klein & Kozlowski, *Multilevel Theory*; `multilevel::ICC1` and `ICC2` of R.
public func intraclassCorrelation(
  of items: [ScoredColumn], by groups: GroupColumn, minimumAnswered: Int? = nil, rows: RowSelection = .all
) throws(StatisticsError) -> IntraclassCorrelation {
  let scores = try GroupedScores(items: items, by: groups, minimumAnswered: minimumAnswered ?? items.count, rows: rows)
  let sizes = scores.sizes.filter { $0 > 0 }
  let n = sizes.reduce(0, +)
  guard sizes.count >= 2 else { throw .tooFew(what: "groups with a score", required: 2, given: sizes.count) }
  guard n > sizes.count else {
    throw .tooFew(what: "people with a score in \(sizes.count) groups", required: sizes.count + 1, given: n)
  }
  let (between, within) = scores.sumsOfSquares()
  guard between + within > 0 else { throw .noVariance(of: "the scores") }
  guard within > 1e-14 * (between + within) else { throw .noVariance(of: "the scores within groups") }
  let df1 = sizes.count - 1
  let df2 = n - sizes.count
  let meanBetween = between / Double(df1)
  let meanWithin = within / Double(df2)
  guard meanBetween > 1e-14 * meanWithin else { throw .noVariance(of: "the means of the groups") }
  let meanSize = Double(n) / Double(sizes.count)
  let n0 = (Double(n) - Double(sizes.reduce(0) { $0 + $1 * $1 }) / Double(n)) / Double(df1)
  let f = meanBetween / meanWithin
  let single = sizes.count { $0 == 1 }
  return IntraclassCorrelation(
    icc1: (f - 1) / (f + meanSize - 1), icc1n0: (f - 1) / (f + n0 - 1), icc2: (f - 1) / f, f: f, df1: df1, df2: df2,
    p: pf(f, Double(df1), Double(df2), 0, 0), meanSquareBetween: meanBetween, meanSquareWithin: meanWithin, n: n,
    leftOut: scores.leftOut, groupSizes: sizes, meanGroupSize: meanSize, n0: n0, method: .oneWayAnova,
    warnings: single > 0 ? ["\(single) of \(sizes.count) groups have a single person."] : [])
}
