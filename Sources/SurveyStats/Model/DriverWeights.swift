/// How explained variance was shared among predictors; the raw value is the name in every output.
public enum DriverMethod: String, Sendable, Hashable, CaseIterable {
  /// Johnson's relative weights.
  case johnson = "johnson-relative-weights"
  /// The mean gain of R² over all orders of entry: Shapley values, LMG.
  case shapley = "shapley-lmg"
}

/// What each predictor contributes to the explained variance of an outcome.
public struct DriverWeights: Sendable, Hashable {
  /// The contributions in the order of the predictors; their sum is ``rSquared``.
  public let weights: [Double]
  /// The share of the outcome's variance that all predictors explain together.
  public let rSquared: Double
  /// The number of people.
  public let n: Int
  /// How the variance was shared.
  public let method: DriverMethod
  /// What must be said beside the numbers, in full sentences.
  public let warnings: [String]

  init(weights: [Double], rSquared: Double, n: Int, method: DriverMethod) {
    self.weights = weights
    self.rSquared = rSquared
    self.n = n
    self.method = method
    warnings = ["Weights describe how answers go together; they do not say what would change if a driver changed."]
  }
}

/// Shares explained variance among predictors by one of the methods.
public func driverWeights(
  of correlations: DriverCorrelations, method: DriverMethod
) throws(StatisticsError) -> DriverWeights {
  switch method {
  case .johnson: try relativeWeights(of: correlations)
  case .shapley: try shapleyWeights(of: correlations)
  }
}

/// Refuses predictors of which one is all but a combination of the others.
func requireIndependence(tolerance: Double) throws(StatisticsError) {
  guard tolerance > 1e-10 else {
    throw .invalid(
      what: "predictors", required: "none that is a combination of the others", given: "some that are")
  }
}
