import Foundation

/// Looks for combinations of few people in a space that is too large to look at every set: a random information-set search.
///
/// The basis is reduced with pivots in random column orders that put large classes first. A combination of few people in which only
/// one or two classes are pivots is then a row, or a pair of rows, and seen at once.
///
/// Reference: Lee & Brickell (1988), *EUROCRYPT '88*, 275–280; Prange (1962), *IRE Transactions on Information Theory* 8, 5–9.
struct RandomSearch {
  /// About how likely it is that all orders miss a given set of classes, the hardest to meet being taken.
  ///
  /// A combination over *w* classes is a row where one of them is a pivot: with probability *w* · ρ · (1 − ρ)^(*w* − 1) in a random
  /// order, ρ being the share of columns with a pivot. That pairs of rows are looked at as well makes it less.
  static func missChance(in space: SmallSetSpace, below limit: Int, orders: Int) -> Double {
    let share = min(Double(space.basis.count) / Double(max(space.classes.count, 1)), 1)
    let chances = (1..<max(limit, 2)).map { Double($0) * share * pow(1 - share, Double($0 - 1)) }
    return pow(1 - (chances.min() ?? 0), Double(orders))
  }

  /// The classes, by their place in the space, of combinations with fewer people than the limit.
  ///
  /// - Parameters:
  ///   - orders: How many column orders are tried.
  ///   - seed: What the orders depend on.
  ///   - most: After how many to stop.
  static func supports(
    of space: SmallSetSpace, below limit: Int, orders: Int, seed: UInt64, atMost most: Int
  ) -> [[Int]] {
    var generator = SplitMix64(state: seed)
    var found: [[Int]] = []
    var seen = Set<[Int]>()
    var matrix = PrimeMatrix(residues: space.basis, width: space.classes.count, field: space.field)
    func take(_ row: [UInt64]) {
      var people = 0
      var support: [Int] = []
      for place in row.indices where row[place] != 0 {
        people += space.sizes[place]
        if people >= limit { return }
        support.append(place)
      }
      if !support.isEmpty, seen.insert(support).inserted { found.append(support) }
    }
    for _ in 0..<orders where found.count < most {
      let keys = space.sizes.map { size in
        // Larger classes tend to come first, but any order is possible.
        -log(Double.random(in: 0.000_001..<1, using: &generator)) / Double(size)
      }
      _ = matrix.reduce(order: keys.indices.sorted { (keys[$0], $0) < (keys[$1], $1) })
      let rows = (0..<matrix.height).map(matrix.row)
      for row in rows { take(row) }
      forEachNearPair(rows, sizes: space.sizes, below: limit) { first, second in
        for ratio in ratios(
          rows[first], rows[second], sizes: space.sizes, below: limit, field: space.field)
        {
          take(
            zip(rows[first], rows[second]).map {
              space.field.difference($0, space.field.product(ratio, $1))
            })
        }
      }
    }
    return found
  }

  /// The pairs of rows that differ in support by fewer people than the limit: other pairs can't cancel to few people.
  private static func forEachNearPair(
    _ rows: [[UInt64]], sizes: [Int], below limit: Int, _ body: (Int, Int) -> Void
  ) {
    let words = ((rows.first?.count ?? 0) + 63) / 64
    var supports = [UInt64](repeating: 0, count: rows.count * words)
    for (index, row) in rows.enumerated() {
      for place in row.indices where row[place] != 0 {
        supports[index * words + (place >> 6)] |= 1 << UInt64(place & 63)
      }
    }
    for first in rows.indices {
      for second in rows.indices.dropFirst(first + 1) {
        var apart = 0
        for word in 0..<words where apart < limit {
          apart += (supports[first * words + word] ^ supports[second * words + word]).nonzeroBitCount
        }
        // Every class holds somebody, so that most pairs need no closer look.
        guard apart < limit else { continue }
        let people = sizes.indices.reduce(0) { people, place in
          (rows[first][place] != 0) == (rows[second][place] != 0) ? people : people + sizes[place]
        }
        if people < limit { body(first, second) }
      }
    }
  }

  /// The multiples of the second row whose subtraction leaves fewer people than the limit.
  ///
  /// Such a multiple cancels all but fewer places than the limit, so that one of the first places that both rows hold gives it.
  private static func ratios(
    _ first: [UInt64], _ second: [UInt64], sizes: [Int], below limit: Int, field: PrimeField
  ) -> [UInt64] {
    var ratios: [UInt64] = []
    var candidates = 0
    for place in first.indices where first[place] != 0 && second[place] != 0 {
      candidates += 1
      if candidates > limit { break }
      var people = 0
      // Cross products tell whether the entries elsewhere have the same ratio.
      for other in first.indices
      where field.product(first[place], second[other]) != field.product(first[other], second[place]) {
        people += sizes[other]
        if people >= limit { break }
      }
      if people < limit {
        let ratio = field.product(first[place], field.inverse(second[place]))
        if !ratios.contains(ratio) { ratios.append(ratio) }
      }
    }
    return ratios
  }
}
