/// The finest cells of some attributes: the combinations of codes that occur, in ascending order, and every respondent's.
struct CellIndex: Sendable {
  /// The codes of each cell, one per attribute.
  private(set) var codes: [[UInt16]] = [[]]
  /// The number of each respondent's cell.
  private(set) var cellOfRow: [UInt32]
  /// The number of respondents of each cell.
  private(set) var sizes: [Int]
  private let threads: Int

  /// Up to this many possible combinations those that occur are found by marking; of more, by sorting.
  static let markable = 1 << 22

  /// - Parameter markable: The number of possible combinations up to which those that occur are marked.
  /// - Complexity: O(*n*) per attribute for *n* respondents; O(*n* log *n*) where very many combinations are possible.
  init(_ attributes: [GroupColumn], rows: Int, threads: Int, markable: Int = Self.markable) {
    cellOfRow = [UInt32](repeating: 0, count: rows)
    sizes = [rows]
    self.threads = threads
    guard !attributes.isEmpty else { return }
    guard rows > 0 else {
      (codes, sizes) = ([], [])
      return
    }
    let numberings = concurrentMap(attributes.count, threads: threads) { CodeNumbering(attributes[$0]) }
    var possible = 1
    for numbering in numberings where possible <= markable { possible *= numbering.codes.count }
    if possible <= markable {
      let keys: [UInt32] = self.keys(by: numberings)
      let counts = tally(keys, possible: possible)
      let distinct = counts.indices.filter { counts[$0] > 0 }
      number(keys, distinct, possible: possible)
      divide(distinct, by: numberings)
      sizes = distinct.map { Int(counts[$0]) }
    } else {
      // One attribute after the other: the cells so far times its codes always fit a key.
      for numbering in numberings {
        let keys: [UInt64] = self.keys(by: [numbering])
        let distinct = Array(Set(keys)).sorted()
        number(keys, distinct)
        divide(distinct.map(Int.init), by: [numbering])
      }
      sizes = [Int](repeating: 0, count: codes.count)
      for cell in cellOfRow { sizes[Int(cell)] += 1 }
    }
  }

  /// The key of every respondent: the number of the cell so far, then the numbers of the codes as digits.
  private func keys<Key: FixedWidthInteger & Sendable>(by numberings: [CodeNumbering]) -> [Key] {
    var weights: [Key] = [1]
    for numbering in numberings.reversed() { weights.append(weights[weights.count - 1] * Key(numbering.codes.count)) }
    let (first, others) = (weights.removeLast(), Array(weights.reversed()))
    let cells = cellOfRow
    return [Key](unsafeUninitializedCapacity: cells.count) { keys, initialized in
      nonisolated(unsafe) let keys = keys
      forEachPart(of: cells.count, threads: threads) { rows in
        for row in rows { keys[row] = Key(cells[row]) &* first }
        for (numbering, weight) in zip(numberings, others) {
          numbering.add(to: keys, rows: rows, weight: weight)
        }
      }
      initialized = cells.count
    }
  }

  /// How often each possible key occurs.
  private func tally(_ keys: [UInt32], possible: Int) -> [UInt32] {
    let parts = min(threads, keys.count)
    var tallies = concurrentMap(parts, threads: threads) { part in
      var counts = [UInt32](repeating: 0, count: possible)
      counts.withUnsafeMutableBufferPointer { counts in
        for row in partition(keys.count, into: parts, part) { counts[Int(keys[row])] &+= 1 }
      }
      return counts
    }
    let first = tallies.removeFirst()
    return tallies.reduce(first) { sum, counts in zip(sum, counts).map { $0 &+ $1 } }
  }

  /// Gives every respondent the rank of the key as cell, by a table of all possible keys.
  private mutating func number(_ keys: [UInt32], _ distinct: [Int], possible: Int) {
    var ranks = [UInt32](repeating: 0, count: possible)
    for (rank, key) in distinct.enumerated() { ranks[key] = UInt32(rank) }
    cellOfRow.withUnsafeMutableBufferPointer { cells in
      nonisolated(unsafe) let cells = cells
      forEachPart(of: keys.count, threads: threads) { [ranks] rows in
        ranks.withUnsafeBufferPointer { ranks in
          for row in rows { cells[row] = ranks[Int(keys[row])] }
        }
      }
    }
  }

  /// Gives every respondent the rank of the key as cell, by looking keys up.
  private mutating func number(_ keys: [UInt64], _ distinct: [UInt64]) {
    let ranks = Dictionary(uniqueKeysWithValues: distinct.enumerated().map { ($1, UInt32($0)) })
    for (row, key) in keys.enumerated() { cellOfRow[row] = ranks[key] ?? 0 }
  }

  /// Notes the codes of the cells that the cells so far were divided into.
  private mutating func divide(_ keys: [Int], by numberings: [CodeNumbering]) {
    let before = codes
    codes = keys.map { key in
      var (rest, added) = (key, [UInt16]())
      for numbering in numberings.reversed() {
        added.append(numbering.codes[rest % numbering.codes.count])
        rest /= numbering.codes.count
      }
      return before[rest] + added.reversed()
    }
  }
}

/// The codes of a column that occur, numbered in ascending order.
private struct CodeNumbering: Sendable {
  let codes: [UInt16]
  private let column: GroupColumn
  private let numbers: [UInt16]

  init(_ column: GroupColumn) {
    var occurs = [Bool](repeating: false, count: 1 << 16)
    occurs.withUnsafeMutableBufferPointer { occurs in
      switch column {
      case .bytes(let bytes): for code in bytes { occurs[Int(code)] = true }
      case .codes(let codes): for code in codes { occurs[Int(code)] = true }
      }
    }
    var numbers = [UInt16](repeating: 0, count: occurs.count)
    var codes: [UInt16] = []
    for code in occurs.indices where occurs[code] {
      numbers[code] = UInt16(codes.count)
      codes.append(UInt16(code))
    }
    (self.column, self.codes, self.numbers) = (column, codes, numbers)
  }

  /// Adds the number of each respondent's code times a weight.
  func add<Key: FixedWidthInteger>(to keys: UnsafeMutableBufferPointer<Key>, rows: Range<Int>, weight: Key) {
    switch column {
    case .bytes(let bytes):
      let digits = numbers[0..<256].map { Key($0) &* weight }
      for row in rows { keys[row] &+= digits[Int(bytes[row])] }
    case .codes(let codes):
      for row in rows { keys[row] &+= Key(numbers[Int(codes[row])]) &* weight }
    }
  }
}
