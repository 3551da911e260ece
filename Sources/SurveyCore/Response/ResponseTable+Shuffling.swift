extension ResponseTable {
  /// The same answers in an order that tells nothing; the answers of one person stay together.
  ///
  /// - Complexity: O(*respondents* · *columns*).
  public func shuffled() -> ResponseTable {
    var generator = SystemRandomNumberGenerator()
    return shuffled(using: &generator)
  }

  /// The same answers in the order that a generator gives.
  public func shuffled(using generator: inout some RandomNumberGenerator) -> ResponseTable {
    let order = Array(0..<respondents).shuffled(using: &generator)
    let shuffled = zip(layout.columns, columns).map { column, bytes in
      var moved: [UInt8] = []
      moved.reserveCapacity(bytes.count)
      for row in order { moved += bytes[row * column.width..<(row + 1) * column.width] }
      return moved
    }
    return ResponseTable(survey: survey, organisation: organisation, respondents: respondents, columns: shuffled)
  }
}
