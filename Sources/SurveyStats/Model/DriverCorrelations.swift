/// What a driver analysis is computed from: correlations of the predictors with each other and with the outcome.
public struct DriverCorrelations: Sendable, Hashable {
  /// The correlations between predictors: a square, symmetric matrix in rows.
  public let predictors: [[Double]]
  /// The correlation of each predictor with the outcome.
  public let outcome: [Double]
  /// The number of people behind the correlations.
  public let n: Int

  /// Checks and stores correlations.
  ///
  /// - Throws: ``StatisticsError`` without predictors, with no more people than predictors and one, or for a matrix that
  ///   no correlations make.
  public init(predictors: [[Double]], outcome: [Double], n: Int) throws(StatisticsError) {
    let count = outcome.count
    guard count >= 1 else { throw .tooFew(what: "predictors", required: 1, given: 0) }
    guard n >= count + 2 else {
      throw .tooFew(what: "people with all answers for \(count) predictors", required: count + 2, given: n)
    }
    guard predictors.count == count, predictors.allSatisfy({ $0.count == count }) else {
      throw .invalid(what: "matrix of predictors", required: "\(count) × \(count)", given: "another size")
    }
    for row in 0..<count {
      guard abs(predictors[row][row] - 1) <= 1e-12 else {
        throw .invalid(what: "diagonal of the correlations", required: "1", given: rounded(predictors[row][row]))
      }
      for column in 0..<row where !(abs(predictors[row][column] - predictors[column][row]) <= 1e-12) {
        throw .invalid(what: "matrix of predictors", required: "a symmetric one", given: "another")
      }
    }
    if let odd = (predictors.joined() + outcome).first(where: { !(abs($0) <= 1 + 1e-12) }) {
      throw .invalid(what: "correlation", required: "−1…1", given: "\(odd)")
    }
    self.predictors = predictors
    self.outcome = outcome
    self.n = n
  }
}

/// Scores of the people who have all of them, as deviations from the means.
public struct DriverScores: Sendable, Hashable {
  /// The number of people with all scores.
  public let n: Int
  /// The number of people left out because a score is missing.
  public let incomplete: Int
  /// The number of predictors.
  public let predictors: Int
  /// One row per person: the predictors, then the outcome.
  private let deviations: [Double]

  /// Keeps the people who have all scores.
  ///
  /// - Parameters:
  ///   - outcome: One score per person, `nil` where it is missing.
  ///   - predictors: As many per predictor.
  /// - Throws: ``StatisticsError`` without predictors, for columns of different lengths or infinite scores.
  public init(outcome: [Double?], predictors: [[Double?]]) throws(StatisticsError) {
    guard !predictors.isEmpty else { throw .tooFew(what: "predictors", required: 1, given: 0) }
    let columns = predictors + [outcome]
    if let odd = columns.first(where: { $0.count != outcome.count }) {
      throw .unequalLengths(expected: outcome.count, given: odd.count)
    }
    var rows: [Double] = []
    for person in outcome.indices {
      let row = columns.compactMap { $0[person] }
      guard row.count == columns.count else { continue }
      if let odd = row.first(where: { !$0.isFinite }) {
        throw .invalid(what: "score", required: "a finite number", given: "\(odd)")
      }
      rows += row
    }
    let width = columns.count
    n = rows.count / width
    incomplete = outcome.count - n
    self.predictors = predictors.count
    for column in 0..<width where n > 0 {
      let places = stride(from: column, to: rows.count, by: width)
      let mean = places.reduce(0) { $0 + rows[$1] } / Double(n)
      for place in places { rows[place] -= mean }
    }
    deviations = rows
  }

  /// The correlations of all people.
  ///
  /// - Throws: ``StatisticsError`` with too few people, or when a score is the same for everybody.
  public func correlations() throws(StatisticsError) -> DriverCorrelations {
    try correlations { _ in 1 }
  }

  /// The correlations of a sample of as many people, drawn with replacement.
  func correlations(resampledWith generator: inout ReplicateGenerator) throws(StatisticsError) -> DriverCorrelations {
    var times = [Double](repeating: 0, count: n)
    for _ in 0..<n { times[generator.index(below: n)] += 1 }
    return try correlations { times[$0] }
  }

  private func correlations(times: (Int) -> Double) throws(StatisticsError) -> DriverCorrelations {
    let width = predictors + 1
    guard n >= width + 1 else {
      throw .tooFew(what: "people with all answers for \(predictors) predictors", required: width + 1, given: n)
    }
    var sums = [Double](repeating: 0, count: width)
    var products = [Double](repeating: 0, count: width * width)
    deviations.withUnsafeBufferPointer { rows in
      for person in 0..<n {
        let weight = times(person)
        if weight == 0 { continue }
        let start = person * width
        for first in 0..<width {
          let value = weight * rows[start + first]
          sums[first] += value
          for second in 0...first { products[first * width + second] += value * rows[start + second] }
        }
      }
    }
    let count = Double(n)
    func covariance(_ first: Int, _ second: Int) -> Double {
      products[max(first, second) * width + min(first, second)] - sums[first] * sums[second] / count
    }
    var roots: [Double] = []
    for column in 0..<width {
      let variance = covariance(column, column)
      guard variance > 1e-14 * products[column * width + column], variance > 0 else {
        throw .noVariance(of: column < predictors ? "predictor \(column + 1)" : "the outcome")
      }
      roots.append(variance.squareRoot())
    }
    func correlation(_ first: Int, _ second: Int) -> Double {
      first == second ? 1 : min(1, max(-1, covariance(first, second) / (roots[first] * roots[second])))
    }
    return try DriverCorrelations(
      predictors: (0..<predictors).map { row in (0..<predictors).map { correlation(row, $0) } },
      outcome: (0..<predictors).map { correlation($0, predictors) }, n: n)
  }
}
