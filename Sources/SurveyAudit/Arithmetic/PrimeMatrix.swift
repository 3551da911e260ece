/// A matrix of residues, row after row.
struct PrimeMatrix: Sendable {
  /// The field of its entries.
  let field: PrimeField
  /// How many columns it has.
  let width: Int
  /// The number of rows.
  private(set) var height: Int
  private var entries: [UInt64]

  /// Makes a matrix of whole numbers.
  init(_ rows: [[Int]], width: Int, field: PrimeField) {
    self.init(residues: rows.map { $0.map(field.residue) }, width: width, field: field)
  }

  /// Makes a matrix of residues.
  init(residues rows: [[UInt64]], width: Int, field: PrimeField) {
    self.field = field
    self.width = width
    height = rows.count
    entries = rows.flatMap(\.self)
  }

  /// The entries of a row.
  func row(_ index: Int) -> [UInt64] { Array(entries[index * width..<(index + 1) * width]) }

  /// Brings the matrix into reduced echelon form; rows of zeros go.
  ///
  /// A row that becomes zero takes part in no other row, so that what other columns record of the combination names independent rows.
  ///
  /// - Parameter order: The columns in the order in which pivots are sought.
  /// - Returns: The pivot's column of each row.
  /// - Complexity: O(*r* · *h* · *w*) for rank *r*, *h* rows and *w* columns.
  mutating func reduce(order: [Int]) -> [Int] {
    var pivots: [Int] = []
    for column in order where pivots.count < height {
      let next = pivots.count
      guard let found = (next..<height).first(where: { entries[$0 * width + column] != 0 }) else { continue }
      swap(next, found)
      scale(next, by: field.inverse(entries[next * width + column]))
      for other in 0..<height where other != next { clear(column, of: other, with: next) }
      pivots.append(column)
    }
    entries.removeSubrange((pivots.count * width)...)
    height = pivots.count
    return pivots
  }

  private mutating func swap(_ first: Int, _ second: Int) {
    guard first != second else { return }
    for column in 0..<width { entries.swapAt(first * width + column, second * width + column) }
  }

  private mutating func scale(_ row: Int, by factor: UInt64) {
    if factor == 1 { return }
    for place in row * width..<(row + 1) * width { entries[place] = field.product(entries[place], factor) }
  }

  private mutating func clear(_ column: Int, of row: Int, with pivot: Int) {
    let factor = field.negated(entries[row * width + column])
    if factor == 0 { return }
    let (width, prime) = (width, field.prime)
    entries.withUnsafeMutableBufferPointer { entries in
      let (target, source) = (row * width, pivot * width)
      for offset in 0..<width where entries[source + offset] != 0 {
        entries[target + offset] = (entries[target + offset] &+ factor &* entries[source + offset]) % prime
      }
    }
  }
}
