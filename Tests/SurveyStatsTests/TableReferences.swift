import SurveyStats

/// What `References/make/tables.R` wrote.
enum TableReferences {
  static let values = ReferenceFile.read(Values.self, "tables")
  /// What `References/make/fisher.py` counted.
  static let counted = ReferenceFile.read(Counted.self, "fisher").tables

  struct Counted: Decodable, Sendable { let tables: [Exact] }

  struct Values: Decodable, Sendable {
    let tables: [Table]
    let two, larger: [Exact]
  }

  struct Table: Decodable, Sendable, CustomStringConvertible {
    let source: String
    let table: [[Int]]
    let x2, p, g, gProbability, cramersV, corrected: Double
    let df: Int
    let residuals: [[Double]]
    let tau, tauZ, tauP: Double
    let m2, linearP, unevenM2: Double
    let unevenScores: [Double]
    var description: String { source }
  }

  struct Exact: Decodable, Sendable {
    let table: [[Int]]
    let p: Double
  }

  /// A table with its rows as columns.
  static func transposed(_ table: [[Int]]) -> [[Int]] {
    table[0].indices.map { column in table.map { $0[column] } }
  }
}
