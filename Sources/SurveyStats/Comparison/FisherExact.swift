import CRmath
import Glibc

/// Fisher's exact test of a table of any size.
public struct FisherExactTest: Sendable, Hashable {
  /// The probability of all tables of these totals that are at most as probable as the one observed.
  public let p: Double
  /// The respondents in the table.
  public let n: Int
  /// The respondents who miss one of the variables.
  public let missing: Int
  /// The name of the test.
  public let method: ComparisonMethod
  /// What must be said beside the numbers, in full sentences.
  public let warnings: [String]

  /// The largest number of respondents that all tables are visited for.
  public static let maximumRespondents = 59
  /// The largest number of rows or of columns, whichever are fewer.
  public static let maximumCategories = 10
}

/// Tests whether two variables are independent, given the totals of both.
///
/// - Parameter table: The counts of fewer than 60 respondents. Rows and columns without respondents don't matter.
/// - Returns: The exact probability, from all tables of these totals.
/// - Throws: ``StatisticsError`` with fewer than two rows or columns that have respondents, or with too many respondents
///   or categories.
/// - Complexity: Tables that agree in what remains to be filled are visited together.
///
/// Reference: Mehta & Patel (1983), *JASA* 78, 427–434; `fisher.test` of R.
public func fisherExact(_ table: ContingencyTable) throws(StatisticsError) -> FisherExactTest {
  let (rows, columns) = try table.occupied()
  guard table.n <= FisherExactTest.maximumRespondents else {
    throw .invalid(
      what: "table", required: "at most \(FisherExactTest.maximumRespondents) respondents", given: "\(table.n)")
  }
  let categories = min(rows.count, columns.count)
  guard categories <= FisherExactTest.maximumCategories else {
    throw .invalid(
      what: "table", required: "at most \(FisherExactTest.maximumCategories) rows or columns", given: "\(categories)")
  }
  let rowTotals = rows.map { table.rowTotals[$0] }
  let columnTotals = columns.map { table.columnTotals[$0] }
  var network =
    rows.count <= columns.count
    ? TableNetwork(rows: rowTotals, columns: columnTotals) : TableNetwork(rows: columnTotals, columns: rowTotals)
  let observed = table.counts.joined().reduce(0) { $0 - network.logFactorials[$1] }
  return FisherExactTest(
    p: network.probability(upTo: observed), n: table.n, missing: table.missing, method: .fisherExact, warnings: [])
}

/// All tables of given totals, filled column by column; a node is what remains of the rows, in descending order.
private struct TableNetwork {
  /// The rows of a node, six bits each, so that a node is one number.
  private typealias Node = UInt64
  /// One way to fill a column: the node it leads to, its part of the log weight, and the orders it stands for.
  private typealias Step = (node: Node, log: Double, ways: Double)

  let logFactorials: [Double]
  private let rows: [Int]
  private let columns: [Int]
  /// The logarithm of what makes a weight a probability.
  private let constant: Double
  private var bounds: [[Node: (least: Double, most: Double)]]

  init(rows: [Int], columns: [Int]) {
    self.rows = rows.sorted(by: >)
    self.columns = columns.sorted(by: >)
    let n = rows.reduce(0, +)
    let logFactorials = (0...n).map { lgammafn(Double($0) + 1) }
    self.logFactorials = logFactorials
    constant = (rows + columns).reduce(-logFactorials[n]) { $0 + logFactorials[$1] }
    bounds = Array(repeating: [:], count: columns.count + 1)
  }

  /// The probability of the tables whose weight, minus the sum of the log factorials of their cells, isn't larger.
  mutating func probability(upTo weight: Double) -> Double {
    let limit = weight + 1e-7
    // Log weights of equal tables differ in their last digits only: they meet at multiples of 2⁻³².
    let grid = 4_294_967_296.0
    var layer: [Node: [Int: (log: Double, ways: Double)]] = [pack(rows): [0: (0, 1)]]
    var sum = 0.0
    for column in columns.indices {
      var next: [Node: [Int: (log: Double, ways: Double)]] = [:]
      for (node, pasts) in layer {
        for step in steps(from: node, column: columns[column]) {
          let bound = bounds(of: step.node, after: column + 1)
          let total = total(of: step.node, after: column + 1) + constant
          for past in pasts.values {
            let log = past.log + step.log
            let ways = past.ways * step.ways
            if log + bound.most <= limit {
              sum += ways * exp(log + total)
            } else if log + bound.least <= limit {
              next[step.node, default: [:]][Int((log * grid).rounded()), default: (log, 0)].ways += ways
            }
          }
        }
      }
      layer = next
    }
    return min(1, sum)
  }

  private func pack(_ rows: [Int]) -> Node { rows.reduce(0) { $0 << 6 | Node($1) } }

  private func unpack(_ node: Node) -> [Int] {
    rows.indices.map { Int(node >> Node(6 * (rows.count - 1 - $0)) & 63) }
  }

  /// The logarithm of the summed weights of all ways to fill the remaining columns.
  private func total(of node: Node, after column: Int) -> Double {
    let left = unpack(node)
    let rest = left.reduce(0, +)
    return (left + columns[column...]).reduce(logFactorials[rest]) { $0 - logFactorials[$1] }
  }

  /// The least and the greatest weight of the remaining columns.
  private mutating func bounds(of node: Node, after column: Int) -> (least: Double, most: Double) {
    guard column < columns.count else { return (0, 0) }
    if let known = bounds[column][node] { return known }
    var (least, most) = (Double.infinity, -Double.infinity)
    for step in steps(from: node, column: columns[column]) {
      let rest = bounds(of: step.node, after: column + 1)
      least = min(least, step.log + rest.least)
      most = max(most, step.log + rest.most)
    }
    bounds[column][node] = (least, most)
    return (least, most)
  }

  /// The ways to fill one column. Rows that have the same left are exchangeable: one order stands for all.
  private func steps(from node: Node, column: Int) -> [Step] {
    let node = unpack(node)
    var steps: [Step] = []
    var left = node
    func fill(_ row: Int, rest: Int, capacity: Int, log: Double, ways: Double, run: Int, equal: Int) {
      guard row < node.count else {
        if rest == 0 { steps.append((pack(left.sorted(by: >)), log, ways)) }
        return
      }
      let continues = row > 0 && node[row] == node[row - 1]
      let previous = continues ? node[row - 1] - left[row - 1] : node[row]
      let after = capacity - node[row]
      let (least, most) = (max(0, rest - after), min(previous, node[row], rest))
      guard least <= most else { return }
      for count in least...most {
        left[row] = node[row] - count
        // The multinomial number of orders, one factor per row of a run of equal rows.
        let place = continues ? run + 1 : 1
        let same = continues && count == previous ? equal + 1 : 1
        fill(
          row + 1, rest: rest - count, capacity: after, log: log - logFactorials[count],
          ways: ways * Double(place) / Double(same), run: place, equal: same)
      }
      left[row] = node[row]
    }
    fill(0, rest: column, capacity: node.reduce(0, +), log: 0, ways: 1, run: 0, equal: 0)
    return steps
  }
}
