import FoundationEssentials
import SurveyCore

/// A line chart of one indicator: a dot with its upright interval per wave, a line through waves that can be compared, a broken line at the
/// target, and a numbered upright line per event.
struct TrendChart {
  /// A wave with a figure, in the coordinates of the chart.
  struct Mark: Hashable {
    let x: Double
    let y: Double
    let low: Double
    let high: Double
    /// Whether a line leads here from the mark before.
    let isJoined: Bool
  }

  private static let (left, right, top, bottom) = (56.0, 388.0, 22.0, 184.0)

  /// The waves with a figure.
  let marks: [Mark]
  /// Where the target is; nil without one.
  let target: Double?
  /// Where events are.
  let events: [Double]
  private let bounds: (Double, Double)

  /// - Parameters:
  ///   - points: The waves in order.
  ///   - bounds: The lowest and highest value that the measure can take.
  ///   - target: The value aimed at.
  ///   - events: When something happened.
  init(_ points: [Trend.Point], bounds: (Double, Double), target: Double?, events: [Date]) {
    let first = points.first?.wave.closed ?? .distantPast
    let length = points.last?.wave.closed.timeIntervalSince(first) ?? 0
    func x(_ date: Date) -> Double {
      if length <= 0 { return (Self.left + Self.right) / 2 }
      return Self.left + 12 + date.timeIntervalSince(first) / length * (Self.right - Self.left - 24)
    }
    func y(_ value: Double) -> Double {
      guard bounds.1 > bounds.0 else { return (Self.top + Self.bottom) / 2 }
      let share = min(max((value - bounds.0) / (bounds.1 - bounds.0), 0), 1)
      return Self.bottom - share * (Self.bottom - Self.top)
    }
    var wasShown = false
    var marks: [Mark] = []
    for point in points {
      if let figure = point.shown?.figure {
        marks.append(
          Mark(
            x: x(point.wave.closed), y: y(figure.value), low: y(figure.low), high: y(figure.high),
            isJoined: wasShown && point.link == .joined))
      }
      wasShown = point.shown != nil
    }
    self.marks = marks
    self.target = target.map(y)
    self.events = events.map(x)
    self.bounds = bounds
  }

  /// The chart with its title and description.
  ///
  /// - Parameters:
  ///   - days: What stands below the first and the last wave.
  ///   - label: Writes a value of the measure.
  func svg(
    id: String, title: String, description: String, days: (first: String, last: String), label: (Double) -> String
  ) -> HTML {
    .element(
      "svg",
      [
        "viewBox": "0 0 400 208", "class": "trend", "role": "img", "aria-labelledby": "\(id)-title",
        "aria-describedby": "\(id)-description",
      ]
    ) {
      HTML.element("title", ["id": "\(id)-title"]) { title }
      HTML.element("desc", ["id": "\(id)-description"]) { description }
      grid(label)
      if let target { line("target", (Self.left, target), (Self.right, target)) }
      events.enumerated().map { place, x in
        HTML.joined([
          line("event", (x, Self.top - 4), (x, Self.bottom)),
          text(String(place + 1), (x, Self.top - 8), anchor: "middle"),
        ])
      }
      zip(marks, marks.dropFirst()).filter(\.1.isJoined).map { line("series", ($0.x, $0.y), ($1.x, $1.y)) }
      marks.map { mark in
        HTML.joined([
          line("range", (mark.x, mark.low), (mark.x, mark.high)),
          .element("circle", ["cx": Chart.number(mark.x), "cy": Chart.number(mark.y), "r": "5", "class": "value"]),
        ])
      }
      text(days.first, (Self.left, Self.bottom + 18), anchor: "start")
      if days.last != days.first { text(days.last, (Self.right, Self.bottom + 18), anchor: "end") }
    }
  }

  /// Level lines at the lowest, the middle and the highest value.
  private func grid(_ label: (Double) -> String) -> [HTML] {
    [0.0, 0.5, 1].map { share in
      let y = Self.bottom - share * (Self.bottom - Self.top)
      return .joined([
        line("axis", (Self.left, y), (Self.right, y)),
        text(label(bounds.0 + share * (bounds.1 - bounds.0)), (Self.left - 6, y + 4), anchor: "end"),
      ])
    }
  }

  private func line(_ kind: String, _ start: (Double, Double), _ end: (Double, Double)) -> HTML {
    .element(
      "line",
      [
        "x1": Chart.number(start.0), "y1": Chart.number(start.1), "x2": Chart.number(end.0), "y2": Chart.number(end.1),
        "class": kind,
      ])
  }

  private func text(_ text: String, _ place: (Double, Double), anchor: String) -> HTML {
    .element("text", ["x": Chart.number(place.0), "y": Chart.number(place.1), "text-anchor": anchor]) { text }
  }
}
