/// One indicator's figures, as a report and its notification state them.
///
/// Notifications take it only inside ``Released``, so a figure leaves the engine only after its cell was admitted; how many people it
/// is about stands in the released cell.
public struct IndicatorFigure: Sendable, Hashable {
  /// A difference with the previous wave, with its interval.
  public struct Change: Sendable, Hashable {
    /// The difference, in the unit of the measure.
    public let value: Double
    /// The lower end of its interval.
    public let low: Double
    /// The upper end of its interval.
    public let high: Double

    /// Makes a change.
    public init(value: Double, low: Double, high: Double) {
      self.value = value
      self.low = low
      self.high = high
    }
  }

  /// The indicator's id.
  public let id: String
  /// The indicator's name.
  public let title: LocalizedText
  /// What is measured.
  public let measure: Indicator.Measure
  /// Which way is better.
  public let direction: Indicator.Direction
  /// The measured value.
  public let value: Double
  /// The lower end of its interval.
  public let low: Double
  /// The upper end of its interval.
  public let high: Double
  /// The value aimed at.
  public let target: Double?
  /// The value of the previous wave, where it was released.
  public let previous: Double?
  /// The change since the previous wave, where both were released.
  public let change: Change?

  /// Makes a figure.
  public init(
    id: String, title: LocalizedText, measure: Indicator.Measure, direction: Indicator.Direction, value: Double,
    low: Double, high: Double, target: Double? = nil, previous: Double? = nil, change: Change? = nil
  ) {
    self.id = id
    self.title = title
    self.measure = measure
    self.direction = direction
    self.value = value
    self.low = low
    self.high = high
    self.target = target
    self.previous = previous
    self.change = change
  }
}
