/// Respondents who share all explanatory values, with their answers.
public struct CovariatePattern: Sendable, Hashable {
  /// The values of the explanatory variables.
  public let covariates: [Double]
  /// How many of these respondents gave each answer, in the order of the answers.
  public let counts: [Int]

  /// Makes a pattern of explanatory values with one count per answer.
  public init(covariates: [Double], counts: [Int]) {
    self.covariates = covariates
    self.counts = counts
  }
}

/// The input of a cumulative logit model, checked, without answers nobody gave.
struct OrdinalModelInput {
  let patterns: [CovariatePattern]
  let covariates: Int
  /// The places of the answers that occur.
  let answers: [Int]
  /// The respondents with each of these answers.
  let totals: [Int]
  let n: Int
  /// The answers left out because nobody gave them.
  let empty: Int

  init(_ given: [CovariatePattern]) throws(StatisticsError) {
    let patterns = given.filter { $0.counts.contains { $0 != 0 } }
    guard let first = patterns.first else { throw .tooFew(what: "respondents", required: 2, given: 0) }
    for pattern in patterns {
      guard pattern.covariates.count == first.covariates.count, pattern.counts.count == first.counts.count else {
        throw .invalid(
          what: "pattern",
          required: "\(first.covariates.count) covariates and \(first.counts.count) counts in every pattern",
          given: "\(pattern.covariates.count) and \(pattern.counts.count) in one")
      }
      guard pattern.covariates.allSatisfy(\.isFinite), pattern.counts.allSatisfy({ $0 >= 0 }) else {
        throw .invalid(what: "pattern", required: "finite covariates and counts of 0 or more", given: "others")
      }
    }
    let totals = first.counts.indices.map { answer in patterns.reduce(0) { $0 + $1.counts[answer] } }
    let answers = totals.indices.filter { totals[$0] > 0 }
    guard answers.count >= 2 else {
      throw .tooFew(what: "answers that occur", required: 2, given: answers.count)
    }
    for covariate in first.covariates.indices {
      guard patterns.contains(where: { $0.covariates[covariate] != first.covariates[covariate] }) else {
        throw .noVariance(of: "covariate \(covariate + 1)")
      }
    }
    self.patterns = patterns.map { pattern in
      CovariatePattern(covariates: pattern.covariates, counts: answers.map { pattern.counts[$0] })
    }
    covariates = first.covariates.count
    self.answers = answers
    self.totals = answers.map { totals[$0] }
    n = totals.reduce(0, +)
    empty = totals.count - answers.count
  }
}
