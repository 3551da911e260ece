/// What is counted together, by one thread: the items of a scale with its scores and cross-products, or an item of no scale.
struct TabulationBatch: Sendable {
  /// The counts of a batch by grouping.
  struct Counts: Sendable {
    /// For each counted item, and each grouping, the counts of its cells.
    let items: [[[UInt32]]]
    /// For each grouping, the counts of the scores of its cells; none without a scale.
    let scores: [[UInt32]]
    /// The cross-products of the scale's items; none without a scale.
    let products: CrossProducts?
  }

  /// The scale; nil for an item of no scale.
  let scale: Int?
  /// The items that are counted here: those of the scale that no scale before it has.
  let counted: [Int]
  /// How the scores of the scale are laid out.
  let layout: ScoreLayout?
  private let blocks: ItemBlocks
  /// The places of the counted items among those of the blocks.
  private let places: [Int]

  /// Divides items and scales into batches.
  ///
  /// - Throws: ``StatisticsError`` for a scale that makes no score.
  static func all(_ items: [ScoredColumn], _ scales: [TabulatedScale]) throws(StatisticsError) -> [TabulationBatch] {
    var batches: [TabulationBatch] = []
    var counted: Set<Int> = []
    for (place, scale) in scales.enumerated() {
      let (blocks, lowest) = try scoredBlocks(
        scale.items.map { items[$0] }, minimumAnswered: scale.minimumAnswered, rows: .all)
      let new = scale.items.indices.filter { counted.insert(scale.items[$0]).inserted }
      batches.append(
        TabulationBatch(
          scale: place, counted: new.map { scale.items[$0] }, layout: ScoreLayout(blocks.decodings, lowest: lowest),
          blocks: blocks, places: new))
    }
    for item in items.indices where !counted.contains(item) {
      batches.append(
        TabulationBatch(
          scale: nil, counted: [item], layout: nil, blocks: try ItemBlocks([items[item]], rows: .all), places: [0]))
    }
    return batches
  }

  /// Counts in finest cells and sums them for each grouping.
  ///
  /// - Throws: ``StatisticsError/invalid(what:required:given:)`` for a byte that an answer set doesn't have.
  func count(_ index: CellIndex, _ margins: Margins) throws(StatisticsError) -> Counts {
    // No count can be larger than its cell, so that small cells can do with small counters, which stay in the cache.
    (index.sizes.max() ?? 0) <= Int(UInt16.max)
      ? try count(index, margins, in: UInt16.self) : try count(index, margins, in: UInt32.self)
  }

  private func count<Counter: FixedWidthInteger & UnsignedInteger>(
    _ index: CellIndex, _ margins: Margins, in: Counter.Type
  ) throws(StatisticsError) -> Counts {
    let cells = index.sizes.count
    let widths = places.map { blocks.decodings[$0].options + ItemCounts.kindsOfMissing }
    let scoreWidth = layout?.places ?? 0
    let tables = widths.map { CounterTable<Counter>(count: cells * $0) }
    let scores = CounterTable<Counter>(count: cells * scoreWidth)
    var products = CrossProducts(items: layout?.items ?? 0, span: layout?.span ?? 0)
    try index.cellOfRow.withUnsafeBufferPointer { cellOfRow throws(StatisticsError) in
      guard let cellOfRow = cellOfRow.baseAddress else { return }
      try blocks.forEach { block, start, count in
        for (place, (table, width)) in zip(places, zip(tables, widths)) {
          blocks.items[place].bytes.withUnsafeBufferPointer { bytes in
            guard let bytes = bytes.baseAddress else { return }
            Self.count(bytes + start, cellOfRow + start, rows: count, width: width, into: table.base)
          }
        }
        guard let layout else { return }
        let base = scores.base
        layout.forEachPlace(in: block, count: count) { row, place in
          base[Int(cellOfRow[start &+ row]) &* scoreWidth &+ place] &+= 1
        }
        products.add(block, count: count)
      }
    }
    return Counts(
      items: zip(tables, widths).map { margins.sums(of: $0.base, width: $1) },
      scores: layout == nil ? [] : margins.sums(of: scores.base, width: scoreWidth),
      products: layout == nil ? nil : products)
  }

  private static func count<Counter: FixedWidthInteger>(
    _ bytes: UnsafePointer<UInt8>, _ cells: UnsafePointer<UInt32>, rows: Int, width: Int,
    into table: UnsafeMutablePointer<Counter>
  ) {
    for row in 0..<rows {
      table[Int(cells[row]) &* width &+ Int(ItemCounts.place(of: bytes[row]))] &+= 1
    }
  }
}

/// Counters that start at zero and are freed with their owner.
private final class CounterTable<Counter: FixedWidthInteger> {
  let base: UnsafeMutablePointer<Counter>

  init(count: Int) {
    base = .allocate(capacity: max(1, count))
    base.initialize(repeating: 0, count: count)
  }

  deinit { base.deallocate() }
}

/// The counts of one item in the cells of a grouping.
struct ItemCounts: Sendable {
  /// The kinds of missing that have a place beside the options.
  static let kindsOfMissing = 4

  private let counts: [UInt32]
  private let width: Int

  init(counts: [UInt32], cells: Int) {
    self.counts = counts
    width = cells == 0 ? 0 : counts.count / cells
  }

  /// The place of a code: not applicable, skipped, declined, not shown, then the options.
  @inline(__always)
  static func place(of code: UInt8) -> UInt8 { code &- AnswerCode.notApplicable }

  /// The counts of a cell.
  func counts(in cell: Int) -> CodeCounts {
    CodeCounts(counts[(cell * width)..<((cell + 1) * width)], from: AnswerCode.notApplicable)
  }
}

/// The scores of one scale in the cells of a grouping.
struct ScaleCounts: Sendable {
  private let counts: [UInt32]
  private let layout: ScoreLayout
  private let scale: TabulatedScale

  init(counts: [UInt32], layout: ScoreLayout, scale: TabulatedScale) {
    (self.counts, self.layout, self.scale) = (counts, layout, scale)
  }

  /// The scores of a cell.
  func scores(in cell: Int) -> ScaleScores {
    let width = layout.places
    return layout.scores(
      counts: counts[(cell * width)..<((cell + 1) * width)].map(Int.init), scoring: scale.scoring,
      minimumAnswered: scale.minimumAnswered)
  }
}
