import Foundation
import Testing

@testable import SurveyStats

@Suite("Small matrices")
struct MatrixTests {
  static let symmetric = Matrix([[4, 2, 0.5], [2, 3, -1], [0.5, -1, 5]])

  @Test func `the Cholesky factor times its transpose is the matrix`() throws {
    let factor = try Self.symmetric.cholesky()
    #expect(largestDifference((factor * factor.transposed).entries, Self.symmetric.entries) < 1e-14)
    #expect(factor[0, 1] == 0 && factor[0, 2] == 0 && factor[1, 2] == 0)
  }

  @Test func `agrees with a determinant and trace by hand`() throws {
    // 4(15 − 1) − 2(10 + 0.5) + 0.5(−2 − 1.5)
    #expect(agrees(exp(try Self.symmetric.positiveDefiniteInverse().logDeterminant), 33.25))
    let values = try Self.symmetric.symmetricEigen().values
    #expect(agrees(values.reduce(0, +), 12))
    #expect(agrees(values.reduce(1, *), 33.25))
    #expect(values == values.sorted(by: >))
  }

  @Test func `eigenvectors are orthonormal and make the matrix again`() throws {
    let (values, vectors) = try Self.symmetric.symmetricEigen()
    var scaled = vectors
    for row in 0..<3 {
      for column in 0..<3 { scaled[row, column] *= values[column] }
    }
    #expect(largestDifference((scaled * vectors.transposed).entries, Self.symmetric.entries) < 1e-13)
    #expect(largestDifference((vectors.transposed * vectors).entries, Matrix.identity(3).entries) < 1e-12)
  }

  @Test func `both inverses and the solution agree`() throws {
    let general = try Self.symmetric.inverse()
    #expect(largestDifference((general * Self.symmetric).entries, Matrix.identity(3).entries) < 1e-12)
    #expect(largestDifference(try Self.symmetric.positiveDefiniteInverse().inverse.entries, general.entries) < 1e-13)
    // A matrix that isn't symmetric: rows and columns must not be exchanged.
    let system = Matrix([[1, 2], [3, 5]])
    #expect(largestDifference(try system.solve([5, 13]), [1, 2]) < 1e-13)
  }

  @Test func `Q has orthonormal columns and Q times R is the matrix`() throws {
    let tall = Matrix([[1, 2], [3, 4], [5, 7], [2, -1]])
    let (q, r) = try tall.qr()
    #expect(largestDifference((q * r).entries, tall.entries) < 1e-13)
    #expect(largestDifference((q.transposed * q).entries, Matrix.identity(2).entries) < 1e-12)
    #expect(r[1, 0] == 0)
  }

  @Test func `a matrix that can't be decomposed is refused`() {
    #expect(throws: StatisticsError.self) { try Matrix([[1, 2], [2, 1]]).cholesky() }
    #expect(throws: StatisticsError.self) { try Matrix([[1, 2], [3, 1]]).cholesky() }
    #expect(throws: StatisticsError.self) { try Matrix([[1, 2], [2, 4]]).solve([1, 1]) }
    #expect(throws: StatisticsError.self) { try Matrix([[1, 2]]).inverse() }
    #expect(throws: StatisticsError.tooFew(what: "rows", required: 2, given: 1)) { try Matrix([[1, 2]]).qr() }
    #expect(throws: StatisticsError.self) { try Matrix(rows: 0, columns: 0).symmetricEigen() }
  }
}
