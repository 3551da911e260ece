/// Sums and cross-products of the items over the people who answered all of them, exact in whole numbers.
///
/// Codes are counted from each item's lowest; variances and covariances do not depend on that.
struct CrossProducts {
  /// The number of items.
  let items: Int
  /// The number of people who answered every item.
  let cases: Int
  /// The number of people left out because an answer is missing.
  let incomplete: Int
  private let sums: [Int]
  private let products: [Int]

  /// Accumulates over the complete rows of the items.
  init(of blocks: ItemBlocks) throws(StatisticsError) {
    let items = blocks.items.count
    var cases = 0
    var sums = [Int](repeating: 0, count: items)
    var products = [Int](repeating: 0, count: items * items)
    try blocks.forEach { block, count in
      cases += maskIncomplete(block, items: items, count: count)
      for item in 0..<items {
        let left = block + item * ItemBlocks.size
        var sum: Int32 = 0
        for row in 0..<count { sum &+= Int32(left[row]) }
        sums[item] += Int(sum)
        for other in item..<items {
          products[item * items + other] += dotProduct(left, block + other * ItemBlocks.size, count: count)
        }
      }
    }
    self.items = items
    self.cases = cases
    self.sums = sums
    self.products = products
    incomplete = blocks.count - cases
  }

  /// The covariance of two items, times *n*(*n* − 1): a whole number.
  func scaledCovariance(_ first: Int, _ second: Int) -> Int128 {
    let product = products[min(first, second) * items + max(first, second)]
    return Int128(cases) * Int128(product) - Int128(sums[first]) * Int128(sums[second])
  }
}

/// Sets all entries of a person with a missing answer to zero and returns the number of people without one.
private func maskIncomplete(_ block: UnsafeMutablePointer<Int16>, items: Int, count: Int) -> Int {
  withUnsafeTemporaryAllocation(of: Int16.self, capacity: ItemBlocks.size) { mask in
    for row in 0..<count { mask[row] = 0 }
    for item in 0..<items {
      let entries = block + item * ItemBlocks.size
      for row in 0..<count { mask[row] |= entries[row] >> 15 }
    }
    for item in 0..<items {
      let entries = block + item * ItemBlocks.size
      for row in 0..<count { entries[row] &= ~mask[row] }
    }
    var complete = count
    for row in 0..<count { complete &+= Int(mask[row]) }
    return complete
  }
}

/// The sum of products over a block; a block is small enough for 32 bits.
private func dotProduct(_ left: UnsafePointer<Int16>, _ right: UnsafePointer<Int16>, count: Int) -> Int {
  var sum: Int32 = 0
  for row in 0..<count { sum &+= Int32(left[row]) &* Int32(right[row]) }
  return Int(sum)
}
