import SurveyCore

/// The bands of a number item, as an analysis names them.
struct NumberBands {
  /// The names in order, such as `3 to <10` and `25+`.
  let labels: [String]

  /// - Returns: Nil for other kinds of answers.
  init?(_ kind: AnswerKind) {
    guard case .number(let bounds) = kind else { return nil }
    func text(_ bound: Double) -> String { Int(exactly: bound).map(String.init) ?? String(bound) }
    labels = bounds.indices.map { place in
      place + 1 < bounds.count ? "\(text(bounds[place])) to <\(text(bounds[place + 1]))" : "\(text(bounds[place]))+"
    }
  }

  /// The band in which the median lies, or both where it lies between two; a dash where nobody answered.
  func median(of statistics: VariableStatistics) -> String {
    func band(of place: Int) -> String? {
      var passed = 0
      for (label, count) in zip(labels, statistics.counts) {
        passed += count.count
        if place < passed { return label }
      }
      return nil
    }
    guard statistics.n > 0, let low = band(of: (statistics.n - 1) / 2), let high = band(of: statistics.n / 2) else {
      return "–"
    }
    return low == high ? low : "\(low) | \(high)"
  }
}
