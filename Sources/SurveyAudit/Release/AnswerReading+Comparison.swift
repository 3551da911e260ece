import SurveyCore

extension AnswerReading {
  /// Which printed figures aren't what the answers of some people give.
  func differences(from figures: ReleaseDocument.Figures, people: PeopleSet) -> [String] {
    let (counts, n) = tally(people)
    var differences: [String] = []
    if let printed = figures.n, printed != n { differences.append("n") }
    if let printed = figures.mean, let mean = mean(counts: counts, n: n), !Self.isClose(printed, mean) {
      differences.append("mean")
    }
    if let printed = figures.counts {
      let own = codes.enumerated().map { ($1, $0 < counts.count ? counts[$0] : 0) }
      if printed != Dictionary(own, uniquingKeysWith: { first, _ in first }) { differences.append("counts") }
    }
    if let printed = figures.favourable, let share = share(counts: counts, n: n), !Self.isClose(printed, share) {
      differences.append("favourable share")
    }
    return differences
  }

  /// Whether an indicator's printed value is what the answers of some people give; true for measures that aren't recomputed.
  func agrees(_ value: Double, with measure: Indicator.Measure, people: PeopleSet) -> Bool {
    let (counts, n) = tally(people)
    switch measure {
    case .mean: return mean(counts: counts, n: n).map { Self.isClose(value, $0) } ?? true
    case .favourable: return share(counts: counts, n: n).map { Self.isClose(value, $0 * 100) } ?? true
    case .index100, .netScore: return true
    }
  }

  /// How many of some people chose each category, and how many answered.
  private func tally(_ people: PeopleSet) -> (counts: [Int], n: Int) {
    var counts = [Int](repeating: 0, count: (answers.lazy.compactMap { $0?.max() }.max() ?? -1) + 1)
    var n = 0
    for row in people.rows {
      guard let answer = answers[row] else { continue }
      n += 1
      for category in answer { counts[category] += 1 }
    }
    return (counts, n)
  }

  private func mean(counts: [Int], n: Int) -> Double? {
    guard let values, n > 0 else { return nil }
    return zip(values, counts).reduce(0) { $0 + $1.0 * Double($1.1) } / Double(n)
  }

  private func share(counts: [Int], n: Int) -> Double? {
    guard let favourable, n > 0 else { return nil }
    return Double(favourable.reduce(0) { $0 + ($1 < counts.count ? counts[$1] : 0) }) / Double(n)
  }

  private static func isClose(_ printed: Double, _ own: Double) -> Bool {
    abs(printed - own) <= 1e-9 * max(abs(own), 1e-9)
  }
}
