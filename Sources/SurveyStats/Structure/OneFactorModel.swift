/// A one-factor model with free loadings and residual variances, fitted to a correlation matrix by maximum likelihood.
///
/// The residual variances are not bounded, as in lavaan, so that a Heywood case shows.
struct OneFactorModel {
  /// The standardised loadings; their sum isn't negative.
  let loadings: [Double]
  /// The standardised residual variances.
  let residuals: [Double]

  /// Fits by Fisher scoring; a step that doesn't reduce the discrepancy is halved.
  init(fitting correlation: Matrix) throws(StatisticsError) {
    guard var state = Fit(parameters: try startingValues(correlation), correlation: correlation) else {
      throw .invalid(what: "one-factor model", required: "starting values", given: "none that fit")
    }
    var last = Double.infinity
    for _ in 0..<Self.maximumSteps {
      guard let step = try? state.scoringStep() else { break }
      last = step.reduce(0) { max($0, abs($1)) }
      guard let next = state.improved(by: step, correlation: correlation) else { break }
      state = next
      if last < 1e-13 { break }
    }
    // Where the likelihood has no maximum, slopes fade while steps stay large.
    guard state.gradient.allSatisfy({ abs($0) < 1e-7 }), last < 1e-5 else {
      throw .invalid(
        what: "one-factor model", required: "a largest likelihood",
        given: "none, as one factor doesn't describe the items")
    }
    let sign: Double = state.loadings.reduce(0, +) < 0 ? -1 : 1
    loadings = state.loadings.map { sign * $0 }
    residuals = Array(state.residuals)
  }

  private static let maximumSteps = 1000
}

/// Loadings of the first principal axis of the common variance, and its residual variances.
private func startingValues(_ correlation: Matrix) throws(StatisticsError) -> [Double] {
  let items = correlation.rows
  let (inverse, _) = try correlation.positiveDefiniteInverse()
  var common = correlation
  for item in 0..<items { common[item, item] -= 1 / inverse[item, item] }
  let (values, vectors) = try common.symmetricEigen()
  let scale = max(values[0], 0.1).squareRoot()
  let loadings = (0..<items).map { max(-0.95, min(0.95, scale * vectors[$0, 0])) }
  return loadings + loadings.map { 1 - $0 * $0 }
}

/// The discrepancy log |Σ| + tr(S Σ⁻¹) at one set of parameters: first all loadings, then all residual variances.
private struct Fit {
  let parameters: [Double]
  let discrepancy: Double
  let gradient: [Double]
  /// The inverse of the implied matrix.
  private let weight: Matrix

  var loadings: ArraySlice<Double> { parameters[..<weight.rows] }
  var residuals: ArraySlice<Double> { parameters[weight.rows...] }

  /// Evaluates; there is no value where the implied matrix isn't positive definite.
  init?(parameters: [Double], correlation: Matrix) {
    let items = correlation.rows
    var implied = Matrix(rows: items, columns: items)
    for row in 0..<items {
      for column in 0..<items { implied[row, column] = parameters[row] * parameters[column] }
      implied[row, row] += parameters[items + row]
    }
    guard let (weight, logDeterminant) = try? implied.positiveDefiniteInverse() else { return nil }
    let fitted = weight * correlation
    let back = fitted * weight
    var difference = weight
    for place in difference.storage.indices { difference.storage[place] -= back.storage[place] }
    self.parameters = parameters
    self.weight = weight
    discrepancy = logDeterminant + fitted.diagonal.reduce(0, +)
    gradient = (difference * Array(parameters[..<items])).map { 2 * $0 } + difference.diagonal
  }

  /// The step of Fisher scoring, by the expected second derivatives.
  func scoringStep() throws(StatisticsError) -> [Double] {
    let items = weight.rows
    let weighted = weight * Array(loadings)
    let square = zip(loadings, weighted).reduce(0) { $0 + $1.0 * $1.1 }
    var information = Matrix(rows: 2 * items, columns: 2 * items)
    for row in 0..<items {
      for column in 0..<items {
        let entry = weight[row, column]
        information[row, column] = 2 * (entry * square + weighted[row] * weighted[column])
        information[row, items + column] = 2 * entry * weighted[column]
        information[items + column, row] = information[row, items + column]
        information[items + row, items + column] = entry * entry
      }
    }
    return try information.solve(gradient.map { -$0 })
  }

  /// The fit after the step or a part of it, whichever reduces the discrepancy or, near the end, the gradient.
  func improved(by step: [Double], correlation: Matrix) -> Fit? {
    var share = 1.0
    for _ in 0..<40 {
      let moved = zip(parameters, step).map { $0 + share * $1 }
      if let next = Fit(parameters: moved, correlation: correlation),
        next.discrepancy < discrepancy
          || (next.discrepancy - discrepancy < 1e-12 && next.largestSlope < largestSlope)
      {
        return next
      }
      share /= 2
    }
    return nil
  }

  private var largestSlope: Double { gradient.reduce(0) { max($0, abs($1)) } }
}
