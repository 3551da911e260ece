import Foundation
import SurveyStats

/// The values that R wrote, by the scripts in `References/make`.
enum ReferenceValues {
  static let descriptive = ReferenceFile.read(Descriptive.self, "descriptive")
  static let intervals = ReferenceFile.read(Intervals.self, "intervals")
  static let reliability = ReferenceFile.read(Reliabilities.self, "reliability")
  static let scoring = ReferenceFile.read(Scorings.self, "scoring")
  static let answers = ReferenceFile.read(Answers.self, "lq2002")

  struct Moments: Decodable, Sendable {
    let n: Int
    let mean, sd, median, skew, kurtosis, minimum, maximum: Double
  }

  struct Descriptive: Decodable, Sendable {
    struct Shape: Decodable, Sendable {
      let source: String
      let values: [Double]
      let counts: [Int]
    }
    let distributions: [Both<Shape, Moments>]
  }

  struct Limits: Decodable, Sendable {
    let low, high: Double
  }

  struct Intervals: Decodable, Sendable {
    struct Proportion: Decodable, Sendable {
      let k, n: Int
      let level: Double?
      let population: Int?
      let low, high: Double
    }
    struct Mean: Decodable, Sendable {
      let values: [Double]
      let counts: [Int]
      let level, low, high: Double
    }
    struct Net: Decodable, Sendable {
      let favourable, unfavourable, n: Int
      let level, low, high: Double
    }
    let wilson, wilsonFinite, clopperPearson: [Proportion]
    let mean: [Mean]
    let net: [Net]
  }

  struct Value: Decodable, Sendable {
    let value, low, high: Double
  }

  struct Item: Decodable, Sendable {
    let itemRest: Double
    let alphaIfDropped: Double?
  }

  struct Reliability<Items: Decodable & Sendable>: Decodable, Sendable {
    let cases, incomplete: Int
    let alpha: Value
    let alphaStandardised, averageInterItem: Double
    let items: Items
  }

  struct Reliabilities: Decodable, Sendable {
    struct Scale: Decodable, Sendable {
      let source: String
      let options: Int
      let reversed: [Int]
      let columns: [[UInt8]]
      let expected: Reliability<[Item]>
    }
    struct Interval: Decodable, Sendable {
      let alpha: Double
      let items, cases: Int
      let level: Double
      let feldt, bonett: Limits
    }
    let scales: [Scale]
    let intervals: [Interval]
  }

  struct Scorings: Decodable, Sendable {
    struct Rule: Decodable, Sendable {
      let scoring: String
      let minimumAnswered, withoutScore: Int
    }
    struct Scale: Decodable, Sendable {
      let id, prefix: String
      let lowest, options, complete: Int
      let reversed: [Int]
      let holes: [[Int]]
      let scores: [Both<Rule, Moments>]
      let reliability: Reliability<[Item]>
    }
    let scales: [Scale]
  }

  struct Answers: Decodable, Sendable {
    struct Share: Decodable, Sendable {
      let count: Int
      let share, low, high: Double
    }
    struct Shares: Decodable, Sendable {
      let counts: [String: Int]
      let favourable, unfavourable: Share
      let net: Value
    }
    struct Scale: Decodable, Sendable {
      let items: [String]
      let reliability, reliabilitySecondReversed: Reliability<[String: Item]>
      let bonett: Limits
    }
    let respondents: Int
    let items: [String: Both<Shares, Moments>]
    let scales: [String: Both<Scale, Moments>]
  }

  /// One JSON object that holds the members of two types.
  struct Both<First: Decodable & Sendable, Second: Decodable & Sendable>: Decodable, Sendable {
    let first: First
    let second: Second

    init(from decoder: any Decoder) throws {
      first = try First(from: decoder)
      second = try Second(from: decoder)
    }
  }
}

extension Distribution {
  /// Whether everything that describes the distribution agrees with R.
  func agrees(
    with moments: ReferenceValues.Moments, file: String = #fileID, function: String = #function
  ) throws -> Bool {
    try n == moments.n
      && SurveyStatsTests.agrees(mean(), moments.mean, file: file, function: function)
      && SurveyStatsTests.agrees(standardDeviation(), moments.sd, file: file, function: function)
      && SurveyStatsTests.agrees(median(), moments.median, file: file, function: function)
      && SurveyStatsTests.agrees(skewness(), moments.skew, file: file, function: function)
      && SurveyStatsTests.agrees(kurtosis(), moments.kurtosis, file: file, function: function)
      && SurveyStatsTests.agrees(minimum(), moments.minimum, file: file, function: function)
      && SurveyStatsTests.agrees(maximum(), moments.maximum, file: file, function: function)
  }
}
