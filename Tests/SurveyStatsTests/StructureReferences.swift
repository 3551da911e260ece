import Foundation
import SurveyStats
import Testing

/// The values about several items together that R wrote, by `structure.R`.
struct StructureReferences: Decodable, Sendable {
  static let scales = ReferenceFile.read(StructureReferences.self, "structure").scales

  struct Matrices: Decodable, Sendable {
    let n: Int
    let smallestPair: Int?
    let covariance, correlation: [[Double]]
  }

  struct Omega: Decodable, Sendable {
    let cases: Int
    let loadings, residuals: [Double]
    let formula: Double
    let modelImplied, observed: Double?
  }

  struct Alpha: Decodable, Sendable {
    let alpha: ReferenceValues.Value
    let alphaStandardised, averageInterItem: Double
    let itemRest: [Double]
    let alphaIfDropped: [Double]
  }

  struct Adequacy: Decodable, Sendable {
    let kmo: Double
    let items: [Double]
    let chiSquare: Double
    let df: Int
    let p: Double
  }

  struct Scale: Decodable, Sendable, CustomTestStringConvertible {
    let source: String
    let options, lowest: Int
    let reversed: [Int]
    let prefix: String?
    let columns: [[UInt8]]?
    let listwise, pairwise: Matrices
    let omega: Omega
    let alphaPairwise: Alpha
    let adequacy: Adequacy

    var testDescription: String { source }

    /// The items; those of real answers come from the fixture.
    var items: [ScoredColumn] {
      if let prefix { return RealAnswers.scale(prefix) }
      return (columns ?? []).enumerated().map { place, bytes in
        ScoredColumn(
          bytes: bytes, values: Array(lowest..<(lowest + options)), reversed: reversed.contains(place + 1))
      }
    }
  }

  let scales: [Scale]
}

/// The largest relative difference of numbers from their references; relative to 1e-3 where the reference is smaller.
func largestDifference(_ numbers: [Double], _ references: [Double]) -> Double {
  guard numbers.count == references.count else { return .infinity }
  return zip(numbers, references).reduce(0) { max($0, abs($1.0 - $1.1) / max(abs($1.1), 1e-3)) }
}

extension Matrix {
  /// All entries, row by row.
  var entries: [Double] { (0..<rows).flatMap { row in (0..<columns).map { self[row, $0] } } }
}
