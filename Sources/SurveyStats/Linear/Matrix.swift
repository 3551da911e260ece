/// A small dense matrix of real numbers, stored row by row.
public struct Matrix: Sendable, Hashable {
  /// The number of rows.
  public let rows: Int
  /// The number of columns.
  public let columns: Int
  /// The entries, one row after the other.
  var storage: [Double]

  /// Makes a matrix with the same number in every place.
  ///
  /// - Parameters:
  ///   - rows: The number of rows, not negative.
  ///   - columns: The number of columns, not negative.
  ///   - value: The number.
  public init(rows: Int, columns: Int, repeating value: Double = 0) {
    precondition(rows >= 0 && columns >= 0, "A matrix can't have a negative size.")
    self.rows = rows
    self.columns = columns
    storage = Array(repeating: value, count: rows * columns)
  }

  /// Makes a matrix of rows.
  ///
  /// - Parameter rows: The rows, all of the same length.
  public init(_ rows: [[Double]]) {
    self.rows = rows.count
    columns = rows.first?.count ?? 0
    precondition(rows.allSatisfy { [columns] in $0.count == columns }, "The rows of a matrix have one length.")
    storage = rows.flatMap(\.self)
  }

  /// The identity matrix.
  ///
  /// - Parameter size: The number of rows and of columns.
  public static func identity(_ size: Int) -> Matrix {
    var matrix = Matrix(rows: size, columns: size)
    for place in 0..<size { matrix[place, place] = 1 }
    return matrix
  }

  /// The entry at a row and a column, both from 0.
  public subscript(row: Int, column: Int) -> Double {
    get {
      precondition(row >= 0 && row < rows && column >= 0 && column < columns, "The place lies outside the matrix.")
      return storage[row * columns + column]
    }
    set {
      precondition(row >= 0 && row < rows && column >= 0 && column < columns, "The place lies outside the matrix.")
      storage[row * columns + column] = newValue
    }
  }

  /// The entries of the main diagonal.
  public var diagonal: [Double] {
    (0..<min(rows, columns)).map { self[$0, $0] }
  }

  /// The matrix with rows and columns exchanged.
  public var transposed: Matrix {
    var result = Matrix(rows: columns, columns: rows)
    for row in 0..<rows {
      for column in 0..<columns { result[column, row] = self[row, column] }
    }
    return result
  }

  /// The product of two matrices; the left one has as many columns as the right one rows.
  public static func * (left: Matrix, right: Matrix) -> Matrix {
    precondition(left.columns == right.rows, "The sizes of the factors don't match.")
    var result = Matrix(rows: left.rows, columns: right.columns)
    for row in 0..<left.rows {
      for inner in 0..<left.columns {
        let factor = left.storage[row * left.columns + inner]
        for column in 0..<right.columns {
          result.storage[row * right.columns + column] += factor * right.storage[inner * right.columns + column]
        }
      }
    }
    return result
  }

  /// The product of the matrix and a vector of as many entries as it has columns.
  public static func * (left: Matrix, right: [Double]) -> [Double] {
    precondition(left.columns == right.count, "The sizes of the factors don't match.")
    return (0..<left.rows).map { row in
      right.indices.reduce(0) { $0 + left.storage[row * left.columns + $1] * right[$1] }
    }
  }

  /// Whether the matrix is square and equal to its transpose, but for rounding.
  var isSymmetric: Bool {
    guard rows == columns else { return false }
    let largest = storage.reduce(0) { max($0, abs($1)) }
    return (0..<rows).allSatisfy { row in
      (0..<row).allSatisfy { abs(self[row, $0] - self[$0, row]) <= 1e-12 * largest }
    }
  }
}
