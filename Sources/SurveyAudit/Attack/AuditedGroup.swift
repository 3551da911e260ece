public import SurveyCore

/// A published group and the people in it, whether or not they answered.
public struct AuditedGroup: Sendable, Hashable {
  /// What the group is called.
  public let group: Group
  /// The smallest number of people about whom a statistic of this group may be.
  public let minimum: Int
  /// Its people.
  let people: PeopleSet

  /// Makes a group.
  ///
  /// - Parameter people: Its people, by their place in the columns from 0.
  public init(_ group: Group, people: some Sequence<Int>, minimum: Int) {
    self.init(group, people: PeopleSet(people), minimum: minimum)
  }

  init(_ group: Group, people: PeopleSet, minimum: Int) {
    self.group = group
    self.people = people
    self.minimum = minimum
  }
}
