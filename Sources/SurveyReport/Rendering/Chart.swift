import SurveyCore

/// Small charts in SVG. Each has a title and a description, and tells its parts apart by pattern and place, not by colour alone; the
/// numbers stand beside it in the table.
enum Chart {
  /// The patterns that charts fill with; once per page.
  static var patterns: HTML {
    .element("svg", ["width": "0", "height": "0", "class": "patterns", "aria-hidden": "true", "focusable": "false"]) {
      HTML.element("defs") {
        HTML.element(
          "pattern",
          [
            "id": "stripes", "width": "5", "height": "5", "patternUnits": "userSpaceOnUse",
            "patternTransform": "rotate(45)",
          ]
        ) {
          HTML.element("rect", ["width": "5", "height": "5", "class": "stripe-ground"])
          HTML.element("rect", ["width": "2.5", "height": "5", "class": "stripe"])
        }
      }
    }
  }

  /// Unfavourable to the left, favourable to the right of the middle of neutral.
  static func diverging(_ row: ItemRow, id: String, title: String, description: String) -> HTML {
    let middle = 100.0
    let neutralStart = middle - Double(row.neutral) / 2
    let neutralEnd = neutralStart + Double(row.neutral)
    return svg("bar", width: 200, id: id, title: title, description: description) {
      bar(from: neutralStart - Double(row.unfavourable), width: Double(row.unfavourable), "unfavourable")
      bar(from: neutralStart, width: Double(row.neutral), "neutral")
      bar(from: neutralEnd, width: Double(row.favourable), "favourable")
      HTML.element(
        "line", ["x1": number(middle), "x2": number(middle), "y1": "0", "y2": "16", "class": "middle"])
    }
  }

  /// A value with its interval on the range of the measure, and the target as an upright mark.
  static func interval(
    _ figure: IndicatorFigure, bounds: (Double, Double), id: String, title: String, description: String
  ) -> HTML {
    func place(_ value: Double) -> Double {
      guard bounds.1 > bounds.0 else { return 100 }
      return 4 + min(max((value - bounds.0) / (bounds.1 - bounds.0), 0), 1) * 192
    }
    return svg("interval", width: 200, id: id, title: title, description: description) {
      HTML.element("line", ["x1": "4", "x2": "196", "y1": "8", "y2": "8", "class": "axis"])
      HTML.element(
        "line",
        ["x1": number(place(figure.low)), "x2": number(place(figure.high)), "y1": "8", "y2": "8", "class": "range"])
      HTML.element("circle", ["cx": number(place(figure.value)), "cy": "8", "r": "4.5", "class": "value"])
      if let target = figure.target {
        HTML.element(
          "line", ["x1": number(place(target)), "x2": number(place(target)), "y1": "1", "y2": "15", "class": "target"])
      }
    }
  }

  /// A share as a filled part of a line; only decoration, since the number stands beside it.
  static func progress(_ share: Double, label: String?) -> HTML {
    let attributes: KeyValuePairs =
      label.map { ["viewBox": "0 0 200 16", "class": "progress", "role": "img", "aria-label": $0] }
      ?? ["viewBox": "0 0 200 16", "class": "progress", "aria-hidden": "true", "focusable": "false"]
    return .element("svg", attributes) {
      HTML.element("rect", ["x": "0", "y": "3", "width": "200", "height": "10", "class": "ground"])
      HTML.element("rect", ["x": "0", "y": "3", "width": number(share * 200), "height": "10", "class": "favourable"])
    }
  }

  private static func svg(
    _ kind: String, width: Int, id: String, title: String, description: String, @HTMLBuilder _ content: () -> HTML
  ) -> HTML {
    .element(
      "svg",
      [
        "viewBox": "0 0 \(width) 16", "class": kind, "role": "img",
        "aria-labelledby": "\(id)-title", "aria-describedby": "\(id)-description",
      ]
    ) {
      HTML.element("title", ["id": "\(id)-title"]) { title }
      HTML.element("desc", ["id": "\(id)-description"]) { description }
      content()
    }
  }

  private static func bar(from start: Double, width: Double, _ kind: String) -> HTML {
    if width == 0 { return .nothing }
    return .element(
      "rect", ["x": number(start), "y": "2", "width": number(width), "height": "12", "class": kind])
  }

  /// A coordinate with at most two decimals.
  static func number(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    if hundredths.isMultiple(of: 100) { return String(hundredths / 100) }
    return String(Double(hundredths) / 100)
  }
}
