import SurveyStats
import Testing

/// What `References/make/ordinal.R` wrote.
enum OrdinalReferences {
  struct Values: Decodable, Sendable { let models: [Model] }
  struct Model: Decodable, Sendable, CustomStringConvertible {
    struct Pattern: Decodable, Sendable {
      let covariates: [Double]
      let counts: [Int]
    }
    struct Term: Decodable, Sendable {
      let covariates: [Int]
      let likelihoodRatio: Double
      let df: Int
    }
    let source: String
    let patterns: [Pattern]
    let estimates, errors: [Double]
    let logLikelihood, likelihoodRatio: Double
    let terms: [Term]
    var description: String { source }
    var input: [CovariatePattern] { patterns.map { CovariatePattern(covariates: $0.covariates, counts: $0.counts) } }
  }
  static let models = ReferenceFile.read(Values.self, "ordinal").models
}

@Suite("Proportional odds")
struct ProportionalOddsTests {
  @Test("agrees with ordinal::clm of R", arguments: OrdinalReferences.models)
  func reference(_ reference: OrdinalReferences.Model) throws {
    let model = try proportionalOdds(reference.input)
    let coefficients = model.thresholds + model.coefficients
    #expect(coefficients.count == reference.estimates.count)
    for (coefficient, (value, error)) in zip(coefficients, zip(reference.estimates, reference.errors)) {
      #expect(agrees(coefficient.value, value, relative: 1e-6))
      #expect(agrees(coefficient.standardError, error, relative: 1e-6))
    }
    #expect(agrees(model.logLikelihood, reference.logLikelihood))
    #expect(agrees(model.likelihoodRatio, reference.likelihoodRatio, relative: 1e-9))
    #expect(model.gradient <= 1e-8 && model.method.rawValue == "proportional-odds")
  }

  @Test("agrees with a clm whose coefficients differ between thresholds", arguments: OrdinalReferences.models)
  func nominal(_ reference: OrdinalReferences.Model) throws {
    for term in reference.terms {
      let test = try nominalTest(reference.input, term: Set(term.covariates))
      #expect(agrees(test.likelihoodRatio, term.likelihoodRatio, relative: 1e-6))
      #expect(test.df == term.df && test.p > 0 && test.p < 1)
    }
  }

  @Test func `groups are compared with the first, and exchanging two flips the sign`() throws {
    let model = try proportionalOdds(groups: [Sample.lower, Sample.higher])
    let turned = try proportionalOdds(groups: [Sample.higher, Sample.lower])
    #expect(model.coefficients.count == 1 && model.coefficients[0].value > 0 && model.n == 65)
    #expect(agrees(model.coefficients[0].value, -turned.coefficients[0].value))
    #expect(agrees(model.coefficients[0].standardError, turned.coefficients[0].standardError))
    #expect(agrees(model.logLikelihood, turned.logLikelihood))
  }

  @Test func `reversing the answers reverses everything`() throws {
    for reference in OrdinalReferences.models {
      let model = try proportionalOdds(reference.input)
      let turned = try proportionalOdds(
        reference.input.map { CovariatePattern(covariates: $0.covariates, counts: $0.counts.reversed()) })
      for (one, other) in zip(model.coefficients, turned.coefficients) { #expect(agrees(one.value, -other.value)) }
      for (one, other) in zip(model.thresholds, turned.thresholds.reversed()) {
        #expect(agrees(one.value, -other.value, relative: 1e-8))
      }
    }
  }

  @Test func `scaling a covariate scales its coefficient back, and splitting patterns changes nothing`() throws {
    let input = OrdinalReferences.models[0].input
    let model = try proportionalOdds(input)
    let scaled = try proportionalOdds(
      input.map { CovariatePattern(covariates: [10 * $0.covariates[0] + 3, $0.covariates[1]], counts: $0.counts) })
    #expect(agrees(scaled.coefficients[0].value, model.coefficients[0].value / 10, relative: 1e-9))
    let twice = try proportionalOdds(input + input)
    #expect(agrees(twice.coefficients[1].value, model.coefficients[1].value, relative: 1e-9))
    #expect(agrees(twice.likelihoodRatio, 2 * model.likelihoodRatio, relative: 1e-9))
  }

  @Test func `an answer nobody gave changes nothing and is said`() throws {
    let with = try proportionalOdds([
      CovariatePattern(covariates: [0], counts: [4, 0, 8, 3]), CovariatePattern(covariates: [1], counts: [9, 0, 5, 2]),
    ])
    let without = try proportionalOdds([
      CovariatePattern(covariates: [0], counts: [4, 8, 3]), CovariatePattern(covariates: [1], counts: [9, 5, 2]),
    ])
    #expect(with.coefficients == without.coefficients && with.warnings.count == 1 && without.warnings.isEmpty)
  }

  @Test func `equal groups have no effect`() throws {
    let model = try proportionalOdds(groups: [Sample.middle, Sample.middle])
    #expect(abs(model.coefficients[0].value) < 1e-12 && model.likelihoodRatio < 1e-9)
  }

  @Test func `a million respondents converge as few do`() throws {
    let model = try proportionalOdds([
      CovariatePattern(covariates: [0], counts: [100_000, 150_000, 200_000, 50_000]),
      CovariatePattern(covariates: [1], counts: [80_000, 120_000, 220_000, 80_000]),
    ])
    #expect(model.gradient <= 1e-8 && model.iterations < 20)
  }

  @Test func `what has no unique estimate is refused`() {
    // Separated answers: the likelihood rises for ever.
    #expect(throws: StatisticsError.self) {
      try proportionalOdds([
        CovariatePattern(covariates: [0], counts: [9, 0, 0]), CovariatePattern(covariates: [1], counts: [0, 5, 6]),
      ])
    }
    // Two identical covariates.
    #expect(throws: StatisticsError.self) {
      try proportionalOdds([
        CovariatePattern(covariates: [0, 0], counts: [5, 4]), CovariatePattern(covariates: [1, 1], counts: [3, 8]),
      ])
    }
    #expect(throws: StatisticsError.noVariance(of: "covariate 1")) {
      try proportionalOdds([CovariatePattern(covariates: [2], counts: [5, 4])])
    }
    #expect(throws: StatisticsError.tooFew(what: "answers that occur", required: 2, given: 1)) {
      try proportionalOdds([
        CovariatePattern(covariates: [0], counts: [5, 0]), CovariatePattern(covariates: [1], counts: [3, 0]),
      ])
    }
    #expect(throws: StatisticsError.tooFew(what: "respondents", required: 2, given: 0)) { try proportionalOdds([]) }
    #expect(throws: StatisticsError.self) { try proportionalOdds([CovariatePattern(covariates: [], counts: [5, 4])]) }
    #expect(throws: StatisticsError.self) {
      try nominalTest(OrdinalReferences.models[0].input, term: [7])
    }
    #expect(throws: StatisticsError.self) {
      try proportionalOdds([
        CovariatePattern(covariates: [0], counts: [5, 1]), CovariatePattern(covariates: [1], counts: [3]),
      ])
    }
  }
}
