/// How probabilities of a family of tests are adjusted; the raw value is its name in every output.
public enum MultiplicityMethod: String, Sendable, Hashable, CaseIterable {
  /// Holm's step-down procedure, which bounds the chance of any false finding: for confirmation.
  case holm
  /// Benjamini and Hochberg's step-up procedure, which bounds the share of false findings: for exploration.
  case benjaminiHochberg = "benjamini-hochberg"
}

/// The adjusted probabilities of one family of tests.
public struct AdjustedProbabilities: Sendable, Hashable {
  /// One entry per test, in the order given; none for a test that has no probability.
  public let values: [Double?]
  /// The tests that count: those with a probability.
  public let n: Int
  /// The tests without a probability, kept in their places and not counted.
  public let missing: Int
  /// The procedure.
  public let method: MultiplicityMethod
  /// What must be said beside the numbers, in full sentences.
  public let warnings: [String]
}

/// Adjusts the probabilities of a family of tests for their number.
///
/// - Parameters:
///   - probabilities: One per test of the family; none for a test that couldn't be made or may not be shown.
///   - method: The procedure.
/// - Returns: Probabilities that are not smaller than those given, in the same order.
/// - Throws: ``StatisticsError/invalid(what:required:given:)`` for a probability outside 0…1.
///
/// Reference: Holm (1979), *Scandinavian Journal of Statistics* 6, 65–70; Benjamini & Hochberg (1995), *Journal of the
/// Royal Statistical Society B* 57, 289–300; `p.adjust` of R.
public func adjustedProbabilities(
  _ probabilities: [Double?], by method: MultiplicityMethod
) throws(StatisticsError) -> AdjustedProbabilities {
  var family: [(place: Int, p: Double)] = []
  for (place, probability) in probabilities.enumerated() {
    guard let p = probability else { continue }
    guard p >= 0, p <= 1 else {
      throw .invalid(what: "probability", required: "a number from 0 to 1", given: "\(p)")
    }
    family.append((place, p))
  }
  family.sort { ($0.p, $0.place) < ($1.p, $1.place) }
  let n = family.count
  var values = [Double?](repeating: nil, count: probabilities.count)
  switch method {
  case .holm:
    var largest = 0.0
    for (rank, entry) in family.enumerated() {
      largest = max(largest, Double(n - rank) * entry.p)
      values[entry.place] = min(1, largest)
    }
  case .benjaminiHochberg:
    var smallest = 1.0
    for (rank, entry) in family.enumerated().reversed() {
      smallest = min(smallest, Double(n) / Double(rank + 1) * entry.p)
      values[entry.place] = smallest
    }
  }
  return AdjustedProbabilities(
    values: values, n: n, missing: probabilities.count - n, method: method, warnings: [])
}
