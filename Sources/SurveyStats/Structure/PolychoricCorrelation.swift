import CRmath
import Glibc

/// How a polychoric correlation is estimated; the raw value is its name in every output.
public enum PolychoricMethod: String, Sendable, Hashable, CaseIterable {
  /// Thresholds from the margins, then the correlation by maximum likelihood; no correction of empty cells.
  case twoStep = "polychoric-two-step"
}

/// The correlation of the normal variables that may stand behind two items with ordered answers.
public struct PolychoricCorrelation: Sendable, Hashable {
  /// The correlation.
  public let value: Double
  /// The thresholds between the answers to the first item that occur.
  public let firstThresholds: [Double]
  /// The thresholds between the answers to the second item that occur.
  public let secondThresholds: [Double]
  /// The number of people who answered both items.
  public let n: Int
  /// The method.
  public let method: PolychoricMethod
  /// What must be said beside the number, in full sentences.
  public let warnings: [String]
}

/// The polychoric correlation of a table of two items with ordered answers, in two steps.
///
/// - Parameter table: How many people gave each pair of answers: one row per answer to the first item, one column per
///   answer to the second, both ascending. Answers that nobody gave are left out.
/// - Returns: The correlation with its thresholds, and a warning where the likelihood grows up to ±0.9999.
/// - Throws: ``StatisticsError`` for rows of different lengths or negative counts, or when fewer than two answers to an
///   item occur.
/// - Complexity: O(*r* · *c*) per step of the search for *r* rows and *c* columns.
///
/// Reference: Olsson (1979), *Psychometrika* 44, 443–460; `polycor::polychor(ML = FALSE)` of R.
public func polychoricCorrelation(of table: [[Int]]) throws(StatisticsError) -> PolychoricCorrelation {
  let width = table.first?.count ?? 0
  if let other = table.first(where: { $0.count != width }) {
    throw .unequalLengths(expected: width, given: other.count)
  }
  if let negative = table.joined().first(where: { $0 < 0 }) {
    throw .invalid(what: "count", required: "0 or more", given: "\(negative)")
  }
  let columns = (0..<width).filter { column in table.contains { $0[column] > 0 } }
  let counts = table.filter { row in row.contains { $0 > 0 } }.map { row in columns.map { row[$0] } }
  guard counts.count >= 2 else {
    throw .tooFew(what: "answers to the first item that occur", required: 2, given: counts.count)
  }
  guard columns.count >= 2 else {
    throw .tooFew(what: "answers to the second item that occur", required: 2, given: columns.count)
  }
  let search = PolychoricSearch(counts)
  let (value, atLimit) = search.maximum()
  return PolychoricCorrelation(
    value: value, firstThresholds: Array(search.rowLimits.dropFirst().dropLast()),
    secondThresholds: Array(search.columnLimits.dropFirst().dropLast()), n: search.n, method: .twoStep,
    warnings: atLimit
      ? ["The likelihood grows up to the largest correlation: the items order people alike, or cells are empty."] : [])
}

/// The likelihood of a table as a function of the correlation.
private struct PolychoricSearch {
  /// The largest correlation tried, as in polycor.
  static let limit = 0.9999

  let n: Int
  /// The thresholds with infinity at both ends.
  let rowLimits: [Double]
  let columnLimits: [Double]
  private let counts: [[Int]]

  init(_ counts: [[Int]]) {
    self.counts = counts
    n = counts.joined().reduce(0, +)
    rowLimits = limits(counts.map { $0.reduce(0, +) }, of: n)
    columnLimits = limits(counts[0].indices.map { column in counts.reduce(0) { $0 + $1[column] } }, of: n)
  }

  /// The correlation of the largest likelihood, by scoring from 0; a step that doesn't raise the likelihood is halved.
  func maximum() -> (value: Double, atLimit: Bool) {
    var value = 0.0
    var place = evaluate(at: value)
    for _ in 0..<500 {
      var step = place.slope / place.information
      var moved = false
      while abs(step) > 1e-12 {
        let trial = max(-Self.limit, min(Self.limit, value + step))
        let next = evaluate(at: trial)
        if trial != value, next.logLikelihood > place.logLikelihood - 1e-13 * abs(place.logLikelihood) {
          (value, place, moved) = (trial, next, true)
          break
        }
        step /= 2
      }
      if !moved { break }
    }
    let limit: Double = value < 0 ? -Self.limit : Self.limit
    let isLimit = abs(value) > 0.9 && evaluate(at: limit).logLikelihood >= place.logLikelihood
    return isLimit ? (limit, true) : (value, false)
  }

  /// The log-likelihood, its derivative, and its information about the correlation.
  private func evaluate(at correlation: Double) -> (logLikelihood: Double, slope: Double, information: Double) {
    let probabilities = differences { bivariateNormal($0, $1, correlation: correlation) }
    let derivatives = differences { bivariateNormalDensity($0, $1, correlation: correlation) }
    var logLikelihood = 0.0
    var slope = 0.0
    var information = 0.0
    for (row, entries) in counts.enumerated() {
      for (column, count) in entries.enumerated() {
        // Below this the difference of probabilities is nothing but rounding.
        let probability = max(probabilities[row][column], 1e-16)
        let ratio = derivatives[row][column] / probability
        if count > 0 { logLikelihood += Double(count) * log(probability) }
        slope += Double(count) * ratio
        information += Double(n) * ratio * derivatives[row][column]
      }
    }
    return (logLikelihood, slope, max(information, .leastNormalMagnitude))
  }

  /// What a function of the upper limits gives for each cell.
  private func differences(_ function: (Double, Double) -> Double) -> [[Double]] {
    let corners = rowLimits.map { row in columnLimits.map { function(row, $0) } }
    return counts.indices.map { row in
      counts[0].indices.map { column in
        (corners[row + 1][column + 1] - corners[row][column + 1]) - (corners[row + 1][column] - corners[row][column])
      }
    }
  }
}

/// The normal quantiles of the cumulated counts, with infinity at both ends.
private func limits(_ margin: [Int], of n: Int) -> [Double] {
  var below = 0
  let inner = margin.dropLast().map { count in
    below += count
    return qnorm5(Double(below) / Double(n), 0, 1, 1, 0)
  }
  return [-Double.infinity] + inner + [.infinity]
}
