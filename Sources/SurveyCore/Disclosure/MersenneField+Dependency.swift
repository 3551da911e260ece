extension MersenneField {
  /// Weights, not all zero, with which rows cancel each other; nil where they are independent.
  static func dependency(of rows: [[UInt64]]) -> [UInt64]? {
    var reduced: [(pivot: Int, row: [UInt64], weights: [UInt64])] = []
    for (index, original) in rows.enumerated() {
      var row = original
      var weights = [UInt64](repeating: 0, count: rows.count)
      weights[index] = 1
      for earlier in reduced where row[earlier.pivot] != 0 {
        let factor = negative(of: row[earlier.pivot])
        for place in row.indices { row[place] = sum(row[place], product(earlier.row[place], factor)) }
        for place in weights.indices { weights[place] = sum(weights[place], product(earlier.weights[place], factor)) }
      }
      guard let pivot = row.firstIndex(where: { $0 != 0 }) else { return weights }
      let scale = inverse(of: row[pivot])
      reduced.append((pivot, row.map { product($0, scale) }, weights.map { product($0, scale) }))
    }
    return nil
  }
}
