/// A frequency distribution: distinct values in ascending order, each with its count.
///
/// It describes an item (a few option codes) as well as scale scores (a few dozen possible means), so that no statistic
/// needs one number per respondent. Missing answers are not part of it; ``CodeCounts`` and ``ScaleScores`` count them.
public struct Distribution: Sendable, Hashable {
  /// The distinct values that occur, ascending.
  public let values: [Double]

  /// How often each of ``values`` occurs; every count is at least 1.
  public let counts: [Int]

  /// The number of observations.
  public let n: Int

  /// Makes a distribution of values with counts; equal values are merged and values nobody has are left out.
  ///
  /// - Parameters:
  ///   - values: Finite numbers, in any order.
  ///   - counts: As many counts, none negative.
  public init(values: [Double], counts: [Int]) {
    precondition(values.count == counts.count, "A distribution needs one count per value.")
    precondition(counts.allSatisfy { $0 >= 0 }, "A count can't be negative.")
    precondition(values.allSatisfy(\.isFinite), "A value must be finite.")
    var distinct: [Double] = []
    var merged: [Int] = []
    for (value, count) in zip(values, counts).sorted(by: { $0.0 < $1.0 }) where count > 0 {
      if distinct.last == value {
        merged[merged.count - 1] += count
      } else {
        distinct.append(value)
        merged.append(count)
      }
    }
    self.values = distinct
    self.counts = merged
    n = merged.reduce(0, +)
  }

  /// Makes the distribution of an item from the counts of its column.
  ///
  /// - Parameters:
  ///   - counts: The counts of the item's column.
  ///   - values: The option codes of the answer set: the option at position *p* has the code `values[p - 1]`.
  public init(of counts: CodeCounts, values: [Int]) {
    self.init(values: values.map(Double.init), counts: counts.counts(positions: values.count))
  }

  /// The arithmetic mean.
  ///
  /// - Throws: ``StatisticsError/tooFew(what:required:given:)`` without observations.
  public func mean() throws(StatisticsError) -> Double {
    try require(1)
    return zip(values, counts).reduce(0) { $0 + $1.0 * Double($1.1) } / Double(n)
  }

  /// The standard deviation of a sample, with divisor *n* − 1, as R's `sd`.
  ///
  /// - Throws: ``StatisticsError/tooFew(what:required:given:)`` with fewer than two observations.
  public func standardDeviation() throws(StatisticsError) -> Double {
    try require(2)
    return (try centralSum(of: 2) / Double(n - 1)).squareRoot()
  }

  /// The median: the middle observation, or the mean of the middle two, as R's `median`.
  ///
  /// - Throws: ``StatisticsError/tooFew(what:required:given:)`` without observations.
  public func median() throws(StatisticsError) -> Double {
    try require(1)
    let lower = observation((n - 1) / 2)
    let upper = observation(n / 2)
    return lower == upper ? lower : (lower + upper) / 2
  }

  /// The skewness *m*₃ / *s*³, the third moment with divisor *n* and *s* with *n* − 1.
  ///
  /// - Throws: ``StatisticsError`` with fewer than two observations or when all are equal.
  ///
  /// Reference: Joanes & Gill (1998), *The Statistician* 47, 183–189, b₁; `psych::describe(type = 3)`.
  public func skewness() throws(StatisticsError) -> Double {
    let deviation = try positiveDeviation()
    return try centralSum(of: 3) / (Double(n) * deviation * deviation * deviation)
  }

  /// The excess kurtosis *m*₄ / *s*⁴ − 3, the fourth moment with divisor *n* and *s* with *n* − 1.
  ///
  /// - Throws: ``StatisticsError`` with fewer than two observations or when all are equal.
  ///
  /// Reference: Joanes & Gill (1998), *The Statistician* 47, 183–189, b₂; `psych::describe(type = 3)`.
  public func kurtosis() throws(StatisticsError) -> Double {
    let deviation = try positiveDeviation()
    let variance = deviation * deviation
    return try centralSum(of: 4) / (Double(n) * variance * variance) - 3
  }

  /// The smallest observation.
  ///
  /// - Throws: ``StatisticsError/tooFew(what:required:given:)`` without observations.
  public func minimum() throws(StatisticsError) -> Double {
    try require(1)
    return values[0]
  }

  /// The largest observation.
  ///
  /// - Throws: ``StatisticsError/tooFew(what:required:given:)`` without observations.
  public func maximum() throws(StatisticsError) -> Double {
    try require(1)
    return values[values.count - 1]
  }

  /// The number of observations whose value satisfies a condition, such as a favourable threshold.
  public func count(where condition: (Double) -> Bool) -> Int {
    zip(values, counts).reduce(0) { condition($1.0) ? $0 + $1.1 : $0 }
  }

  /// The share of the observations whose value satisfies a condition.
  ///
  /// - Throws: ``StatisticsError/tooFew(what:required:given:)`` without observations.
  public func share(where condition: (Double) -> Bool) throws(StatisticsError) -> Double {
    try require(1)
    return Double(count(where: condition)) / Double(n)
  }

  private func require(_ required: Int) throws(StatisticsError) {
    guard n >= required else { throw .tooFew(what: "observations", required: required, given: n) }
  }

  private func positiveDeviation() throws(StatisticsError) -> Double {
    let deviation = try standardDeviation()
    guard values.count > 1 else { throw .noVariance(of: "the observations") }
    return deviation
  }

  /// The observation at a place (from 0) in ascending order.
  private func observation(_ place: Int) -> Double {
    var before = 0
    for (value, count) in zip(values, counts) {
      before += count
      if place < before { return value }
    }
    preconditionFailure("The place lies outside the distribution.")
  }

  /// The sum of the deviations from the mean, raised to a power.
  private func centralSum(of power: Int) throws(StatisticsError) -> Double {
    guard values.count > 1 else { return 0 }
    let center = try mean()
    return zip(values, counts).reduce(0) { sum, entry in
      let deviation = entry.0 - center
      return sum + (1..<power).reduce(deviation) { product, _ in product * deviation } * Double(entry.1)
    }
  }
}
