/// Which variance of the sum an omega total divides by; the raw value is its name in every output.
public enum OmegaMethod: String, Sendable, Hashable, CaseIterable {
  /// The variance that a one-factor congeneric maximum-likelihood model implies.
  case modelImplied = "cfa-congeneric-ml"
  /// The observed variance of the sum, with the loadings of the same model.
  case observed = "cfa-congeneric-ml-observed-variance"
}

/// One omega total.
public struct OmegaTotal: Sendable, Hashable {
  /// The coefficient.
  public let value: Double
  /// Which variance it divides by.
  public let method: OmegaMethod
}

/// Omega total of a scale by both variances, with the model it rests on.
public struct OmegaEstimate: Sendable, Hashable {
  /// Omega by the model-implied variance: the headline.
  public let modelImplied: OmegaTotal
  /// Omega by the observed variance.
  public let observed: OmegaTotal
  /// The number of people who answered every item.
  public let cases: Int
  /// The number of people left out because an answer is missing.
  public let incomplete: Int
  /// The loading of each item, in units of its codes with divisor *n* − 1.
  public let loadings: [Double]
  /// The residual variance of each item.
  public let residuals: [Double]
  /// What must be said beside the numbers, in full sentences.
  public let warnings: [String]
}

/// Omega total of a scale: the share of the variance of the sum that one common factor explains.
///
/// A one-factor model with free loadings *l* and residual variances *t* is fitted by maximum likelihood to the
/// covariances of the people who answered every item. Omega is (Σ*l*)² / ((Σ*l*)² + Σ*t*); the version by observed
/// variance has the sum of the covariance matrix below.
///
/// - Parameters:
///   - items: One column of one-byte codes per item, all of the same length, keyed.
///   - rows: Which respondents to use.
/// - Returns: Both coefficients, loadings and residuals, with a warning for a negative residual (a Heywood case) or a
///   loading against the others. With a negative residual omega can exceed 1 and means nothing.
/// - Throws: ``StatisticsError`` with fewer than three items, with fewer people than items plus one, without variance,
///   for items that determine each other exactly, or when the model doesn't converge.
/// - Complexity: O(*k*² · *n*) for the covariances and O(*k*³) per step of the fit.
///
/// Reference: McDonald (1999), *Test Theory*; `lavaan::cfa` and `semTools::compRelSEM(obs.var = FALSE)` of R.
public func congenericOmega(
  of items: [ScoredColumn], rows: RowSelection = .all
) throws(StatisticsError) -> OmegaEstimate {
  guard items.count >= 3 else { throw .tooFew(what: "items", required: 3, given: items.count) }
  let matrices = try itemCovariances(of: items, rows: rows)
  guard matrices.n > items.count else {
    throw .tooFew(what: "people who answered every item", required: items.count + 1, given: matrices.n)
  }
  _ = try matrices.invertedCorrelation()
  let model = try OneFactorModel(fitting: matrices.correlation)
  let deviations = matrices.covariance.diagonal.map { $0.squareRoot() }
  let loadings = zip(model.loadings, deviations).map { $0 * $1 }
  let residuals = zip(model.residuals, deviations).map { $0 * $1 * $1 }
  let common = loadings.reduce(0, +) * loadings.reduce(0, +)
  let implied = common + residuals.reduce(0, +)
  let observed = matrices.covariance.storage.reduce(0, +)
  let spread = matrices.covariance.diagonal.reduce(0, +)
  guard implied > 1e-12 * spread, observed > 1e-12 * spread else { throw .noVariance(of: "the sum of the items") }
  return OmegaEstimate(
    modelImplied: OmegaTotal(value: common / implied, method: .modelImplied),
    observed: OmegaTotal(value: common / observed, method: .observed), cases: matrices.n,
    incomplete: matrices.leftOut, loadings: loadings, residuals: residuals, warnings: warnings(of: model))
}

/// A sentence for each item that doesn't fit into the model.
private func warnings(of model: OneFactorModel) -> [String] {
  model.loadings.enumerated().compactMap { item, loading in
    loading < 0 ? "Item \(item + 1) loads against the others: check whether it has to be reversed." : nil
  }
    + model.residuals.enumerated().compactMap { item, residual in
      residual < 0
        ? "The residual variance of item \(item + 1) is negative (a Heywood case): one factor doesn't describe the items."
        : nil
    }
}
