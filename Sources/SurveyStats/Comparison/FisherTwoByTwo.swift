import CRmath
import Glibc

/// Fisher's exact test of a 2 × 2 table with the conditional odds ratio.
public struct FisherTwoByTwo: Sendable, Hashable {
  /// The odds ratio of maximum conditional likelihood, not the ratio of the cross products; none when it is infinite.
  public let oddsRatio: Double?
  /// The lower limit of the odds ratio.
  public let low: Double
  /// The upper limit of the odds ratio; none when there is none.
  public let high: Double?
  /// The confidence level of the limits.
  public let level: Double
  /// The two-sided probability: of all tables that are at most as probable as the one observed.
  public let p: Double
  /// The respondents in the table.
  public let n: Int
  /// The respondents who miss one of the variables.
  public let missing: Int
  /// The name of the test.
  public let method: ComparisonMethod
  /// What must be said beside the numbers, in full sentences.
  public let warnings: [String]
}

/// Tests whether two variables of two categories are independent, given the totals of both.
///
/// - Parameters:
///   - table: A table of two rows and two columns, each with respondents.
///   - level: The confidence level of the odds ratio.
/// - Returns: The two-sided probability and the odds ratio, above 1 when the first row leans to the first column.
/// - Throws: ``StatisticsError`` for a table of another size, an empty row or column, or a level outside 0…1.
/// - Complexity: O(*m*) for the smallest of the four totals *m*.
///
/// Reference: Fisher (1935), *Journal of the Royal Statistical Society* 98, 39–82; `fisher.test` of R, which finds the
/// same odds ratio to four digits, and `scipy.stats.contingency.odds_ratio`.
public func fisherTwoByTwo(
  _ table: ContingencyTable, level: Double = 0.95
) throws(StatisticsError) -> FisherTwoByTwo {
  let tail = 1 - (try upperProbability(level: level))
  guard table.counts.count == 2, table.columnTotals.count == 2 else {
    throw .invalid(
      what: "table", required: "2 rows and 2 columns",
      given: "\(table.counts.count) rows and \(table.columnTotals.count) columns")
  }
  _ = try table.occupied()
  let tables = ConditionalTables(table)
  let observed = table.counts[0][0]
  let isLowest = observed == tables.lowest
  let isHighest = observed == tables.highest
  let ratio: Double? = isHighest ? nil : isLowest ? 0 : tables.oddsRatio { $0.mean - Double(observed) }
  return FisherTwoByTwo(
    oddsRatio: ratio,
    low: isLowest ? 0 : tables.oddsRatio { $0.share(from: observed) - tail },
    high: isHighest ? nil : tables.oddsRatio { tail - $0.share(to: observed) },
    level: level, p: tables.twoSided(observed), n: table.n, missing: table.missing, method: .fisherConditional,
    warnings: isHighest ? ["The odds ratio has no upper limit: the table is the most extreme of its totals."] : [])
}

/// All tables of given totals, by the count of their first cell.
private struct ConditionalTables {
  let lowest: Int
  let highest: Int
  /// The logarithm of the probability of each table under independence.
  let logarithms: [Double]

  init(_ table: ContingencyTable) {
    let (first, second) = (table.columnTotals[0], table.columnTotals[1])
    let row = table.rowTotals[0]
    lowest = max(0, row - second)
    highest = min(row, first)
    logarithms = (lowest...highest).map { dhyper(Double($0), Double(first), Double(second), Double(row), 1) }
  }

  /// The probability of all tables at most as probable as the observed one; equal ones may differ in the last digits.
  func twoSided(_ observed: Int) -> Double {
    let limit = exp(logarithms[observed - lowest]) * (1 + 1e-7)
    return min(
      1,
      logarithms.reduce(0) { sum, logarithm in
        let probability = exp(logarithm)
        return probability <= limit ? sum + probability : sum
      })
  }

  /// The odds ratio at which a function of the tables, which increases with it, is zero.
  func oddsRatio(where excess: (Tilted) -> Double) -> Double {
    func at(_ log: Double) -> Double { excess(Tilted(self, log: log)) }
    var (low, high) = (-1.0, 1.0)
    while at(low) > 0 { low *= 2 }
    while at(high) < 0 { high *= 2 }
    while true {
      let middle = low + (high - low) / 2
      if middle <= low || middle >= high || high - low < 1e-15 { return exp(middle) }
      if at(middle) < 0 { low = middle } else { high = middle }
    }
  }

  /// The probabilities of the tables at an odds ratio.
  struct Tilted {
    let lowest: Int
    let probabilities: [Double]

    init(_ tables: ConditionalTables, log: Double) {
      lowest = tables.lowest
      let tilted = tables.logarithms.enumerated().map { $0.element + log * Double($0.offset) }
      let largest = tilted.max() ?? 0
      let weights = tilted.map { exp($0 - largest) }
      let sum = weights.reduce(0, +)
      probabilities = weights.map { $0 / sum }
    }

    var mean: Double {
      probabilities.enumerated().reduce(Double(lowest)) { $0 + Double($1.offset) * $1.element }
    }
    func share(from observed: Int) -> Double { probabilities[(observed - lowest)...].reduce(0, +) }
    func share(to observed: Int) -> Double { probabilities[...(observed - lowest)].reduce(0, +) }
  }
}
