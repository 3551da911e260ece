/// Sums and cross-products of each pair of items over the people who answered both, exact in whole numbers.
///
/// Codes are counted from each item's lowest; variances and covariances do not depend on that.
struct PairProducts {
  /// The sums of one pair.
  struct Sums {
    /// The number of people who answered both.
    var n = 0
    var first = 0
    var second = 0
    var firstSquares = 0
    var secondSquares = 0
    var products = 0

    /// The covariance times *n*(*n* − 1): a whole number, as are the variances.
    var covariance: Int128 { Int128(n) * Int128(products) - Int128(first) * Int128(second) }
    var firstVariance: Int128 { Int128(n) * Int128(firstSquares) - Int128(first) * Int128(first) }
    var secondVariance: Int128 { Int128(n) * Int128(secondSquares) - Int128(second) * Int128(second) }
  }

  /// The number of items.
  let items: Int
  /// The number of people who answered at least one item.
  let people: Int
  /// The number of people who answered no item.
  let withoutAnswer: Int
  private let sums: [Sums]

  /// Accumulates over the items.
  init(of blocks: ItemBlocks) throws(StatisticsError) {
    let items = blocks.items.count
    var people = 0
    var sums = [Sums](repeating: Sums(), count: items * items)
    try blocks.forEach { block, count in
      people += peopleWithAnswer(block, items: items, count: count)
      for first in 0..<items {
        for second in first..<items {
          add(
            block + first * ItemBlocks.size, block + second * ItemBlocks.size, count: count,
            to: &sums[first * items + second])
        }
      }
    }
    self.items = items
    self.people = people
    self.sums = sums
    withoutAnswer = blocks.count - people
  }

  /// The sums of two items, the first not after the second.
  subscript(first: Int, second: Int) -> Sums { sums[first * items + second] }

  /// The smallest number of people of a pair.
  var smallest: Int { pairs.map(\.n).min() ?? 0 }
  /// The largest number of people of a pair.
  var largest: Int { pairs.map(\.n).max() ?? 0 }

  private var pairs: [Sums] { (0..<items).flatMap { first in (first..<items).map { self[first, $0] } } }
}

/// The number of people of a block who answered at least one item.
private func peopleWithAnswer(_ block: UnsafePointer<Int16>, items: Int, count: Int) -> Int {
  withUnsafeTemporaryAllocation(of: Int16.self, capacity: ItemBlocks.size) { empty in
    for row in 0..<count { empty[row] = -1 }
    for item in 0..<items {
      let entries = block + item * ItemBlocks.size
      for row in 0..<count { empty[row] &= entries[row] >> 15 }
    }
    var people = count
    for row in 0..<count { people &+= Int(empty[row]) }
    return people
  }
}

/// Adds the people of a block who answered both items; a block is small enough for 32 bits.
private func add(
  _ left: UnsafePointer<Int16>, _ right: UnsafePointer<Int16>, count: Int, to sums: inout PairProducts.Sums
) {
  var n: Int32 = 0
  var first: Int32 = 0
  var second: Int32 = 0
  var firstSquares: Int32 = 0
  var secondSquares: Int32 = 0
  var products: Int32 = 0
  for row in 0..<count {
    let given = ~((Int32(left[row]) | Int32(right[row])) >> 31)
    let one = Int32(left[row]) & given
    let other = Int32(right[row]) & given
    n &-= given
    first &+= one
    second &+= other
    firstSquares &+= one &* one
    secondSquares &+= other &* other
    products &+= one &* other
  }
  sums.n += Int(n)
  sums.first += Int(first)
  sums.second += Int(second)
  sums.firstSquares += Int(firstSquares)
  sums.secondSquares += Int(secondSquares)
  sums.products += Int(products)
}
