/// The row space of a matrix of whole numbers, in exact fractions.
struct RationalSpan: Sendable {
  /// The rows in reduced echelon form: the column of a row's pivot is 1 there and 0 in all other rows.
  private(set) var rows: [[Rational]] = []
  /// The column of each row's pivot.
  private(set) var pivots: [Int] = []

  /// Reduces a matrix.
  ///
  /// - Parameters:
  ///   - matrix: The rows, all of the same length.
  ///   - order: The columns in the order in which pivots are sought.
  /// - Throws: ``Rational/Overflow`` where 128 bits don't suffice.
  /// - Complexity: O(*r*² · *c*) for *r* rows of *c* columns.
  init(_ matrix: [[Int]], order: [Int]) throws(Rational.Overflow) {
    var rest = matrix.map { $0.map { Rational($0) } }
    for column in order where !rest.isEmpty {
      guard let found = rest.firstIndex(where: { !$0[column].isZero }) else { continue }
      var pivot = rest.remove(at: found)
      let scale = pivot[column]
      for index in pivot.indices where !pivot[index].isZero { pivot[index] = try pivot[index] / scale }
      for index in rest.indices { try Self.clear(column, of: &rest[index], with: pivot) }
      for index in rows.indices { try Self.clear(column, of: &rows[index], with: pivot) }
      rows.append(pivot)
      pivots.append(column)
    }
  }

  /// Whether a row is a linear combination of the rows.
  func contains(_ row: [Int]) throws(Rational.Overflow) -> Bool {
    var rest = row.map { Rational($0) }
    for (pivot, basis) in zip(pivots, rows) { try Self.clear(pivot, of: &rest, with: basis) }
    return rest.allSatisfy(\.isZero)
  }

  private static func clear(
    _ column: Int, of row: inout [Rational], with pivot: [Rational]
  ) throws(Rational.Overflow) {
    let factor = row[column]
    if factor.isZero { return }
    for index in row.indices where !pivot[index].isZero { row[index] = try row[index] - factor * pivot[index] }
  }
}
