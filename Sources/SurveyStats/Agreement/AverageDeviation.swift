/// The middle from which deviations are taken.
public enum DeviationCenter: Sendable, Hashable, CaseIterable {
  /// The mean of the group.
  case mean
  /// The median of the group.
  case median
}

/// Disagreement within groups as the average deviation from the middle of the group, in units of the answer codes.
///
/// - Parameters:
///   - items: One column of one-byte codes per item, all of the same length; deviations are averaged over items.
///   - groups: The group of each respondent.
///   - center: The middle.
///   - rows: Which respondents to use.
/// - Returns: The index of every group of at least two people who answered every item; 0 means full agreement.
/// - Throws: ``StatisticsError`` without items, without such a group, or for columns that don't fit together.
/// - Complexity: O(*k* · *n*) for *k* items and *n* respondents, one pass over the bytes.
///
/// Reference: Burke, Finkelstein & Dusig (1999), *Organizational Research Methods* 2, 49–68; `multilevel::ad.m` of R.
public func averageDeviation(
  of items: [ScoredColumn], by groups: GroupColumn, from center: DeviationCenter = .mean, rows: RowSelection = .all
) throws(StatisticsError) -> AgreementEstimate {
  let answers = try GroupedAnswers(items: items, by: groups, rows: rows)
  let index: AgreementIndex = center == .mean ? .averageDeviationMean : .averageDeviationMedian
  return try AgreementEstimate(index: index, answers: answers) { group in
    let total = (0..<answers.items).reduce(0.0) { total, item in
      let given = answers.answers(group: group, item: item)
      let middle = center == .mean ? mean(of: given) : median(of: given)
      let deviations = given.reduce(0) { $0 + abs(Double($1.code) - middle) * Double($1.count) }
      return total + deviations / Double(answers.sizes[group])
    }
    return total / Double(answers.items)
  }
}

private func mean(of answers: [(code: Int, count: Int)]) -> Double {
  Double(answers.reduce(0) { $0 + $1.code * $1.count }) / Double(answers.reduce(0) { $0 + $1.count })
}

private func median(of answers: [(code: Int, count: Int)]) -> Double {
  let n = answers.reduce(0) { $0 + $1.count }
  func observation(_ place: Int) -> Int {
    var before = 0
    for answer in answers {
      before += answer.count
      if place < before { return answer.code }
    }
    preconditionFailure("The place lies outside the answers.")
  }
  return Double(observation((n - 1) / 2) + observation(n / 2)) / 2
}
