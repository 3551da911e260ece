/// How raked weights were made; the raw value is the name in every output.
public enum RakingMethod: String, Sendable, Hashable, CaseIterable {
  /// Iterative proportional fitting to all margins.
  case raking
  /// The same, with weights cut to limits and fitted once more.
  case rakingTrimmed = "raking-trimmed"
}

/// One weight per cell that makes the respondents resemble the population in every margin.
public struct RakingWeights: Sendable, Hashable {
  /// The respondents, counted by all weighting variables.
  public let cells: WeightingCells
  /// The weight of everybody in a cell: how many people of the population one respondent stands for.
  public let weights: [Double]
  /// The size of the population.
  public let population: Double
  /// The smallest weight.
  public let minimum: Double
  /// The largest weight.
  public let maximum: Double
  /// Kish's design effect *n* Σ*w*² / (Σ*w*)²: how many times more people an unweighted sample may lack.
  public let kishEffect: Double
  /// The rounds of fitting, those after trimming included.
  public let rounds: Int
  /// How the weights were made.
  public let method: RakingMethod
  /// What must be said beside the numbers, in full sentences.
  public let warnings: [String]
  let marginSizes: [Int]

  /// The number of weighted respondents.
  public var n: Int { cells.n }

  /// The weight of the person at a place of the selection (from 0); none when a weighting variable is missing.
  public func weight(ofPerson place: Int) -> Double? {
    let cell = cells.cellOfRow[place]
    return cell < 0 ? nil : weights[Int(cell)]
  }
}

/// Weights that fit the respondents to known margins of the population, by iterative proportional fitting.
///
/// Everybody starts with the same weight. The fitted weights are unique, so any converged fit agrees.
///
/// A weight per group reveals its response rate where the margins are public: margins and group sizes are inputs of
/// disclosure control.
///
/// - Parameters:
///   - margins: The weighting variables with head counts, all of the same total.
///   - rows: Which respondents to weight.
///   - tolerance: How far a weighted margin may be from its head count, in people.
///   - limits: Where to cut weights, as multiples of the mean weight; after the cut the margins are fitted once more, so
///     that weights can leave the limits again, which gives a warning.
///   - maximumRounds: The rounds after which a fit has failed.
/// - Returns: One weight per occupied cell, with the smallest, the largest and Kish's design effect.
/// - Throws: ``StatisticsError`` that names the category when nobody answered in a category that has people or somebody
///   in one without, for totals that differ, for columns that don't fit, or when the margins can't be met.
/// - Complexity: O(*m* · *n*) to count and O(*m* · *c*) per round for *m* margins and *c* occupied cells.
///
/// Reference: Deming & Stephan (1940), *Annals of Mathematical Statistics* 11, 427–444; `survey::rake` of R.
public func rakingWeights(
  margins: [PopulationMargin], rows: RowSelection = .all, tolerance: Double = 1e-8,
  limits: ClosedRange<Double>? = nil, maximumRounds: Int = 10_000
) throws(StatisticsError) -> RakingWeights {
  guard tolerance > 0 else {
    throw .invalid(what: "tolerance", required: "a number above 0", given: "\(tolerance)")
  }
  let total = try requirePopulation(margins)
  let cells = try WeightingCells(of: margins, rows: rows)
  var warnings = try requireOccupied(margins, cells: cells, total: total)
  if cells.missing > 0 {
    warnings.append("\(cells.missing) people have no weight because a weighting variable is missing.")
  }
  var fit = MarginFit(margins: margins, cells: cells)
  var rounds = try fit.run(tolerance: tolerance, maximumRounds: maximumRounds)
  if let limits {
    let mean = total / Double(cells.n)
    guard limits.lowerBound >= 0, limits.lowerBound < 1, limits.upperBound > 1 else {
      throw .invalid(what: "limits of the weights", required: "a range around 1", given: "\(limits)")
    }
    fit.cut(to: limits.lowerBound * mean...limits.upperBound * mean)
    rounds += try fit.run(tolerance: tolerance, maximumRounds: maximumRounds)
    let outside = fit.weights.contains { !(limits.lowerBound * mean...limits.upperBound * mean).contains($0) }
    if outside { warnings.append("Fitting the margins again moved some weights beyond the limits.") }
  }
  let (sum, squares) = zip(fit.weights, cells.counts).reduce((0.0, 0.0)) { sums, entry in
    (sums.0 + entry.0 * Double(entry.1), sums.1 + entry.0 * entry.0 * Double(entry.1))
  }
  return RakingWeights(
    cells: cells, weights: fit.weights, population: total,
    minimum: fit.weights.reduce(.infinity, min), maximum: fit.weights.reduce(0, max),
    kishEffect: Double(cells.n) * squares / (sum * sum), rounds: rounds,
    method: limits == nil ? .raking : .rakingTrimmed, warnings: warnings, marginSizes: margins.map(\.categories.count))
}

/// Refuses head counts that no population can have and returns its size.
private func requirePopulation(_ margins: [PopulationMargin]) throws(StatisticsError) -> Double {
  guard let first = margins.first else { throw .tooFew(what: "margins", required: 1, given: 0) }
  let total = first.population.reduce(0, +)
  for margin in margins {
    guard (1...Int(AnswerCode.maximumPosition)).contains(margin.categories.count),
      margin.population.count == margin.categories.count
    else {
      throw .invalid(
        what: "margin '\(margin.name)'", required: "1…250 categories with one head count each",
        given: "\(margin.categories.count) categories and \(margin.population.count) head counts")
    }
    for (category, people) in zip(margin.categories, margin.population) where !(people >= 0 && people.isFinite) {
      throw .invalid(
        what: "population of category '\(category)' of '\(margin.name)'", required: "a number from 0",
        given: "\(people)")
    }
    let sum = margin.population.reduce(0, +)
    guard sum > 0, abs(sum - total) <= 1e-9 * total else {
      throw .invalid(
        what: "population of '\(margin.name)'", required: "the total of '\(first.name)', \(wholeNumber(total))",
        given: wholeNumber(sum))
    }
  }
  return total
}

/// A head count without the fraction that it rarely has.
private func wholeNumber(_ count: Double) -> String {
  Int(exactly: count).map(String.init) ?? "\(count)"
}

/// Refuses margins that no weights can meet, and warns of categories with more respondents than people.
private func requireOccupied(
  _ margins: [PopulationMargin], cells: WeightingCells, total: Double
) throws(StatisticsError) -> [String] {
  var warnings: [String] = []
  for (place, margin) in margins.enumerated() {
    var respondents = [Int](repeating: 0, count: margin.categories.count)
    for (categories, count) in zip(cells.categories, cells.counts) { respondents[categories[place]] += count }
    for (category, people) in margin.population.enumerated() {
      let name = "category '\(margin.categories[category])' of '\(margin.name)'"
      if people > 0, respondents[category] == 0 {
        throw .tooFew(what: "respondents in \(name), which has \(wholeNumber(people)) people", required: 1, given: 0)
      }
      if people == 0, respondents[category] > 0 {
        throw .invalid(
          what: "population of \(name)", required: "a number above 0, as \(respondents[category]) people answered",
          given: "0")
      }
      if total >= Double(cells.n), people < Double(respondents[category]) {
        warnings.append("More people answered in \(name) than its population has: \(respondents[category]).")
      }
    }
  }
  return warnings
}

/// The fit in progress: one weight per cell.
private struct MarginFit {
  var weights: [Double]
  private let margins: [PopulationMargin]
  private let cells: WeightingCells

  init(margins: [PopulationMargin], cells: WeightingCells) {
    self.margins = margins
    self.cells = cells
    weights = [Double](repeating: 1, count: cells.counts.count)
  }

  mutating func cut(to limits: ClosedRange<Double>) {
    weights = weights.map { min(max($0, limits.lowerBound), limits.upperBound) }
  }

  /// Fits one margin after the other until all are met, and returns the rounds that took.
  mutating func run(tolerance: Double, maximumRounds: Int) throws(StatisticsError) -> Int {
    var worst = (difference: Double.infinity, margin: 0, category: 0)
    for round in 1...max(1, maximumRounds) {
      for place in margins.indices {
        let sums = sums(of: place)
        for cell in weights.indices {
          let category = cells.categories[cell][place]
          weights[cell] *= margins[place].population[category] / sums[category]
        }
      }
      worst = (0, 0, 0)
      for place in margins.indices {
        for (category, sum) in sums(of: place).enumerated() {
          let difference = abs(sum - margins[place].population[category])
          if !(difference <= worst.difference) { worst = (difference, place, category) }
        }
      }
      if worst.difference <= tolerance { return round }
    }
    let margin = margins[worst.margin]
    throw .invalid(
      what: "combination of margins", required: "every category met to \(tolerance) people in \(maximumRounds) rounds",
      given: "\(rounded(worst.difference)) in category '\(margin.categories[worst.category])' of '\(margin.name)'")
  }

  private func sums(of place: Int) -> [Double] {
    var sums = [Double](repeating: 0, count: margins[place].categories.count)
    for cell in weights.indices { sums[cells.categories[cell][place]] += weights[cell] * Double(cells.counts[cell]) }
    return sums
  }
}
