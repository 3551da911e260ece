import CLapack
import CRmath
import Glibc

/// The maximum of the likelihood of a cumulative logit model, by Newton's method on the observed information.
///
/// Each threshold *k* of a respondent has the linear predictor *ζ*ₖ − *x*′*β*, where some coefficients may differ from
/// threshold to threshold. The log likelihood is concave in all of them (Pratt 1981, *JASA* 76, 103–106).
struct CumulativeLogit {
  /// The thresholds, the common coefficients, then the deviating ones, threshold by threshold.
  private(set) var parameters: [Double]
  private(set) var logLikelihood: Double
  /// The largest absolute derivative at ``parameters``.
  private(set) var gradient: Double
  private(set) var iterations = 0
  /// The inverse of the observed information, row by row.
  private(set) var covariance: [Double] = []

  /// The likelihood of the thresholds alone, at its maximum.
  static func baseline(of totals: [Int]) -> Double {
    let n = Double(totals.reduce(0, +))
    return totals.reduce(0) { $0 + Double($1) * log(Double($1) / n) }
  }

  /// - Parameters:
  ///   - input: The patterns.
  ///   - varying: The covariates whose coefficient may differ between thresholds.
  init(fitting input: OrdinalModelInput, varying: Set<Int> = []) throws(StatisticsError) {
    let design = Design(input, varying: varying)
    var cumulated = 0
    parameters = [Double](repeating: 0, count: design.size)
    for (threshold, total) in input.totals.dropLast().enumerated() {
      cumulated += total
      parameters[threshold] = log(Double(cumulated) / Double(input.n - cumulated))
    }
    guard var state = Derivatives(at: parameters, design) else { preconditionFailure("Margins are ordered.") }
    var converged = false
    while !converged, iterations < 100 {
      iterations += 1
      guard let step = Self.solve(state.information, state.gradient) else { break }
      var size = 1.0
      var next: (parameters: [Double], state: Derivatives)?
      while next == nil, size > 1e-10 {
        let moved = zip(parameters, step).map { $0 + size * $1 }
        if let candidate = Derivatives(at: moved, design),
          candidate.logLikelihood >= state.logLikelihood - 1e-12 * abs(state.logLikelihood)
        {
          next = (moved, candidate)
        }
        size /= 2
      }
      guard let next else { break }
      (parameters, state) = next
      converged = state.largestGradient <= Self.tolerance(input.n)
    }
    logLikelihood = state.logLikelihood
    gradient = state.largestGradient
    guard converged, let covariance = Self.inverse(state.information) else {
      throw .invalid(what: "ordinal model", required: Self.required, given: "a likelihood without a unique maximum")
    }
    self.covariance = covariance
    // Where answers separate, the likelihood still rises at infinity: coefficients stop where it has become flat.
    for place in parameters.indices where standardError(place) * design.range(place) > 100 {
      throw .invalid(what: "ordinal model", required: Self.required, given: "covariates that separate the answers")
    }
  }

  private static let required = "covariates that don't depend on each other and answers that overlap between them"

  /// The gradient is a sum of *n* terms: beyond ten million respondents rounding alone exceeds 1e-8.
  private static func tolerance(_ n: Int) -> Double { 1e-8 * max(1, Double(n) / 1e7) }

  func standardError(_ place: Int) -> Double { covariance[place * (parameters.count + 1)].squareRoot() }

  /// Which parameters make up the predictor of a threshold for a pattern.
  private struct Design {
    let input: OrdinalModelInput
    let thresholds: Int
    let varying: [Int]
    let size: Int

    init(_ input: OrdinalModelInput, varying: Set<Int>) {
      self.input = input
      self.varying = varying.sorted()
      thresholds = input.totals.count - 1
      // The first threshold keeps the common coefficient; the others of a varying covariate deviate from it.
      size = thresholds + input.covariates + varying.count * (thresholds - 1)
    }

    /// The parameters of a predictor with their factors.
    func row(_ threshold: Int, _ covariates: [Double]) -> [(place: Int, factor: Double)] {
      var row = [(threshold, 1.0)]
      for (place, value) in covariates.enumerated() where value != 0 { row.append((thresholds + place, -value)) }
      guard threshold > 0 else { return row }
      let start = thresholds + covariates.count + (threshold - 1) * varying.count
      for (place, covariate) in varying.enumerated() where covariates[covariate] != 0 {
        row.append((start + place, -covariates[covariate]))
      }
      return row
    }

    /// How far the covariate of a parameter spreads; 1 for a threshold.
    func range(_ place: Int) -> Double {
      guard place >= thresholds else { return 1 }
      let beyond = place - thresholds - input.covariates
      let covariate = beyond < 0 ? place - thresholds : varying[beyond % varying.count]
      let values = input.patterns.map { $0.covariates[covariate] }
      return (values.max() ?? 0) - (values.min() ?? 0)
    }
  }

  /// The log likelihood with its derivatives; none where an answer would be impossible.
  private struct Derivatives {
    var logLikelihood = 0.0
    var gradient: [Double]
    /// The negative second derivatives, row by row.
    var information: [Double]

    var largestGradient: Double { gradient.reduce(0) { max($0, abs($1)) } }

    init?(at parameters: [Double], _ design: Design) {
      gradient = [Double](repeating: 0, count: design.size)
      information = [Double](repeating: 0, count: design.size * design.size)
      for pattern in design.input.patterns {
        let rows = (0..<design.thresholds).map { design.row($0, pattern.covariates) }
        let predictors = rows.map { row in row.reduce(0) { $0 + parameters[$1.place] * $1.factor } }
        for (answer, count) in pattern.counts.enumerated() {
          // What nobody answered has no part in the likelihood, not even where the predictors of a varying covariate cross.
          guard count > 0 else { continue }
          let isFirst = answer == 0
          let isLast = answer == design.thresholds
          // Without a lower or an upper threshold the gap between both is infinite and its terms vanish.
          var odds = 0.0
          if !isFirst, !isLast {
            let gap = predictors[answer] - predictors[answer - 1]
            guard gap > 0 else { return nil }
            odds = 1 / expm1(gap)
            logLikelihood += Double(count) * log(-expm1(-gap))
          }
          let weight = Double(count)
          let shared = weight * odds * (1 + odds)
          if !isLast {
            let above = plogis(predictors[answer], 0, 1, 0, 0)
            logLikelihood += weight * plogis(predictors[answer], 0, 1, 1, 1)
            add(rows[answer], weight * (odds + above))
            add(rows[answer], rows[answer], shared + weight * above * (1 - above), design.size)
          }
          if !isFirst {
            let below = plogis(predictors[answer - 1], 0, 1, 1, 0)
            logLikelihood += weight * plogis(predictors[answer - 1], 0, 1, 0, 1)
            add(rows[answer - 1], -weight * (odds + below))
            add(rows[answer - 1], rows[answer - 1], shared + weight * below * (1 - below), design.size)
          }
          if !isFirst, !isLast {
            add(rows[answer], rows[answer - 1], -shared, design.size)
            add(rows[answer - 1], rows[answer], -shared, design.size)
          }
        }
      }
      guard logLikelihood.isFinite else { return nil }
    }

    private mutating func add(_ row: [(place: Int, factor: Double)], _ slope: Double) {
      for entry in row { gradient[entry.place] += slope * entry.factor }
    }

    private mutating func add(
      _ one: [(place: Int, factor: Double)], _ other: [(place: Int, factor: Double)], _ curvature: Double, _ size: Int
    ) {
      for a in one {
        for b in other { information[a.place * size + b.place] += curvature * a.factor * b.factor }
      }
    }
  }

  /// The solution of a symmetric positive definite system; none for another matrix.
  private static func solve(_ matrix: [Double], _ right: [Double]) -> [Double]? {
    var (factor, solution) = (matrix, right)
    let size = Int32(right.count)
    guard LAPACKE_dposv(LAPACK_ROW_MAJOR, 0x4C, size, 1, &factor, size, &solution, 1) == 0 else { return nil }
    return solution.allSatisfy(\.isFinite) ? solution : nil
  }

  /// The inverse of a symmetric positive definite matrix; none for another one.
  private static func inverse(_ matrix: [Double]) -> [Double]? {
    var inverse = matrix
    let size = Int(Double(matrix.count).squareRoot().rounded())
    guard LAPACKE_dpotrf(LAPACK_ROW_MAJOR, 0x4C, Int32(size), &inverse, Int32(size)) == 0,
      LAPACKE_dpotri(LAPACK_ROW_MAJOR, 0x4C, Int32(size), &inverse, Int32(size)) == 0
    else { return nil }
    for row in 0..<size {
      for column in 0..<row { inverse[column * size + row] = inverse[row * size + column] }
    }
    return inverse
  }
}
