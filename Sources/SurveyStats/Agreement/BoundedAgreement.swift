/// Agreement within groups as a_wg: 1 minus twice the variance, as a share of the largest one possible around the mean.
///
/// - Parameters:
///   - items: One column of one-byte codes per item, all of the same length; the index is averaged over items.
///   - groups: The group of each respondent.
///   - rows: Which respondents to use.
/// - Returns: The index, from −1 to 1, of every group of at least two people who answered every item. An item doesn't
///   count in a group whose mean is so near to the end of the answers that the index isn't defined; where all agree on
///   the lowest or the highest answer the index is 1.
/// - Throws: ``StatisticsError`` without items, without a group that has a value, or for columns that don't fit together.
/// - Complexity: O(*k* · *n*) for *k* items and *n* respondents, one pass over the bytes.
///
/// Reference: Brown & Hauenstein (2005), *Organizational Research Methods* 8, 165–184; `multilevel::awg` of R.
public func boundedAgreement(
  of items: [ScoredColumn], by groups: GroupColumn, rows: RowSelection = .all
) throws(StatisticsError) -> AgreementEstimate {
  let answers = try GroupedAnswers(items: items, by: groups, rows: rows)
  return try AgreementEstimate(index: .awg, answers: answers) { group in
    let values = (0..<answers.items).compactMap { boundedAgreement(answers, group: group, item: $0) }
    return values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
  }
}

/// a_wg of one item in one group, if it is defined.
private func boundedAgreement(_ answers: GroupedAnswers, group: Int, item: Int) -> Double? {
  let codes = answers.codes[item]
  let n = answers.sizes[group]
  guard let lowest = codes.first, let highest = codes.last else { return nil }
  let given = answers.answers(group: group, item: item)
  let sum = given.reduce(0) { $0 + $1.code * $1.count }
  if sum == n * lowest || sum == n * highest { return 1 }
  guard sum >= lowest * (n - 1) + highest, sum <= highest * (n - 1) + lowest else { return nil }
  let middle = Double(sum) / Double(n)
  let largest = (middle - Double(lowest)) * (Double(highest) - middle) * Double(n) / Double(n - 1)
  return 1 - 2 * answers.variance(group: group, item: item) / largest
}
