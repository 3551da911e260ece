import SurveyCore

/// Tells which groups have to be combined to get a row, and proves that the combination does it.
struct CombinationFinder {
  /// One group of a combination.
  typealias Term = (coefficient: String, group: Group)

  private let matrix: ClassMatrix
  private let reduced: PrimeMatrix
  private let pivots: [Int]

  /// Prepares a matrix.
  ///
  /// - Parameter order: All columns, in the order in which pivots are sought.
  init(_ matrix: ClassMatrix, order: [Int]) {
    self.matrix = matrix
    let width = matrix.sizes.count
    let count = matrix.rows.count
    // Beside each row stands which groups make it.
    let rows = matrix.rows.indices.map { index in
      matrix.rows[index] + (0..<count).map { $0 == index ? 1 : 0 }
    }
    var reduced = PrimeMatrix(rows, width: width + count, field: .first)
    pivots = reduced.reduce(order: order)
    self.reduced = reduced
  }

  /// The groups whose combination is a row with these residues, or nil where none is (that can be proven).
  ///
  /// - Parameter isExact: Whether the combination must be the row itself, rather than any row with the same people.
  func terms(for row: [UInt64], isExact: Bool) -> [Term]? {
    let support = row.indices.filter { row[$0] != 0 }
    if let terms = simpleTerms(for: support), !isExact || row.allSatisfy({ $0 <= 1 }) { return terms }
    let field = reduced.field
    let width = matrix.sizes.count
    var rest = row + [UInt64](repeating: 0, count: matrix.rows.count)
    for (index, pivot) in pivots.enumerated() where rest[pivot] != 0 {
      let factor = rest[pivot]
      for (column, entry) in reduced.row(index).enumerated() where entry != 0 {
        rest[column] = field.difference(rest[column], field.product(factor, entry))
      }
    }
    guard rest[..<width].allSatisfy({ $0 == 0 }) else { return nil }
    let used = matrix.rows.indices.filter { rest[width + $0] != 0 }
    if isExact {
      return isProven(row.map { Int($0) }, from: used)
        ? used.map { (String(field.signed(field.negated(rest[width + $0]))), matrix.names[$0]) } : nil
    }
    return provenTerms(support: Set(support), from: used)
  }

  /// A group, or the difference of two, of exactly the people of some classes.
  private func simpleTerms(for support: [Int]) -> [Term]? {
    let people = support.reduce(PeopleSet([])) { $0.union(matrix.classes[$1]) }
    if let index = matrix.people.firstIndex(of: people) { return [("1", matrix.names[index])] }
    let places = Dictionary(uniqueKeysWithValues: matrix.people.enumerated().map { ($1, $0) })
    for (index, whole) in matrix.people.enumerated().reversed() where people.isSubset(of: whole) {
      if let part = places[whole.subtracting(people)] {
        return [("1", matrix.names[index]), ("-1", matrix.names[part])]
      }
    }
    return nil
  }

  /// The combination of some groups that is zero outside the support and not zero inside, in exact numbers.
  private func provenTerms(support: Set<Int>, from used: [Int]) -> [Term]? {
    let columns = matrix.sizes.indices.filter { column in used.contains { matrix.rows[$0][column] != 0 } }
    let outside = columns.filter { !support.contains($0) }
    let inside = columns.filter { support.contains($0) }
    let width = columns.count
    let rows = used.indices.map { index in
      (outside + inside).map { matrix.rows[used[index]][$0] } + used.indices.map { $0 == index ? 1 : 0 }
    }
    let order = Array(0..<width)
    do throws(Rational.Overflow) {
      let span = try RationalSpan(rows, order: order)
      guard let place = span.pivots.firstIndex(where: { $0 >= outside.count }) else { return nil }
      return zip(span.rows[place].dropFirst(width), used).filter { !$0.0.isZero }
        .map { ($0.0.description, matrix.names[$0.1]) }
    } catch {
      var second = PrimeMatrix(rows, width: width + used.count, field: .second)
      guard let place = second.reduce(order: order).firstIndex(where: { $0 >= outside.count }) else { return nil }
      return zip(second.row(place).dropFirst(width), used).filter { $0.0 != 0 }
        .map { (String(second.field.signed($0.0)), matrix.names[$0.1]) }
    }
  }

  /// Whether a row is a combination of some groups, in exact numbers.
  private func isProven(_ row: [Int], from used: [Int]) -> Bool {
    let rows = used.map { matrix.rows[$0] }
    let order = Array(row.indices)
    do throws(Rational.Overflow) {
      return try RationalSpan(rows, order: order).contains(row)
    } catch {
      var without = PrimeMatrix(rows, width: row.count, field: .second)
      var with = PrimeMatrix(rows + [row], width: row.count, field: .second)
      return without.reduce(order: order).count == with.reduce(order: order).count
    }
  }
}
