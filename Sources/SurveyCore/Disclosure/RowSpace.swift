/// Everything that follows from shown groups by adding and subtracting: the row space of their 0/1 matrix over classes of people.
///
/// The matrix is reduced exactly, modulo the prime 2^61 − 1, with pivots on the largest classes first, then in some orders drawn from a
/// fixed seed. A reduced row that few people stand behind is an exposure, and the groups that it combines cause it. The rows depend on
/// the shown groups alone, so families that show the same groups share them.
struct RowSpace: Sendable {
  /// One reduced row.
  private struct Row: Sendable {
    /// The classes that it doesn't cancel.
    let support: [Int]
    /// The places of the groups that it combines.
    let groups: [Int]
  }

  private let rows: [Row]
  /// For each class of the matrix the classes of people that it merges.
  private let merged: [[Int]]

  /// Reduces the matrix.
  ///
  /// - Parameters:
  ///   - groups: The shown nodes.
  ///   - classes: Classes of people whose membership in all nodes is the same.
  ///   - orders: How many orders of the classes to reduce in.
  init(of groups: [Int], classes: PeopleClasses, orders: Int) {
    var place: [[Bool]: Int] = [:]
    var members: [[Bool]] = []
    var merged: [[Int]] = []
    for (index, nodes) in classes.nodes.enumerated() {
      let signature = groups.map { nodes.contains($0) }
      guard signature.contains(true) else { continue }
      if let known = place[signature] {
        merged[known].append(index)
      } else {
        place[signature] = members.count
        members.append(signature)
        merged.append([index])
      }
    }
    self.merged = merged
    let sizes = merged.map { $0.reduce(0) { $0 + classes.rows[$1].count } }
    let bySize = members.indices.sorted { (sizes[$0], $1) > (sizes[$1], $0) }
    var random = ClassOrder(seed: UInt64(members.count))
    var rows: [Row] = []
    for order in 0..<(groups.isEmpty ? 0 : orders) {
      let columns = order == 0 ? bySize : random.shuffled(bySize)
      rows += Self.reducedRows(members, groups: groups.count, columns: columns)
    }
    self.rows = rows
  }

  /// A combination of groups that few people stand behind.
  ///
  /// - Parameters:
  ///   - counts: For each class of people how many of them answered each variable.
  ///   - minimums: The smallest number of people, per group; for a combination the largest of its groups.
  /// - Returns: The places of the groups that are combined, or nil where nothing was found.
  func exposure(counts: [[Int]], minimums: [Int]) -> [Int]? {
    let variables = counts.first?.count ?? 0
    let sums = merged.map { classes in
      (0..<variables).map { variable in classes.reduce(0) { $0 + counts[$1][variable] } }
    }
    for row in rows {
      let minimum = row.groups.reduce(0) { max($0, minimums[$1]) }
      for variable in 0..<variables {
        var people = 0
        for place in row.support {
          people += sums[place][variable]
          if people >= minimum { break }
        }
        if people > 0 && people < minimum { return row.groups }
      }
    }
    return nil
  }

  private static func reducedRows(_ members: [[Bool]], groups: Int, columns: [Int]) -> [Row] {
    let width = columns.count + groups
    var matrix = [UInt64](repeating: 0, count: width * groups)
    return matrix.withUnsafeMutableBufferPointer { matrix in
      for group in 0..<groups {
        for (place, column) in columns.enumerated() where members[column][group] { matrix[group * width + place] = 1 }
        matrix[group * width + columns.count + group] = 1
      }
      let rank = reduce(matrix, width: width, columns: columns.count)
      return (0..<rank).map { row in
        var support: [Int] = []
        var combined: [Int] = []
        for place in 0..<width where matrix[row &* width &+ place] != 0 {
          if place < columns.count { support.append(columns[place]) } else { combined.append(place - columns.count) }
        }
        return Row(support: support, groups: combined)
      }
    }
  }

  /// Reduces the matrix in place and returns its rank over the first `columns` columns; the rows up to it are the reduced ones.
  private static func reduce(_ matrix: UnsafeMutableBufferPointer<UInt64>, width: Int, columns: Int) -> Int {
    let rows = matrix.count / width
    var rank = 0
    for column in 0..<columns where rank < rows {
      guard let pivot = (rank..<rows).first(where: { matrix[$0 &* width &+ column] != 0 }) else { continue }
      let target = rank * width
      if pivot != rank {
        for place in 0..<width { matrix.swapAt(target + place, pivot * width + place) }
      }
      let inverse = MersenneField.inverse(of: matrix[target + column])
      let filled = (0..<width).filter { matrix[target &+ $0] != 0 }
      if inverse != 1 {
        for place in filled { matrix[target + place] = MersenneField.product(matrix[target + place], inverse) }
      }
      for row in 0..<rows where row != rank && matrix[row &* width &+ column] != 0 {
        let start = row * width
        let factor = MersenneField.negative(of: matrix[start + column])
        for place in filled {
          let change = MersenneField.product(matrix[target &+ place], factor)
          matrix[start &+ place] = MersenneField.sum(matrix[start &+ place], change)
        }
      }
      rank += 1
    }
    return rank
  }
}

/// People divided by the groups that they are in: those with the same membership in all of them are one class.
struct PeopleClasses: Sendable {
  /// For each class the nodes that hold its people.
  private(set) var nodes: [Set<Int>] = []
  /// For each class its people.
  private(set) var rows: [[Int]] = []

  /// Divides people by membership in the given nodes.
  init(of groups: [(node: Int, rows: RowSet)], respondents: Int) {
    var signatures = [[Int]](repeating: [], count: respondents)
    for (node, rows) in groups {
      for row in rows.rows { signatures[Int(row)].append(node) }
    }
    var place: [[Int]: Int] = [:]
    for (row, signature) in signatures.enumerated() {
      if let known = place[signature] {
        rows[known].append(row)
      } else {
        place[signature] = nodes.count
        nodes.append(Set(signature))
        rows.append([row])
      }
    }
  }

  /// For each class how many of its people answered each variable.
  func counts(of answered: [RowSet]) -> [[Int]] {
    rows.map { rows in answered.map { answered in rows.count { answered.contains($0) } } }
  }
}

/// Arithmetic modulo the prime 2^61 − 1.
enum MersenneField {
  private static let prime: UInt64 = 1 << 61 - 1

  static func sum(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let sum = left &+ right
    return sum >= prime ? sum &- prime : sum
  }

  static func negative(of value: UInt64) -> UInt64 { value == 0 ? 0 : prime &- value }

  static func product(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let (high, low) = left.multipliedFullWidth(by: right)
    return sum(low & prime, high << 3 | low >> 61)
  }

  /// The inverse of a value that is not 0, by Fermat's little theorem.
  static func inverse(of value: UInt64) -> UInt64 {
    if value == 1 { return 1 }
    var (result, square, exponent): (UInt64, UInt64, UInt64) = (1, value, prime - 2)
    while exponent > 0 {
      if exponent & 1 == 1 { result = product(result, square) }
      square = product(square, square)
      exponent >>= 1
    }
    return result
  }
}

/// Orders drawn from a seed, the same on every machine (xorshift64*, Vigna 2016).
private struct ClassOrder {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  mutating func shuffled(_ values: [Int]) -> [Int] {
    var values = values
    for last in stride(from: values.count - 1, to: 0, by: -1) {
      state ^= state >> 12
      state ^= state << 25
      state ^= state >> 27
      let drawn = (state &* 0x2545_F491_4F6C_DD1D).multipliedFullWidth(by: UInt64(last + 1)).high
      values.swapAt(last, Int(drawn))
    }
    return values
  }
}
