/// Sums and cross-products of the items over the people who answered all of them, exact in whole numbers.
///
/// Codes are counted from each item's lowest; variances and covariances do not depend on that.
struct CrossProducts {
  /// The number of items.
  let items: Int
  /// The number of people who answered every item.
  private(set) var cases = 0
  /// The number of people left out because an answer is missing.
  private(set) var incomplete = 0
  private var sums: [Int]
  private var products: [Int]
  /// How many products of entries fit a sum of 16 bits.
  private let narrow: Int

  /// No people yet.
  ///
  /// - Parameter span: The largest entry.
  init(items: Int, span: Int) {
    self.items = items
    narrow = Int(UInt16.max) / max(1, span * span)
    sums = [Int](repeating: 0, count: items)
    products = [Int](repeating: 0, count: items * items)
  }

  /// Accumulates over the complete rows of the items.
  init(of blocks: ItemBlocks) throws(StatisticsError) {
    var products = CrossProducts(items: blocks.items.count, span: blocks.decodings.map(\.span).max() ?? 0)
    try blocks.forEach { block, count in products.add(block, count: count) }
    self = products
  }

  /// From this many products per sum on, sums of 16 bits are faster than those of 32: twice as many fit a register.
  private static let worthwhile = 128

  /// Adds the complete rows of a block, and sets the entries of the others to zero.
  mutating func add(_ block: UnsafeMutablePointer<Int16>, count: Int) {
    let complete = maskIncomplete(block, items: items, count: count)
    cases += complete
    incomplete += count - complete
    for item in 0..<items {
      let left = block + item * ItemBlocks.size
      var sum: Int32 = 0
      for row in 0..<count { sum &+= Int32(left[row]) }
      sums[item] += Int(sum)
      for other in item..<items {
        let right = block + other * ItemBlocks.size
        products[item * items + other] +=
          narrow >= Self.worthwhile
          ? narrowDotProduct(left, right, count: count, part: narrow)
          : dotProduct(left, right, count: count)
      }
    }
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

/// The same in sums of 16 bits, each over so few respondents that it fits.
private func narrowDotProduct(
  _ left: UnsafePointer<Int16>, _ right: UnsafePointer<Int16>, count: Int, part: Int
) -> Int {
  var total = 0
  var row = 0
  while row < count {
    let end = min(count, row + part)
    var sum: UInt16 = 0
    for row in row..<end { sum &+= UInt16(bitPattern: left[row]) &* UInt16(bitPattern: right[row]) }
    total += Int(sum)
    row = end
  }
  return total
}
