/// Johnson's relative weights of correlated predictors.
///
/// Predictors are replaced by the orthogonal variables closest to them, Λ = *V* √*D* *V*′ of their correlations; with
/// *b* = Λ⁻¹ *r* the weights are Λ² *b*², entry by entry. None is negative.
///
/// - Parameter correlations: Correlations of the predictors with each other and with the outcome.
/// - Returns: One weight per predictor; their sum is R².
/// - Throws: ``StatisticsError`` when a predictor is a combination of the others, such as two identical ones.
/// - Complexity: O(*p*³) for *p* predictors.
///
/// Reference: Johnson (2000), *Multivariate Behavioral Research* 35, 1–19.
public func relativeWeights(of correlations: DriverCorrelations) throws(StatisticsError) -> DriverWeights {
  let count = correlations.outcome.count
  let (values, vectors) = try Matrix(correlations.predictors).symmetricEigen()
  try requireIndependence(tolerance: values[count - 1])
  var root = [Double](repeating: 0, count: count * count)
  var slopes = [Double](repeating: 0, count: count)
  for row in 0..<count {
    for column in 0..<count {
      var inverse = 0.0
      for factor in 0..<count {
        let product = vectors[row, factor] * vectors[column, factor]
        root[row * count + column] += product * values[factor].squareRoot()
        inverse += product / values[factor].squareRoot()
      }
      slopes[row] += inverse * correlations.outcome[column]
    }
  }
  let rSquared = slopes.reduce(0) { $0 + $1 * $1 }
  guard rSquared <= 1 + 1e-9 else {
    throw .invalid(what: "correlations", required: "an R² up to 1", given: rounded(rSquared))
  }
  let weights = (0..<count).map { row in
    (0..<count).reduce(0) { sum, column in
      let part = root[row * count + column] * slopes[column]
      return sum + part * part
    }
  }
  return DriverWeights(weights: weights, rSquared: rSquared, n: correlations.n, method: .johnson)
}
