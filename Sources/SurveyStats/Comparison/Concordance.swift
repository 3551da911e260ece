/// How many pairs of respondents are ordered alike by two ordered variables, and how much that varies by chance.
struct Concordance {
  /// Pairs ordered alike less pairs ordered oppositely.
  let excess: Double
  /// The variance of ``excess`` if the variables are independent, with the ties of both.
  let variance: Double
  /// All pairs.
  let pairs: Double
  /// The pairs tied in the rows.
  let rowTies: Double
  /// The pairs tied in the columns.
  let columnTies: Double

  init(_ table: ContingencyTable) throws(StatisticsError) {
    _ = try table.occupied()
    var excess = 0.0
    // Of the rows above: in how many each column and those before it were, and those after it.
    var above = [Int](repeating: 0, count: table.columnTotals.count)
    var seen = 0
    for (row, total) in zip(table.counts, table.rowTotals) {
      var before = 0
      for (column, count) in row.enumerated() {
        let after = seen - before - above[column]
        excess += Double(count) * Double(before - after)
        before += above[column]
      }
      for (column, count) in row.enumerated() { above[column] += count }
      seen += total
    }
    self.excess = excess
    let n = Double(table.n)
    pairs = n * (n - 1) / 2
    let (rows, columns) = (Self.products(table.rowTotals), Self.products(table.columnTotals))
    rowTies = rows.pairs / 2
    columnTies = columns.pairs / 2
    var variance = (n * (n - 1) * (2 * n + 5) - rows.weighted - columns.weighted) / 18
    variance += rows.pairs * columns.pairs / (2 * n * (n - 1))
    if n > 2 { variance += rows.triples * columns.triples / (9 * n * (n - 1) * (n - 2)) }
    self.variance = variance
  }

  /// The sums of *t*(*t* − 1), *t*(*t* − 1)(*t* − 2) and *t*(*t* − 1)(2*t* + 5).
  private static func products(_ totals: [Int]) -> (pairs: Double, triples: Double, weighted: Double) {
    var (pairs, triples, weighted) = (0.0, 0.0, 0.0)
    for total in totals {
      let t = Double(total)
      pairs += t * (t - 1)
      triples += t * (t - 1) * (t - 2)
      weighted += t * (t - 1) * (2 * t + 5)
    }
    return (pairs, triples, weighted)
  }
}
