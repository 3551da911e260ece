public import SurveyStats

/// What is computed about one item or scale for one group: a value, or the reason why it can't be computed.
public struct VariableStatistics: Sendable, Hashable {
  /// A number, or why there is none.
  public typealias Figure = Result<Double, StatisticsError>
  /// An estimate with its interval, or why there is none.
  public typealias Estimate = Result<IntervalEstimate, StatisticsError>

  /// How many people answered (for a scale: have a score).
  public let n: Int
  /// How many people gave each answer, by code in order; for `many` items those who ticked the option. Empty for scales.
  public let counts: [CodeCount]
  /// The answers as codes (bands and options of `many` items as places), or the scores.
  public let distribution: Distribution
  /// How many people answered favourably; nil where no answers count as favourable.
  public let favourableCount: Int?
  /// The mean of the codes as given, or of the scores; nil where codes are only names or bands.
  public let mean: Figure?
  /// The standard deviation, with divisor n − 1.
  public let standardDeviation: Figure?
  /// The median.
  public let median: Figure?
  /// The skewness; nil for scales.
  public let skewness: Figure?
  /// The excess kurtosis; nil for scales.
  public let kurtosis: Figure?
  /// The favourable share; nil where the answer set names no favourable codes.
  public let favourable: Estimate?
  /// The unfavourable share; nil where the answer set names no unfavourable codes.
  public let unfavourable: Estimate?
  /// Favourable minus unfavourable; nil where either is.
  public let net: Estimate?
  /// The share of people who ticked each option of a `many` item.
  public let shares: [OptionShare]
  /// The interval of the mean.
  public let meanInterval: Estimate?

  /// How many people gave one answer.
  public struct CodeCount: Sendable, Hashable {
    /// The option's code.
    public let code: Int
    /// How many people.
    public let count: Int
  }

  /// The share of one option of a `many` item.
  public struct OptionShare: Sendable, Hashable {
    /// The option's code.
    public let code: Int
    /// The share of the people who answered.
    public let share: Estimate
  }

  /// Why parts of it can't be computed, in the order of the parts.
  public var errors: [StatisticsError] {
    let figures = [mean, standardDeviation, median, skewness, kurtosis].compactMap { $0?.failure }
    return figures + [favourable, unfavourable, net].compactMap { $0?.failure } + shares.compactMap(\.share.failure)
  }
}
