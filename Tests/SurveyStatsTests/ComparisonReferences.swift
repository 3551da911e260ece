import SurveyStats

/// What `References/make/comparison.R` and `comparison.py` wrote.
enum ComparisonReferences {
  static let values = ReferenceFile.read(Values.self, "comparison")
  static let python = ReferenceFile.read(Python.self, "comparison-python")

  struct Values: Decodable, Sendable {
    let two: [Two]
    let several: [Several]
    let families: [Family]
  }

  struct Two: Decodable, Sendable, CustomStringConvertible {
    let source: String
    let values: [Double]
    let counts: [[Int]]
    let mannWhitney: MannWhitney
    let welch: WelchT
    let cliff: [Interval]
    let hedges: [Hedges]
    let superiority: Shares
    var first: Distribution { Distribution(values: values, counts: counts[0]) }
    var second: Distribution { Distribution(values: values, counts: counts[1]) }
    var description: String { source }
  }
  struct MannWhitney: Decodable, Sendable {
    let u, z, p, continuityP: Double
    let exactP: Double?
  }
  struct WelchT: Decodable, Sendable { let difference, low, high, t, df, p: Double }
  struct Interval: Decodable, Sendable { let level, value, low, high: Double }
  struct Hedges: Decodable, Sendable {
    let level, d, correction, exact, approximate, low, high: Double
    let effectsize: Estimate
  }
  struct Estimate: Decodable, Sendable { let value, low, high: Double }
  struct Shares: Decodable, Sendable { let lower, tied, higher: Double }

  struct Several: Decodable, Sendable, CustomStringConvertible {
    let source: String
    let values: [Double]
    let counts: [[Int]]
    let kruskal: Kruskal
    let welch: Welch
    let jonckheere: Jonckheere
    var groups: [Distribution] { counts.map { Distribution(values: values, counts: $0) } }
    var description: String { source }
  }
  struct Kruskal: Decodable, Sendable {
    let h, p, epsilonSquared: Double
    let df: Int
  }
  struct Welch: Decodable, Sendable { let f, df1, df2, p: Double }
  struct Jonckheere: Decodable, Sendable { let j, z, p: Double }

  struct Family: Decodable, Sendable { let given, holm, benjaminiHochberg: [Double?] }

  struct Python: Decodable, Sendable {
    struct Pair: Decodable, Sendable {
      let first, second: Int
      let p, holm: Double
    }
    struct OddsRatio: Decodable, Sendable {
      let value, high: Double?
      let low: Double
    }
    let dunn: [[Pair]]
    let hedges: [Double]
    let oddsRatios: [OddsRatio]?
  }
}

/// Distributions of answers on five options, for tests of properties.
enum Sample {
  static let lower = Distribution(values: [1, 2, 3, 4, 5], counts: [9, 12, 8, 3, 1])
  static let higher = Distribution(values: [1, 2, 3, 4, 5], counts: [2, 4, 9, 11, 6])
  static let middle = Distribution(values: [1, 2, 3, 4, 5], counts: [4, 6, 0, 6, 4])
  static let constant = Distribution(values: [3], counts: [12])
  static let one = Distribution(values: [4], counts: [1])
  static let empty = Distribution(values: [1, 2], counts: [0, 0])

  /// The same answers on another scale.
  static func moved(_ distribution: Distribution, by shift: Double, times factor: Double) -> Distribution {
    Distribution(values: distribution.values.map { shift + factor * $0 }, counts: distribution.counts)
  }
}
