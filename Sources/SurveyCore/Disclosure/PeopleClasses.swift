/// People divided by the groups that they are in: those with the same membership in all of them are one class.
///
/// The largest class comes first; ties go by membership, so that the order of the people doesn't matter.
struct PeopleClasses: Sendable {
  /// For each class its people.
  let rows: [[Int]]
  /// For each group its classes, ascending.
  let members: [Int: [Int]]

  /// Divides people by membership in the given groups; those in none are left out.
  ///
  /// - Complexity: O(the sum of the groups' sizes).
  init(of groups: [(node: Int, rows: RowSet)], respondents: Int) {
    var signatures = [[Int32]](repeating: [], count: respondents)
    for (place, group) in groups.enumerated() {
      for row in group.rows.rows { signatures[Int(row)].append(Int32(place)) }
    }
    var places: [[Int32]: Int] = [:]
    var classes: [(signature: [Int32], rows: [Int])] = []
    for (row, signature) in signatures.enumerated() where !signature.isEmpty {
      if let known = places[signature] {
        classes[known].rows.append(row)
      } else {
        places[signature] = classes.count
        classes.append((signature, [row]))
      }
    }
    classes.sort {
      $0.rows.count != $1.rows.count
        ? $0.rows.count > $1.rows.count : $0.signature.lexicographicallyPrecedes($1.signature)
    }
    rows = classes.map(\.rows)
    var members: [Int: [Int]] = [:]
    for (index, people) in classes.enumerated() {
      for place in people.signature { members[groups[Int(place)].node, default: []].append(index) }
    }
    self.members = members
  }

  /// How many classes there are.
  var count: Int { rows.count }

  /// How many of each class's people are in a set.
  func counts(of set: RowSet) -> [Int] { rows.map { rows in rows.count { set.contains($0) } } }
}
