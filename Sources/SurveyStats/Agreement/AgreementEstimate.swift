/// An index of agreement within groups; the raw value is its name in every output.
public enum AgreementIndex: String, Sendable, Hashable, CaseIterable {
  /// James, Demaree and Wolf's index of one item.
  case rwg
  /// James, Demaree and Wolf's index of several items.
  case rwgj
  /// The average deviation from the mean of the group; small where people agree.
  case averageDeviationMean = "ad-mean"
  /// The average deviation from the median of the group; small where people agree.
  case averageDeviationMedian = "ad-median"
  /// Brown and Hauenstein's index, which compares with the largest variance possible around the mean.
  case awg
}

/// The agreement within one group.
public struct GroupAgreement: Sendable, Hashable {
  /// The code of the group.
  public let group: Int
  /// The number of people in it who answered every item.
  public let n: Int
  /// The index.
  public let value: Double
}

/// The agreement within groups, one by one and over all.
public struct AgreementEstimate: Sendable, Hashable {
  /// The index.
  public let index: AgreementIndex
  /// The null distribution, for the indices that have one.
  public let null: NullDistribution?
  /// The groups that have a value, ascending by code.
  public let groups: [GroupAgreement]
  /// The mean over the groups.
  public let mean: Double
  /// The median over the groups.
  public let median: Double
  /// The number of people in the groups that have a value.
  public let n: Int
  /// The number of people without a group or with a missing answer.
  public let leftOut: Int
  /// The number of groups that have no value, such as those of a single person.
  public let groupsWithoutValue: Int
  /// What must be said beside the numbers, in full sentences.
  public let warnings: [String]

  /// Summarises the groups that have a value.
  init(
    index: AgreementIndex, null: NullDistribution? = nil, answers: GroupedAnswers, value: (Int) -> Double?
  ) throws(StatisticsError) {
    let groups = answers.groups.indices.compactMap { group -> GroupAgreement? in
      guard answers.sizes[group] >= 2, let value = value(group) else { return nil }
      return GroupAgreement(group: answers.groups[group], n: answers.sizes[group], value: value)
    }
    guard !groups.isEmpty else {
      throw .tooFew(what: "groups with at least two people who answered every item", required: 1, given: 0)
    }
    let values = Distribution(values: groups.map(\.value), counts: groups.map { _ in 1 })
    let without = answers.groups.count - groups.count
    self.index = index
    self.null = null
    self.groups = groups
    mean = try values.mean()
    median = try values.median()
    n = groups.reduce(0) { $0 + $1.n }
    leftOut = answers.leftOut
    groupsWithoutValue = without
    warnings = without > 0 ? ["\(without) of \(answers.groups.count) groups have no value and don't count."] : []
  }
}
