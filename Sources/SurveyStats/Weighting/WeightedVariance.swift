/// How the standard error of a weighted estimate was found; the raw value is the name in every output.
public enum WeightedVariance: String, Sendable, Hashable, CaseIterable {
  /// Linearised, with residuals from the calibration margins: it knows that the weights were fitted to the population.
  case calibrated = "linearised-calibration-residuals"
  /// Linearised as if the weights had been given; simple, and mostly too large.
  case fixedWeights = "linearised-fixed-weights"
}

/// The linearised standard error of a weighted mean over everybody who answered.
///
/// - Parameters:
///   - cells: The values that occur in each cell, with counts; people beyond them didn't answer.
///   - mean: The weighted mean.
///   - weights: Raked weights.
///   - variance: Whether residuals from the margins are taken.
///   - finitePopulation: Whether the variance is multiplied by 1 − *n*/*N*.
func linearisedError(
  of cells: [[(value: Double, count: Int)]], mean: Double, weights: RakingWeights, variance: WeightedVariance,
  finitePopulation: Bool
) throws(StatisticsError) -> Double {
  let n = Double(weights.n)
  guard !finitePopulation || weights.population >= n else {
    throw .invalid(
      what: "population", required: "at least the \(weights.n) who answered", given: "\(weights.population)")
  }
  let counts = weights.cells.counts
  let answered = cells.map { $0.reduce(0) { $0 + $1.count } }
  let total = zip(weights.weights, answered).reduce(0) { $0 + $1.0 * Double($1.1) }
  var fitted = [Double](repeating: 0, count: counts.count)
  if variance == .calibrated {
    let means = zip(cells, counts).map { cell, count in
      cell.reduce(0) { $0 + ($1.value - mean) / total * Double($1.count) } / Double(count)
    }
    fitted = zip(means, try calibrationResiduals(of: means, weights: weights)).map { $0 - $1 }
  }
  var influences: [(value: Double, count: Double)] = []
  for (place, cell) in cells.enumerated() {
    let weight = weights.weights[place]
    for entry in cell {
      influences.append((weight * ((entry.value - mean) / total - fitted[place]), Double(entry.count)))
    }
    influences.append((-weight * fitted[place], Double(counts[place] - answered[place])))
  }
  let center = influences.reduce(0) { $0 + $1.value * $1.count } / n
  let squares = influences.reduce(0) { $0 + ($1.value - center) * ($1.value - center) * $1.count }
  return ((finitePopulation ? 1 - n / weights.population : 1) * n / (n - 1) * squares).squareRoot()
}

/// What an interval that describes just this population must say.
func finitePopulationWarning(_ weights: RakingWeights) -> String {
  weights.population > Double(weights.n)
    ? "The interval describes the population of the margins and assumes that those who stayed away resemble those who "
      + "answered."
    : "Everybody answered: the share describes these people and has no sampling error."
}

/// What the margins leave of the means of the cells: least squares on the categories, by sweeps over the margins.
private func calibrationResiduals(of means: [Double], weights: RakingWeights) throws(StatisticsError) -> [Double] {
  let (cells, sizes) = (weights.cells, weights.marginSizes)
  var residuals = means
  let scale = means.reduce(0) { max($0, abs($1)) }
  let people = sizes.enumerated().map { place, size in
    zip(cells.categories, cells.counts).reduce(into: [Double](repeating: 0, count: size)) {
      $0[$1.0[place]] += Double($1.1)
    }
  }
  for _ in 0..<10_000 {
    var change = 0.0
    for place in sizes.indices {
      var sums = [Double](repeating: 0, count: sizes[place])
      for cell in residuals.indices {
        sums[cells.categories[cell][place]] += residuals[cell] * Double(cells.counts[cell])
      }
      for cell in residuals.indices {
        let category = cells.categories[cell][place]
        let part = sums[category] / people[place][category]
        residuals[cell] -= part
        change = max(change, abs(part))
      }
    }
    if change <= 1e-14 * scale { return residuals }
  }
  throw .invalid(
    what: "combination of margins", required: "residuals that settle in 10000 sweeps", given: "some that don't")
}
