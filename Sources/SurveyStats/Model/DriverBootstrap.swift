import Dispatch

/// The weights of predictors with intervals from a bootstrap, and what is needed to repeat it.
public struct DriverIntervals: Sendable, Hashable {
  /// One weight with its interval per predictor.
  public let weights: [IntervalEstimate]
  /// R² with its interval.
  public let rSquared: IntervalEstimate
  /// How the variance was shared.
  public let method: DriverMethod
  /// The seed of the random numbers.
  public let seed: UInt64
  /// The number of samples behind the intervals.
  public let replicates: Int
  /// The number of people left out because a score is missing.
  public let incomplete: Int
  /// What must be said beside the numbers, in full sentences.
  public let warnings: [String]
}

/// The weights of predictors with percentile intervals from a bootstrap over people.
///
/// Each sample has random numbers of its own, made from the seed and its number: the same seed gives the same result,
/// whatever the number of threads.
///
/// - Parameters:
///   - scores: The scores of the people.
///   - method: How to share explained variance.
///   - replicates: The number of samples, at least 100.
///   - seed: The seed, which is stored with the result.
///   - threads: How many threads to use.
///   - level: The confidence level.
/// - Returns: Weights and R² with intervals. Samples without variance in a score are left out, with a warning. As weights
///   are never negative for Johnson, a lower limit above 0 is no proof that a driver matters.
/// - Throws: ``StatisticsError`` when the scores don't allow an estimate, for arguments outside their range, or when more
///   than one sample in ten has none.
///
/// Reference: Efron & Tibshirani (1993), *An Introduction to the Bootstrap*, chapter 13; quantiles as R's type 7.
public func driverIntervals(
  of scores: DriverScores, method: DriverMethod, replicates: Int = 1000, seed: UInt64, threads: Int = 1,
  level: Double = 0.95
) throws(StatisticsError) -> DriverIntervals {
  let upper = try upperProbability(level: level)
  guard replicates >= 100 else { throw .tooFew(what: "bootstrap samples", required: 100, given: replicates) }
  guard threads >= 1 else { throw .tooFew(what: "threads", required: 1, given: threads) }
  let whole = try driverWeights(of: scores.correlations(), method: method)
  let width = scores.predictors + 1
  let table = [Double](unsafeUninitializedCapacity: replicates * width) { buffer, initialized in
    // Each replicate writes to its own places only.
    nonisolated(unsafe) let places = buffer
    DispatchQueue.concurrentPerform(iterations: min(threads, replicates)) { thread in
      for replicate in stride(from: thread, to: replicates, by: min(threads, replicates)) {
        var generator = ReplicateGenerator(seed: seed, replicate: replicate)
        let result = try? driverWeights(of: scores.correlations(resampledWith: &generator), method: method)
        for column in 0..<width {
          let value = column < scores.predictors ? result?.weights[column] : result?.rSquared
          places.initializeElement(at: replicate * width + column, to: value ?? -.infinity)
        }
      }
    }
    initialized = replicates * width
  }
  let used = (0..<replicates).filter { table[$0 * width] > -.infinity }
  guard used.count * 10 >= replicates * 9 else {
    throw .tooFew(what: "bootstrap samples with an estimate", required: (replicates * 9 + 9) / 10, given: used.count)
  }
  func interval(_ value: Double, _ column: Int) -> IntervalEstimate {
    let sorted = used.map { table[$0 * width + column] }.sorted()
    return IntervalEstimate(
      value: value, low: quantile(of: sorted, at: 1 - upper), high: quantile(of: sorted, at: upper), level: level,
      n: scores.n, method: .bootstrapPercentile)
  }
  let dropped = replicates - used.count
  return DriverIntervals(
    weights: whole.weights.enumerated().map { interval($1, $0) },
    rSquared: interval(whole.rSquared, scores.predictors), method: method, seed: seed, replicates: used.count,
    incomplete: scores.incomplete,
    warnings: whole.warnings
      + (dropped > 0 ? ["\(dropped) bootstrap samples had no estimate and were left out."] : []))
}

/// A quantile of sorted numbers by linear interpolation, as R's `quantile(type = 7)`.
func quantile(of sorted: [Double], at probability: Double) -> Double {
  let place = Double(sorted.count - 1) * probability
  let below = Int(place.rounded(.down))
  let above = min(below + 1, sorted.count - 1)
  return sorted[below] + (place - Double(below)) * (sorted[above] - sorted[below])
}
