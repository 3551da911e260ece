import Foundation
import SurveyCore
import Testing

@testable import SurveyReport

@Suite struct TrendChartTests {
  @Test func `dots stand at their dates and values, joined where both are shown`() throws {
    let report = TrendTests.report([
      TrendTests.table(50, of: 100), TrendTests.table(25, of: 100), TrendTests.table(2, of: 4),
      TrendTests.table(75, of: 100), TrendTests.table(20, of: 80),
    ])
    let trend = try #require(report.trend)
    let indicator = try #require(trend.indicators.first)
    let halfWay = trend.waves[1].closed.addingTimeInterval(365.25 * 43_200)
    let chart = TrendChart(trend.points(of: indicator), bounds: (0, 100), target: 75, events: [halfWay])
    // From 68 to 376 for four years, and from 184 to 22 for 0 to 100.
    #expect(chart.marks.map(\.x) == [68, 145, 299, 376])
    #expect(chart.marks.map(\.y) == [103, 143.5, 62.5, 143.5])
    #expect(chart.marks.map(\.isJoined) == [false, true, false, true])
    #expect(chart.target == 62.5)
    #expect(chart.events == [183.5])
    #expect(chart.marks.allSatisfy { $0.high < $0.y && $0.y < $0.low })
    let svg = chart.svg(id: "x", title: "T", description: "D", days: ("a", "b")) { String($0) }.source
    #expect(svg.matches(of: /class="series"/).count == 2)
    #expect(svg.contains(#"<line x1="183.5" y1="18" x2="183.5" y2="184" class="event"/>"#))
  }

  @Test func `a single wave stands in the middle`() throws {
    let trend = try #require(TrendTests.report([TrendTests.table(50, of: 100)]).trend)
    let chart = TrendChart(trend.points(of: trend.indicators[0]), bounds: (0, 100), target: nil, events: [])
    #expect(chart.marks.map(\.x) == [222])
  }
}
