/// The combinations of rows that are zero on every large class: whatever is a statistic of few people is one of them.
struct SmallSetSpace {
  /// The classes of which a combination is not zero, smallest first.
  let classes: [Int]
  /// The number of people of each.
  let sizes: [Int]
  /// A basis, over those classes, in the field's residues.
  let basis: [[UInt64]]
  /// The field.
  let field: PrimeField
  /// Whether the basis was computed in exact fractions, rather than modulo the prime.
  let isExact: Bool

  /// The space of a matrix.
  ///
  /// - Parameters:
  ///   - limit: How many people a class needs to be large.
  ///   - exactly: Whether to compute in fractions; where 128 bits don't suffice, residues are used all the same.
  init(_ matrix: ClassMatrix, limit: Int, field: PrimeField, exactly: Bool) {
    let large = matrix.sizes.indices.filter { matrix.sizes[$0] >= limit }
    let small = matrix.sizes.indices.filter { matrix.sizes[$0] < limit }
      .sorted { (matrix.sizes[$0], $0) < (matrix.sizes[$1], $1) }
    let exact = exactly ? Self.exactBasis(matrix, large: large, small: small, field: field) : nil
    let basis = exact ?? Self.basis(matrix, large: large, small: small, field: field)
    let used = small.indices.filter { place in basis.contains { $0[place] != 0 } }
    classes = used.map { small[$0] }
    sizes = used.map { matrix.sizes[small[$0]] }
    self.basis = basis.map { row in used.map { row[$0] } }
    self.field = field
    isExact = exact != nil
  }

  /// How many sets of the classes hold fewer people than the limit; never more than `most`.
  func setCount(below limit: Int, atMost most: Int) -> Int {
    var ways = [Int](repeating: 0, count: max(limit, 1))
    ways[0] = 1
    for size in sizes where size < limit {
      for sum in stride(from: limit - 1, through: size, by: -1) { ways[sum] = min(ways[sum] + ways[sum - size], most) }
    }
    return min(ways.reduce(0, +) - 1, most)
  }

  /// One vector per class, such that a row is in the space exactly where the vectors, times its entries, add up to zero.
  var checks: [[UInt64]] {
    var matrix = PrimeMatrix(residues: basis, width: classes.count, field: field)
    let pivots = matrix.reduce(order: Array(classes.indices))
    let free = classes.indices.filter { !pivots.contains($0) }
    var checks = [[UInt64]](repeating: [UInt64](repeating: 0, count: free.count), count: classes.count)
    for (index, pivot) in pivots.enumerated() {
      let row = matrix.row(index)
      checks[pivot] = free.map { row[$0] }
    }
    for (place, column) in free.enumerated() { checks[column][place] = field.negated(1) }
    return checks
  }

  private static func basis(_ matrix: ClassMatrix, large: [Int], small: [Int], field: PrimeField) -> [[UInt64]] {
    var reduced = PrimeMatrix(matrix.rows, width: matrix.sizes.count, field: field)
    let pivots = reduced.reduce(order: large + small)
    let isLarge = Set(large)
    return pivots.indices.filter { !isLarge.contains(pivots[$0]) }.map { index in
      let row = reduced.row(index)
      return small.map { row[$0] }
    }
  }

  private static func exactBasis(_ matrix: ClassMatrix, large: [Int], small: [Int], field: PrimeField) -> [[UInt64]]? {
    guard let span = try? RationalSpan(matrix.rows, order: large + small) else { return nil }
    let isLarge = Set(large)
    var basis: [[UInt64]] = []
    for (pivot, row) in zip(span.pivots, span.rows) where !isLarge.contains(pivot) {
      let residues = small.compactMap { field.residue(row[$0]) }
      guard residues.count == small.count else { return nil }
      basis.append(residues)
    }
    return basis
  }
}
