/// The items of a scale, read together in blocks of respondents small enough to stay in the processor's cache.
struct ItemBlocks {
  /// The number of respondents in a full block. Times the square of the largest span it fits 32 bits.
  static let size = 2048

  /// The items.
  let items: [ScoredColumn]
  /// How each item is read.
  let decodings: [Decoding]
  /// The selected respondents.
  let rows: RowSelection
  /// The number of selected respondents.
  let count: Int

  /// Checks that the columns fit together.
  init(_ items: [ScoredColumn], rows: RowSelection) throws(StatisticsError) {
    let length = items.first?.bytes.count ?? 0
    if let other = items.first(where: { $0.bytes.count != length }) {
      throw .unequalLengths(expected: length, given: other.bytes.count)
    }
    if let outside = rows.firstOutside(length) {
      throw .invalid(what: "row selection", required: "rows below \(length)", given: "row \(outside)")
    }
    var decodings: [Decoding] = []
    for item in items { decodings.append(try Decoding(of: item)) }
    self.items = items
    self.decodings = decodings
    self.rows = rows
    count = rows.count(of: length)
  }

  /// Decodes all blocks in turn.
  ///
  /// - Parameter body: Gets the decoded entries, those of item *i* from `i * ItemBlocks.size`, the first respondent and the
  ///   number of respondents of the block. It may change the entries.
  /// - Throws: ``StatisticsError/invalid(what:required:given:)`` for a byte that an answer set doesn't have.
  func forEach(_ body: (UnsafeMutablePointer<Int16>, _ start: Int, _ count: Int) -> Void) throws(StatisticsError) {
    let block = UnsafeMutablePointer<Int16>.allocate(capacity: items.count * Self.size)
    defer { block.deallocate() }
    for start in stride(from: 0, to: count, by: Self.size) {
      let length = min(Self.size, count - start)
      for item in items.indices {
        let lowest = decode(item, from: start, count: length, into: block + item * Self.size)
        guard lowest > Decoding.undefined else {
          throw .invalid(
            what: "answer in item \(item + 1)", required: "a position up to \(items[item].values.count) or missing",
            given: "another byte")
        }
      }
      body(block, start, length)
    }
  }

  /// Decodes all blocks in turn, for a body that needn't know where a block lies.
  func forEach(_ body: (UnsafeMutablePointer<Int16>, _ count: Int) -> Void) throws(StatisticsError) {
    try forEach { block, _, count in body(block, count) }
  }

  /// Decodes one item for a block and returns the smallest entry.
  private func decode(_ item: Int, from start: Int, count: Int, into block: UnsafeMutablePointer<Int16>) -> Int16 {
    let decoding = decodings[item]
    var lowest = Int16.max
    items[item].bytes.withUnsafeBufferPointer { bytes in
      if case .all = rows, decoding.isConsecutive, let bytes = bytes.baseAddress {
        lowest = decoding.decode(bytes + start, count: count, into: block)
        return
      }
      decoding.table.withUnsafeBufferPointer { table in
        switch rows {
        case .all:
          for row in 0..<count { block[row] = table[Int(bytes[start &+ row])] }
        case .rows(let rows):
          for row in 0..<count { block[row] = table[Int(bytes[Int(rows[start &+ row])])] }
        }
      }
      for row in 0..<count { lowest = min(lowest, block[row]) }
    }
    return lowest
  }
}

extension Decoding {
  /// Decodes consecutive codes by arithmetic, which the processor does for many respondents at once, and returns the
  /// smallest entry.
  fileprivate func decode(_ bytes: UnsafePointer<UInt8>, count: Int, into block: UnsafeMutablePointer<Int16>) -> Int16 {
    let last = Int16(options)
    // The entry is the position minus 1, or the number of options minus the position.
    let (sign, shift): (Int16, Int16) = reversed ? (-1, last) : (1, -1)
    var lowest = Int16.max
    for row in 0..<count {
      let position = Int16(bytes[row])
      var entry = sign &* position &+ shift
      entry = position > last ? Self.undefined : entry
      entry = position == 0 || position > Int16(AnswerCode.maximumPosition) + 2 ? Self.missing : entry
      block[row] = entry
      lowest = min(lowest, entry)
    }
    return lowest
  }
}
