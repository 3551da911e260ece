import SurveyCore

/// The shown groups as rows of 0 and 1 over classes: the people who belong to the same groups.
///
/// Only people who answered count; groups of the same people are one row.
struct ClassMatrix: Sendable {
  /// What the rows are called, larger groups first.
  let names: [Group]
  /// The smallest number of people about whom a statistic of the row's group may be.
  let minimums: [Int]
  /// The people of each row.
  let people: [PeopleSet]
  /// The rows.
  let rows: [[Int]]
  /// The number of people in each class.
  let sizes: [Int]
  /// The people of each class.
  let classes: [PeopleSet]

  /// Makes the matrix of groups.
  ///
  /// - Complexity: O(*g* · *n*) for *g* groups and *n* people.
  init(_ groups: [AuditedGroup], answered: PeopleSet) {
    var known: [PeopleSet: AuditedGroup] = [:]
    var order: [PeopleSet] = []
    for group in groups {
      let people = group.people.intersection(answered)
      if people.isEmpty { continue }
      if known[people] == nil { order.append(people) }
      if let other = known[people], other.minimum <= group.minimum { continue }
      known[people] = group
    }
    let sizes = order.map(\.count)
    self.init(
      order.indices.sorted { (sizes[$1], $0) < (sizes[$0], $1) }.compactMap { index in
        known[order[index]].map { ($0.group, $0.minimum, order[index]) }
      })
  }

  private init(_ distinct: [(name: Group, minimum: Int, people: PeopleSet)]) {
    names = distinct.map(\.name)
    minimums = distinct.map(\.minimum)
    people = distinct.map(\.people)
    var membership: [Int: [Int]] = [:]
    for (index, row) in distinct.enumerated() {
      for person in row.people.rows { membership[person, default: []].append(index) }
    }
    var members: [[Int]: [Int]] = [:]
    for (person, groups) in membership { members[groups, default: []].append(person) }
    let ordered = members.sorted { $0.key.lexicographicallyPrecedes($1.key) }
    sizes = ordered.map(\.value.count)
    classes = ordered.map { PeopleSet($0.value) }
    var rows = [[Int]](repeating: [Int](repeating: 0, count: ordered.count), count: distinct.count)
    for (column, (groups, _)) in ordered.enumerated() {
      for group in groups { rows[group][column] = 1 }
    }
    self.rows = rows
  }

  /// The rows of groups whose minimum is at most that.
  func limited(to minimum: Int) -> ClassMatrix {
    ClassMatrix(
      names.indices.filter { minimums[$0] <= minimum }.map { (names[$0], minimums[$0], people[$0]) })
  }

  /// A set of people as a row, or nil where they are no union of classes and so follow from no combination.
  func row(of people: PeopleSet) -> [Int]? {
    var covered = 0
    var row: [Int] = []
    for (size, members) in zip(sizes, classes) {
      let isInside = members.isSubset(of: people)
      row.append(isInside ? 1 : 0)
      if isInside { covered += size }
    }
    return covered == people.count ? row : nil
  }
}
