import CLapack
import Glibc

extension Matrix {
  /// The lower triangular factor *L* with *L* *L*ᵀ equal to the matrix.
  ///
  /// - Throws: ``StatisticsError/invalid(what:required:given:)`` unless the matrix is symmetric and positive definite.
  func cholesky() throws(StatisticsError) -> Matrix {
    try requireSymmetric()
    let (factor, failed) = choleskyFactor()
    if let failed {
      throw .invalid(what: "matrix", required: "positive definite", given: "not so from row \(failed + 1) on")
    }
    return factor
  }

  /// The first row (from 0) up to which a symmetric matrix isn't positive definite, if there is one.
  func firstDependentRow() throws(StatisticsError) -> Int? {
    try requireSymmetric()
    return choleskyFactor().failed
  }

  /// The factor, and the row from which on there is none.
  private func choleskyFactor() -> (factor: Matrix, failed: Int?) {
    var factor = self
    let status = LAPACKE_dpotrf(LAPACK_ROW_MAJOR, Int8(UInt8(ascii: "L")), Int32(rows), &factor.storage, Int32(rows))
    // What rounding leaves of a row that the rows above determine isn't a pivot.
    let tried = status > 0 ? Int(status) - 1 : rows
    if let row = (0..<tried).first(where: { factor[$0, $0] * factor[$0, $0] < 1e-13 * self[$0, $0] }) {
      return (factor, row)
    }
    guard status == 0 else { return (factor, max(0, Int(status) - 1)) }
    for row in 0..<rows {
      for column in (row + 1)..<max(row + 1, rows) { factor[row, column] = 0 }
    }
    return (factor, nil)
  }

  /// The inverse of a symmetric, positive definite matrix with the logarithm of its determinant.
  ///
  /// - Throws: ``StatisticsError/invalid(what:required:given:)`` unless the matrix is symmetric and positive definite.
  func positiveDefiniteInverse() throws(StatisticsError) -> (inverse: Matrix, logDeterminant: Double) {
    var factor = try cholesky()
    let logDeterminant = factor.diagonal.reduce(0) { $0 + 2 * log($1) }
    let status = LAPACKE_dpotri(LAPACK_ROW_MAJOR, Int8(UInt8(ascii: "L")), Int32(rows), &factor.storage, Int32(rows))
    guard status == 0 else { throw .invalid(what: "matrix", required: "invertible", given: "a singular one") }
    for row in 0..<rows {
      for column in 0..<row { factor[column, row] = factor[row, column] }
    }
    return (factor, logDeterminant)
  }

  /// The eigenvalues in descending order, and the eigenvectors as columns in the same order.
  ///
  /// - Throws: ``StatisticsError/invalid(what:required:given:)`` unless the matrix is symmetric and finite.
  func symmetricEigen() throws(StatisticsError) -> (values: [Double], vectors: Matrix) {
    try requireSymmetric()
    var vectors = self
    var values = [Double](repeating: 0, count: rows)
    let status = LAPACKE_dsyev(
      LAPACK_ROW_MAJOR, Int8(UInt8(ascii: "V")), Int8(UInt8(ascii: "L")), Int32(rows), &vectors.storage, Int32(rows),
      &values)
    guard status == 0 else { throw .invalid(what: "matrix", required: "finite entries", given: "other ones") }
    var descending = vectors
    for row in 0..<rows {
      for column in 0..<rows { descending[row, column] = vectors[row, rows - 1 - column] }
    }
    return (values.reversed(), descending)
  }

  /// The solution *X* of *A* *X* = *B* for this square matrix *A*.
  ///
  /// - Throws: ``StatisticsError/invalid(what:required:given:)`` unless the matrix is square and invertible.
  func solve(_ right: Matrix) throws(StatisticsError) -> Matrix {
    guard rows == columns, right.rows == rows, rows > 0 else {
      throw .invalid(
        what: "system of equations", required: "a square matrix and a right side of as many rows",
        given: "\(rows) × \(columns) and \(right.rows) rows")
    }
    var factor = storage
    var result = right
    var pivots = [Int32](repeating: 0, count: rows)
    let status = LAPACKE_dgesv(
      LAPACK_ROW_MAJOR, Int32(rows), Int32(right.columns), &factor, Int32(rows), &pivots, &result.storage,
      Int32(max(1, right.columns)))
    guard status == 0 else { throw .invalid(what: "matrix", required: "invertible", given: "a singular one") }
    return result
  }

  /// The solution *x* of *A* *x* = *b* for this square matrix *A*.
  ///
  /// - Throws: ``StatisticsError/invalid(what:required:given:)`` unless the matrix is square and invertible.
  func solve(_ right: [Double]) throws(StatisticsError) -> [Double] {
    try solve(Matrix(right.map { [$0] })).storage
  }

  /// The inverse of a square matrix.
  ///
  /// - Throws: ``StatisticsError/invalid(what:required:given:)`` unless the matrix is square and invertible.
  func inverse() throws(StatisticsError) -> Matrix {
    try solve(.identity(rows))
  }

  /// The factors *Q*, with orthonormal columns, and *R*, upper triangular, of a matrix of at least as many rows as
  /// columns.
  ///
  /// - Throws: ``StatisticsError/tooFew(what:required:given:)`` with fewer rows than columns.
  func qr() throws(StatisticsError) -> (q: Matrix, r: Matrix) {
    guard rows >= columns, columns > 0 else { throw .tooFew(what: "rows", required: max(1, columns), given: rows) }
    var q = self
    var scales = [Double](repeating: 0, count: columns)
    var status = LAPACKE_dgeqrf(
      LAPACK_ROW_MAJOR, Int32(rows), Int32(columns), &q.storage, Int32(columns), &scales)
    guard status == 0 else { throw .invalid(what: "matrix", required: "finite entries", given: "other ones") }
    var r = Matrix(rows: columns, columns: columns)
    for row in 0..<columns {
      for column in row..<columns { r[row, column] = q[row, column] }
    }
    status = LAPACKE_dorgqr(
      LAPACK_ROW_MAJOR, Int32(rows), Int32(columns), Int32(columns), &q.storage, Int32(columns), scales)
    guard status == 0 else { throw .invalid(what: "matrix", required: "finite entries", given: "other ones") }
    return (q, r)
  }

  private func requireSymmetric() throws(StatisticsError) {
    guard rows > 0, isSymmetric else {
      throw .invalid(what: "matrix", required: "symmetric", given: "\(rows) × \(columns), not so")
    }
  }
}
