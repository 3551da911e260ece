/// Everything that follows from shown groups by adding and subtracting: the row space of their 0/1 matrix over classes of people,
/// reduced exactly modulo 2^61 − 1.
///
/// Kept in the exchange form of the simplex method: a row stands for a *basic* class, has the value 1 there and 0 at all other basic
/// classes; every column stands for a class that isn't basic, or for a group, where it holds how much of the group the row combines. A
/// group that depends on others has no row and no column.
struct GroupSpan: Sendable {
  /// What a column, or a row's own unit column, stands for.
  private enum Label: Sendable, Hashable {
    case peopleClass(Int)
    case group(Int)
  }

  /// How many classes there are.
  let classes: Int
  private var columns: [Label]
  private var basic: [Int] = []
  /// The row in which each class is basic, or −1.
  private var rowOfClass: [Int]
  /// The column of each class, or −1 where it is basic.
  private var columnOfClass: [Int]
  private var columnOfGroup: [Int: Int] = [:]
  private var cells: [UInt64] = []

  /// The span of nothing over a number of classes, the largest first: they are preferred as basic.
  init(classes: Int) {
    self.classes = classes
    columns = (0..<classes).map { .peopleClass($0) }
    columnOfClass = Array(0..<classes)
    rowOfClass = [Int](repeating: -1, count: classes)
  }

  /// The dimension of the row space.
  var rank: Int { basic.count }

  /// The groups that the rows combine; others that were inserted depend on them.
  var generators: [Int] { columnOfGroup.keys.sorted() }

  /// Adds a group.
  ///
  /// - Parameters:
  ///   - group: Its number.
  ///   - members: Its classes, ascending.
  /// - Returns: The rows that changed, the new one last; none where the group follows from those that were there.
  /// - Complexity: O(rank · classes), less where rows are sparse.
  mutating func insert(group: Int, members: [Int]) -> [Int] {
    let reduced = reduced(members)
    guard let column = largestClassColumn(of: reduced) else { return [] }
    let row = basic.count
    cells.append(contentsOf: reduced)
    return exchange(row: row, column: column, leaving: .group(group)) + [row]
  }

  /// Takes a group out of what the rows combine.
  mutating func remove(group: Int) {
    guard let column = columnOfGroup[group] else { return }
    // The row of the smallest class that combines the group goes with it.
    var found: Int?
    for row in basic.indices where cells[row &* classes &+ column] != 0 {
      if found.map({ basic[row] > basic[$0] }) ?? true { found = row }
    }
    guard let row = found else { return }
    columnOfGroup[group] = nil
    let leaving = basic[row]
    _ = exchange(row: row, column: column, leaving: .peopleClass(leaving))
    removeRow(row)
  }

  /// Whether the sum of a group's people follows from the rows, and which groups they combine for it.
  ///
  /// - Returns: The groups, ascending; nil where it doesn't follow.
  func combination(of members: [Int]) -> [Int]? {
    let reduced = reduced(members)
    var groups: [Int] = []
    for column in 0..<classes where reduced[column] != 0 {
      switch columns[column] {
      case .peopleClass: return nil
      case .group(let group): groups.append(group)
      }
    }
    return groups.sorted()
  }

  /// The classes that a row doesn't cancel, as long as their weights together stay below a limit; nil otherwise.
  func support(of row: Int, weights: [Int], below limit: Int) -> [Int]? {
    var support = [basic[row]]
    var weight = weights[basic[row]]
    let start = row &* classes
    for column in 0..<classes where cells[start &+ column] != 0 {
      if weight >= limit { return nil }
      if case .peopleClass(let people) = columns[column] {
        support.append(people)
        weight += weights[people]
      }
    }
    return weight < limit ? support : nil
  }

  /// The groups that a row combines, ascending.
  func groups(of row: Int) -> [Int] {
    columnOfGroup.filter { cells[row &* classes &+ $0.value] != 0 }.map(\.key).sorted()
  }

  /// The groups that a vector of the row space combines, ascending; the vector is given by where it isn't zero.
  ///
  /// - Returns: Nil where no vector with just that support is in the row space.
  func groups(ofVectorWithin support: [Int]) -> [Int]? {
    let inside = Set(support)
    let rows = support.map { rowOfClass[$0] }.filter { $0 >= 0 }
    let outside = columns.indices.filter { column in
      if case .peopleClass(let people) = columns[column] { !inside.contains(people) } else { false }
    }
    guard let weights = MersenneField.dependency(of: rows.map { row in outside.map { cells[row * classes + $0] } })
    else { return nil }
    return columnOfGroup.filter { _, column in
      zip(rows, weights).reduce(0) {
        MersenneField.sum($0, MersenneField.product($1.1, cells[$1.0 * classes + column]))
      } != 0
    }.map(\.key).sorted()
  }

  /// Moves the row space to another set of basic classes by exchanging one for another.
  ///
  /// - Returns: The rows that changed.
  mutating func exchange(basicRow row: Int, forClass people: Int) -> [Int] {
    let column = columnOfClass[people]
    guard column >= 0, cells[row &* classes &+ column] != 0 else { return [] }
    let leaving = basic[row]
    return exchange(row: row, column: column, leaving: .peopleClass(leaving)) + [row]
  }

  /// A class, drawn at random, for which a row's basic class can be exchanged.
  func randomClass(in row: Int, random: inout ClassOrder) -> Int? {
    let start = row &* classes
    let first = random.below(classes)
    for step in 0..<classes {
      let column = first &+ step < classes ? first &+ step : first &+ step &- classes
      if cells[start &+ column] != 0, case .peopleClass(let people) = columns[column] { return people }
    }
    return nil
  }

  /// The row space as seen by somebody to whom some classes don't matter.
  func ignoring(_ ignored: Set<Int>) -> SpanView {
    var span = self
    if !ignored.isEmpty { span.drop(ignored) }
    return SpanView(of: span, ignored: ignored)
  }

  /// Drops classes, and rows of nothing else. Groups can't be told apart afterwards, so that what is left is handed out as a view only.
  private mutating func drop(_ ignored: Set<Int>) {
    var row = 0
    while row < basic.count {
      guard ignored.contains(basic[row]) else {
        row += 1
        continue
      }
      let start = row * classes
      var best: Int?
      for column in 0..<classes where cells[start + column] != 0 {
        if case .peopleClass(let people) = columns[column], !ignored.contains(people), people < best ?? .max {
          best = people
        }
      }
      if let best {
        _ = exchange(basicRow: row, forClass: best)
        row += 1
      } else {
        removeRow(row)
      }
    }
    for people in ignored where columnOfClass[people] >= 0 {
      for row in basic.indices { cells[row * classes + columnOfClass[people]] = 0 }
    }
  }

  /// Vectors that every group's row is orthogonal to, drawn at random: a few values per class.
  ///
  /// Classes on which some vector of the row space lives alone have linearly dependent values.
  ///
  /// - Parameters:
  ///   - count: How many vectors.
  ///   - ignored: Classes that get zeros; those that were dropped.
  /// - Returns: For each vector its value per class.
  func kernelSamples(_ count: Int, ignoring ignored: Set<Int>, random: inout ClassOrder) -> [[UInt64]] {
    (0..<count).map { _ in
      var values = [UInt64](repeating: 0, count: classes)
      var free: [(column: Int, value: UInt64)] = []
      for (column, label) in columns.enumerated() {
        guard case .peopleClass(let people) = label, !ignored.contains(people) else { continue }
        values[people] = random.fieldElement()
        free.append((column, values[people]))
      }
      for (row, people) in basic.enumerated() {
        let start = row * classes
        var sum: UInt64 = 0
        for (column, value) in free where cells[start + column] != 0 {
          sum = MersenneField.sum(sum, MersenneField.product(cells[start + column], value))
        }
        values[people] = MersenneField.negative(of: sum)
      }
      return values
    }
  }

  // MARK: The exchange form

  /// The row of a group with the basic classes eliminated, one value per column.
  private func reduced(_ members: [Int]) -> [UInt64] {
    var reduced = [UInt64](repeating: 0, count: classes)
    for people in members where columnOfClass[people] >= 0 { reduced[columnOfClass[people]] = 1 }
    cells.withUnsafeBufferPointer { cells in
      for people in members where rowOfClass[people] >= 0 {
        let from = rowOfClass[people] &* classes
        for column in 0..<classes where cells[from &+ column] != 0 {
          reduced[column] = MersenneField.difference(reduced[column], cells[from &+ column])
        }
      }
    }
    return reduced
  }

  /// The column of the largest class in which a row isn't zero.
  private func largestClassColumn(of row: [UInt64]) -> Int? {
    var best: Int?
    for column in 0..<classes where row[column] != 0 {
      if case .peopleClass(let people) = columns[column], people < best ?? .max { best = people }
    }
    return best.map { columnOfClass[$0] }
  }

  /// Makes a column's label basic in a row; the label that leaves takes over the column.
  ///
  /// - Returns: The other rows that changed.
  private mutating func exchange(row: Int, column: Int, leaving: Label) -> [Int] {
    let entering = columns[column]
    let width = classes
    let start = row &* width
    let inverse = MersenneField.inverse(of: cells[start + column])
    var changed: [Int] = []
    cells.withUnsafeMutableBufferPointer { cells in
      cells[start &+ column] = 1
      var places: [Int32] = []
      var values: [UInt64] = []
      for place in 0..<width where cells[start &+ place] != 0 {
        let value = MersenneField.product(cells[start &+ place], inverse)
        cells[start &+ place] = value
        places.append(Int32(place))
        values.append(value)
      }
      let count = places.count
      let rows = cells.count / width
      places.withUnsafeBufferPointer { places in
        values.withUnsafeBufferPointer { values in
          for other in 0..<rows where other != row {
            let target = cells.baseAddress.unsafelyUnwrapped + other &* width
            let factor = target[column]
            guard factor != 0 else { continue }
            changed.append(other)
            target[column] = 0
            let negative = MersenneField.negative(of: factor)
            for index in 0..<count {
              let place = Int(places[index])
              target[place] = MersenneField.sum(target[place], MersenneField.product(values[index], negative))
            }
          }
        }
      }
    }
    columns[column] = leaving
    switch leaving {
    case .peopleClass(let people):
      columnOfClass[people] = column
      rowOfClass[people] = -1
    case .group(let group): columnOfGroup[group] = column
    }
    if case .peopleClass(let people) = entering {
      columnOfClass[people] = -1
      rowOfClass[people] = row
      if row < basic.count { basic[row] = people } else { basic.append(people) }
    }
    return changed
  }

  private mutating func removeRow(_ row: Int) {
    let last = basic.count - 1
    if rowOfClass[basic[row]] == row { rowOfClass[basic[row]] = -1 }
    if row != last {
      for column in 0..<classes { cells[row * classes + column] = cells[last * classes + column] }
      basic[row] = basic[last]
      rowOfClass[basic[row]] = row
    }
    cells.removeLast(classes)
    basic.removeLast()
  }
}
