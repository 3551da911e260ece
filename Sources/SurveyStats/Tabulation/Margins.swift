/// The cells of several groupings as sums of finest cells.
struct Margins: Sendable {
  /// The cells of one grouping.
  struct Margin: Sendable {
    /// The codes of each cell, one per attribute of the grouping, in ascending order.
    let codes: [[UInt16]]
    /// The number of respondents of each cell.
    let sizes: [Int]
    /// The grouping whose cells are summed; nil for the finest cells.
    let source: Int?
    /// The cell that each cell of the source belongs to.
    let cellOfSource: [UInt32]
  }

  /// One margin per grouping, in the order given.
  let groupings: [Margin]
  /// An order in which every margin comes after its source.
  private let order: [Int]

  /// Plans the sums: a margin is summed from the smallest one that has all its attributes.
  init(of index: CellIndex, by attributes: [[Int]]) {
    order = attributes.indices.sorted { (attributes[$0].count, $1) > (attributes[$1].count, $0) }
    var margins = [Margin?](repeating: nil, count: attributes.count)
    for grouping in order {
      let wanted = attributes[grouping]
      let sources = margins.indices.filter { margins[$0] != nil && Set(wanted).isSubset(of: attributes[$0]) }
      let source = sources.min { (margins[$0]?.sizes.count ?? 0) < (margins[$1]?.sizes.count ?? 0) }
      margins[grouping] =
        if let source, let margin = margins[source] {
          Margin(
            wanted.map { attribute in attributes[source].firstIndex(of: attribute) ?? 0 }, source: source, margin.codes,
            margin.sizes)
        } else {
          Margin(wanted, source: nil, index.codes, index.sizes)
        }
    }
    groupings = margins.compactMap(\.self)
  }

  /// Sums the counts of finest cells, each of which has `width` of them.
  ///
  /// - Returns: The counts of the cells of each grouping.
  func sums<Counter: FixedWidthInteger & UnsignedInteger>(
    of finest: UnsafePointer<Counter>, width: Int
  ) -> [[UInt32]] {
    var sums = groupings.map { [UInt32](repeating: 0, count: $0.sizes.count * width) }
    for grouping in order {
      let margin = groupings[grouping]
      var sum: [UInt32] = []
      swap(&sum, &sums[grouping])
      sum.withUnsafeMutableBufferPointer { sum in
        guard let sum = sum.baseAddress else { return }
        if let source = margin.source {
          sums[source].withUnsafeBufferPointer { counts in
            if let counts = counts.baseAddress { margin.add(counts, width: width, to: sum) }
          }
        } else {
          margin.add(finest, width: width, to: sum)
        }
      }
      swap(&sum, &sums[grouping])
    }
    return sums
  }
}

extension Margins.Margin {
  /// - Parameter places: The places of the margin's attributes among those of the source.
  fileprivate init(_ places: [Int], source: Int?, _ codes: [[UInt16]], _ sizes: [Int]) {
    // The cells of the source are divided as respondents are.
    let columns = places.map { place in GroupColumn.codes(codes.map { $0[place] }) }
    let index = CellIndex(columns, rows: codes.count, threads: 1)
    var sums = [Int](repeating: 0, count: index.codes.count)
    for (cell, size) in zip(index.cellOfRow, sizes) { sums[Int(cell)] += size }
    self.init(codes: index.codes, sizes: sums, source: source, cellOfSource: index.cellOfRow)
  }

  fileprivate func add<Counter: FixedWidthInteger & UnsignedInteger>(
    _ counts: UnsafePointer<Counter>, width: Int, to sum: UnsafeMutablePointer<UInt32>
  ) {
    for (source, cell) in cellOfSource.enumerated() {
      let (from, to) = (counts + source * width, sum + Int(cell) * width)
      for place in 0..<width { to[place] &+= UInt32(truncatingIfNeeded: from[place]) }
    }
  }
}
