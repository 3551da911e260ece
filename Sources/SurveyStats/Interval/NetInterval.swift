import CRmath

/// The net share, favourable minus unfavourable, of one sample, with Tango's score interval.
///
/// The two shares come from the same people, so their difference has the variance of a multinomial sample. Limits are
/// the differences that a score test doesn't reject, with the nuisance share at its constrained maximum of likelihood.
/// Unlike the Wald interval they stay within −1…1 and keep a width when everybody agrees.
///
/// - Parameters:
///   - favourable: The number of favourable answers.
///   - unfavourable: The number of unfavourable answers; with `favourable` at most *n*.
///   - n: The number of answers, neutral ones included.
///   - level: The confidence level.
/// - Returns: The net share and its limits: the upper is exactly 1 when all answers are favourable, the lower exactly
///   −1 when all are unfavourable.
/// - Throws: ``StatisticsError`` without answers, or for counts or a level outside their range.
///
/// Reference: Tango (1998), *Statistics in Medicine* 17, 891–908, equations for discordant pairs: they are the
/// favourable and the unfavourable answers of one multinomial sample.
public func netInterval(
  favourable: Int, unfavourable: Int, of n: Int, level: Double = 0.95
) throws(StatisticsError) -> IntervalEstimate {
  let upper = try upperProbability(level: level)
  try requireCounts([favourable, unfavourable], of: n)
  let z = qnorm5(upper, 0, 1, 1, 0)
  let value = Double(favourable - unfavourable) / Double(n)
  return IntervalEstimate(
    value: value,
    low: -tangoUpper(more: unfavourable, fewer: favourable, of: n, z: z),
    high: tangoUpper(more: favourable, fewer: unfavourable, of: n, z: z),
    level: level, n: n, method: .tango)
}

/// The upper limit of Tango's interval for `more` − `fewer`, by bisection to the last bit.
private func tangoUpper(more: Int, fewer: Int, of n: Int, z: Double) -> Double {
  if more == n { return 1 }
  var low = Double(more - fewer) / Double(n)
  var high = 1.0
  while true {
    let middle = low + (high - low) / 2
    if middle <= low || middle >= high { return middle }
    if isRejected(difference: middle, more: Double(more), fewer: Double(fewer), of: Double(n), z: z) {
      high = middle
    } else {
      low = middle
    }
  }
}

/// Whether the score test rejects a difference above the observed one.
private func isRejected(difference: Double, more: Double, fewer: Double, of n: Double, z: Double) -> Bool {
  let b = (2 * n - more + fewer) * difference - more - fewer
  let c = -fewer * difference * (1 - difference)
  let root = (b * b - 8 * n * c).squareRoot()
  // Both forms are the larger root of 2n·q² + b·q + c; each avoids the subtraction that would lose digits.
  let nuisance = b <= 0 ? (root - b) / (4 * n) : -2 * c / (root + b)
  let variance = n * (2 * nuisance + difference * (1 - difference))
  let distance = n * difference - (more - fewer)
  return distance * distance > z * z * variance
}
