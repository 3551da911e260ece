/// The largest number of predictors whose subsets are all tried.
public let maximumShapleyPredictors = 15

/// The mean gain of R² that each predictor brings over all orders of entry (LMG, Shapley values).
///
/// - Parameter correlations: Correlations of at most ``maximumShapleyPredictors`` predictors with each other and with
///   the outcome.
/// - Returns: One weight per predictor; their sum is R².
/// - Throws: ``StatisticsError`` for more predictors, or when one is a combination of the others.
/// - Complexity: O(2ᵖ · *p*²) for *p* predictors: each subset's Cholesky factor is that of a smaller one with a row more.
///
/// Reference: Lindeman, Merenda & Gold (1980), *Introduction to Bivariate and Multivariate Analysis*, 119 ff.; R package
/// relaimpo, type `lmg`.
public func shapleyWeights(of correlations: DriverCorrelations) throws(StatisticsError) -> DriverWeights {
  let count = correlations.outcome.count
  guard count <= maximumShapleyPredictors else {
    throw .invalid(
      what: "number of predictors", required: "1…\(maximumShapleyPredictors) for all subsets", given: "\(count)")
  }
  var subsets = SubsetFits(correlations)
  subsets.extend(from: 0, size: 0, members: 0)
  try requireIndependence(tolerance: subsets.tolerance)
  let rSquared = subsets.explained[subsets.explained.count - 1]
  guard rSquared <= 1 + 1e-9 else {
    throw .invalid(what: "correlations", required: "an R² up to 1", given: rounded(rSquared))
  }
  // The share of orders in which just a given subset of this size stands before a predictor: s! (p − 1 − s)! / p!
  var shares = [1 / Double(count)]
  for size in 1..<max(count, 1) { shares.append(shares[size - 1] * Double(size) / Double(count - size)) }
  var weights = [Double](repeating: 0, count: count)
  for members in subsets.explained.indices {
    let size = members.nonzeroBitCount
    for predictor in 0..<count where members & (1 << predictor) == 0 {
      weights[predictor] += shares[size] * (subsets.explained[members | (1 << predictor)] - subsets.explained[members])
    }
  }
  return DriverWeights(weights: weights, rSquared: rSquared, n: correlations.n, method: .shapley)
}

/// R² of all subsets of the predictors, found depth first.
private struct SubsetFits {
  /// R² by subset; bit *j* of the place says whether predictor *j* is in it.
  var explained: [Double]
  /// The smallest share of a predictor's variance that the others of a subset leave.
  var tolerance = 1.0
  private let count: Int
  private let correlations: [Double]
  private let outcome: [Double]
  private var factor: [Double]
  private var scores: [Double]
  private var chosen: [Int]

  init(_ correlations: DriverCorrelations) {
    count = correlations.outcome.count
    self.correlations = Array(correlations.predictors.joined())
    outcome = correlations.outcome
    explained = [Double](repeating: 0, count: 1 << count)
    factor = [Double](repeating: 0, count: count * count)
    scores = [Double](repeating: 0, count: count)
    chosen = [Int](repeating: 0, count: count)
  }

  /// Adds each later predictor to the subset in turn: one row of the Cholesky factor, one more part of R².
  mutating func extend(from first: Int, size: Int, members: Int) {
    for predictor in first..<count {
      var rest = 1.0
      var score = outcome[predictor]
      for column in 0..<size {
        var entry = correlations[predictor * count + chosen[column]]
        for inner in 0..<column { entry -= factor[size * count + inner] * factor[column * count + inner] }
        entry /= factor[column * count + column]
        factor[size * count + column] = entry
        rest -= entry * entry
        score -= entry * scores[column]
      }
      tolerance = min(tolerance, rest)
      guard rest > 1e-10 else { return }
      factor[size * count + size] = rest.squareRoot()
      scores[size] = score / rest.squareRoot()
      chosen[size] = predictor
      let added = members | (1 << predictor)
      explained[added] = explained[members] + scores[size] * scores[size]
      if predictor + 1 < count { extend(from: predictor + 1, size: size + 1, members: added) }
    }
  }
}
