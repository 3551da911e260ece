/// A scored set of items.
public struct Scale: Sendable, Hashable {
  /// How answers become a score.
  public enum Score: String, Sendable, Hashable, CaseIterable {
    case mean, sum
  }

  /// The scale's id.
  public var id: String
  /// The scale's name as reports show it.
  public var title: LocalizedText
  /// The ids of its items, which share the same codes.
  public var items: [String]
  /// How answers become a score.
  public var score: Score
  /// How many items a person must have answered to have a score.
  public var minimumAnswered: Int
  /// The score from which a person counts as favourable; nil where the scale has no such threshold.
  public var favourableFrom: Double?
  /// The publication that the scale comes from.
  public var source: SurveySource?

  /// Makes a scale.
  public init(
    id: String, title: LocalizedText, items: [String], score: Score = .mean, minimumAnswered: Int,
    favourableFrom: Double? = nil, source: SurveySource? = nil
  ) {
    self.id = id
    self.title = title
    self.items = items
    self.score = score
    self.minimumAnswered = minimumAnswered
    self.favourableFrom = favourableFrom
    self.source = source
  }
}

/// A named measure tracked over time.
public struct Indicator: Sendable, Hashable {
  /// What is measured of the variable.
  public enum Measure: String, Sendable, Hashable, CaseIterable {
    /// The mean.
    case mean
    /// The favourable share in percent.
    case favourable
    /// (mean − lowest) / (highest − lowest) × 100.
    case index100
    /// Favourable − unfavourable, in percent points.
    case netScore = "net-score"
  }

  /// Which way is better.
  public enum Direction: String, Sendable, Hashable, CaseIterable {
    case up, down
  }

  /// The indicator's id; indicators have a namespace of their own.
  public var id: String
  /// The indicator's name as reports show it.
  public var title: LocalizedText
  /// The item or scale that it measures.
  public var of: String
  /// What is measured.
  public var measure: Measure
  /// Which way is better.
  public var direction: Direction
  /// The value aimed at, in the unit of the measure.
  public var target: Double?

  /// Makes an indicator.
  public init(
    id: String, title: LocalizedText, of: String, measure: Measure, direction: Direction = .up, target: Double? = nil
  ) {
    self.id = id
    self.title = title
    self.of = of
    self.measure = measure
    self.direction = direction
    self.target = target
  }
}
