/// Agreement within groups as rwg of one item or rwg(j) of several.
///
/// With *q* = mean item variance / variance of the null distribution, rwg(j) is *J*(1 − *q*) / (*J*(1 − *q*) + *q*) for
/// *J* items, which is 1 − *q* for one. Where *q* exceeds 1 it counts as 1 and the index is 0.
///
/// - Parameters:
///   - items: One column of one-byte codes per item, all of the same length and with the same answer set.
///   - groups: The group of each respondent.
///   - null: What answers without agreement would look like.
///   - rows: Which respondents to use.
/// - Returns: The index of every group of at least two people who answered every item, with mean and median.
/// - Throws: ``StatisticsError`` without items, without such a group, for answer sets that differ or aren't evenly
///   spaced, for a null that isn't defined for them, or for columns that don't fit together.
/// - Complexity: O(*k* · *n*) for *k* items and *n* respondents, one pass over the bytes.
///
/// Reference: James, Demaree & Wolf (1984), *Journal of Applied Psychology* 69, 85–98; `multilevel::rwg.j` of R.
public func withinGroupAgreement(
  of items: [ScoredColumn], by groups: GroupColumn, null: NullDistribution = .uniform, rows: RowSelection = .all
) throws(StatisticsError) -> AgreementEstimate {
  let answers = try GroupedAnswers(items: items, by: groups, rows: rows)
  let spacing = try AnswerSpacing(of: answers.codes)
  let error = try null.variance(options: spacing.options) * Double(spacing.step * spacing.step)
  let count = Double(answers.items)
  return try AgreementEstimate(index: items.count == 1 ? .rwg : .rwgj, null: null, answers: answers) { group in
    let variance = (0..<answers.items).reduce(0) { $0 + answers.variance(group: group, item: $1) } / count
    let q = min(1, variance / error)
    return count * (1 - q) / (count * (1 - q) + q)
  }
}
