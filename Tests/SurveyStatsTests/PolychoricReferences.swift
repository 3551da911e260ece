import SurveyStats
import Testing

/// The values about ordered answers that R wrote, by `polychoric.R`.
struct PolychoricReferences: Decodable, Sendable {
  static let all = ReferenceFile.read(PolychoricReferences.self, "polychoric")

  struct Normal: Decodable, Sendable {
    let x, y, r, p: Double
  }

  struct Table: Decodable, Sendable, CustomTestStringConvertible {
    let source: String
    let table: [[Int]]
    let polychor, precise: Double
    let rows, columns: [Double]

    var testDescription: String { source }
  }

  struct Scale: Decodable, Sendable, CustomTestStringConvertible {
    let source: String
    let prefix: String?
    let columns: [[UInt8]]?
    let options, n: Int
    let lavCor, polychor: [[Double]]
    let alpha: Double

    var testDescription: String { source }

    /// The items; those of real answers come from the fixture.
    var items: [ScoredColumn] {
      if let prefix { return RealAnswers.scale(prefix) }
      return (columns ?? []).map { ScoredColumn(bytes: $0, values: Array(1...options), reversed: false) }
    }
  }

  let normal: [Normal]
  let tables: [Table]
  let scales: [Scale]
}
