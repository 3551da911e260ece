import Foundation
import SurveyCore
import Testing

@testable import SurveyReport

@Suite struct TrendTests {
  typealias Sample = SampleReport

  static let plan = ReportPlan(
    id: "trend", title: Sample.text("Trend"), audience: Sample.text("everybody"), languages: Language.allCases,
    blocks: [.trend(of: ["speaking"])])

  /// Some favourable answers to both items of the safety scale, all others unfavourable.
  static func table(_ favourable: Int, of count: Int, changing change: (inout Survey) -> Void = { _ in })
    -> ResponseTable
  {
    var survey = Sample.survey
    change(&survey)
    let records = (0..<count).map { person in
      Sample.record(ps1: person < favourable ? 1 : 5, ps2: person < favourable ? 5 : 1, unit: 3, status: 1)
    }
    return ResponseTable(survey: survey, organisation: Sample.organisation, records: records.flatMap(\.self))
  }

  /// Waves a year apart, the last of them that of ``SampleReport/facts(mode:respondents:reported:)``.
  static func report(_ tables: [ResponseTable], plan: ReportPlan = plan) -> Report {
    let last = Sample.facts().closed
    let earlier = tables.dropLast().enumerated().map { place, table in
      let years = Double(place + 1 - tables.count)
      return (wave: "w\(place + 1)", closed: last.addingTimeInterval(years * 365.25 * 86_400), table: table)
    }
    return Sample.report(tables[tables.count - 1], plan: plan, history: Sample.history(earlier))
  }

  static func indicator(_ id: String, of wave: Int, in report: Report) -> JSONValue? {
    guard case .array(let series)? = report.json["series"], case .array(let all)? = series[wave]["indicators"] else {
      return nil
    }
    return all.first { $0["id"] == .string(id) }
  }

  static func number(_ value: JSONValue?) -> Double {
    if case .number(let number)? = value { number } else { .nan }
  }

  @Test func `waves stand in order, each with the change since the one before and its method`() {
    // Newcombe (1998), method 10: 56/70 against 48/80 gives 0.0524 to 0.3339.
    let report = Self.report([Self.table(48, of: 80), Self.table(56, of: 70)])
    guard case .array(let series)? = report.json["series"] else { return #expect(Bool(false)) }
    #expect(series.map { $0["wave"] } == ["w1", "autumn"])
    #expect(series.map { $0["closed"] } == ["2025-10-14T18:00:00Z", "2026-10-15T00:00:00Z"])
    #expect(Self.indicator("speaking", of: 0, in: report)?["change"] == nil)
    let newest = Self.indicator("speaking", of: 1, in: report)
    #expect(newest?["previous"] == 60.0 && newest?["target"] == 75.0 && newest?["n"] == 70)
    #expect(abs(Self.number(newest?["change"]?["low"]) - 5.24) < 0.005)
    #expect(abs(Self.number(newest?["change"]?["high"]) - 33.39) < 0.005)
    #expect(newest?["change"]?["method"] == "newcombe-10")
    #expect(report.json["indicators"] == .array([newest].compactMap(\.self)))
  }

  @Test func `under eight waves nothing is tested, from eight on slopes are per year`() throws {
    func report(_ waves: Int) -> Report { Self.report((0..<waves).map { Self.table(40 + 2 * $0, of: 100) }) }
    let few = report(7)
    #expect(few.json["trends"] == [["id": "speaking", "waves": 7, "untested": ["required": 8]]])
    let many = report(8)
    guard case .array(let trends)? = many.json["trends"], let trend = trends.first else { return #expect(Bool(false)) }
    #expect(trend["mannKendall"]?["s"] == 28)
    // Each wave has two more of a hundred.
    #expect(abs(Self.number(trend["senSlope"]?["value"]) - 2) < 1e-9)
    #expect(abs(Self.number(trend["cochranArmitage"]?["slope"]) - 2) < 1e-9)
    // numpy: k = arange(40, 55, 2); t = arange(8) - 3.5; (t @ k)**2 / (0.47 * 0.53 * 100 * (t @ t)) gives 6.744279405861101.
    #expect(abs(Self.number(trend["cochranArmitage"]?["x2"]) - 6.744279405861101) < 1e-9)
    #expect(trend["adjusted"]?["p"] == trend["mannKendall"]?["p"])
    #expect(Self.words(many).contains("Over 8 waves there is a clear rise."))
    #expect(Self.words(few).contains("Fewer than 8 waves have a comparable figure."))
  }

  @Test func `several indicators are one family of tests`() {
    var plan = Self.plan
    plan.blocks = [.trend(of: ["speaking", "level"])]
    let report = Self.report((0..<8).map { Self.table(40 + 2 * $0, of: 100) }, plan: plan)
    guard case .array(let trends)? = report.json["trends"] else { return #expect(Bool(false)) }
    for trend in trends {
      #expect(abs(Self.number(trend["adjusted"]?["p"]) - 2 * Self.number(trend["mannKendall"]?["p"])) < 1e-12)
      #expect((trend["cochranArmitage"] == nil) == (trend["id"] == "level"))
    }
  }

  @Test("the line begins anew where something else is measured", arguments: ["answers", "items", "score", "threshold"])
  func breaks(_ what: String) {
    let changed = Self.table(30, of: 60) { survey in
      switch what {
      case "answers": survey.sections[0].items[1].kind = Sample.choice("agree", 1...5, favourable: [5])
      case "items": (survey.scales[0].items, survey.scales[0].minimumAnswered) = (["ps2"], 1)
      case "score": survey.scales[0].score = .sum
      default: survey.scales[0].favourableFrom = 4
      }
    }
    let report = Self.report([Self.table(48, of: 80), changed, Self.table(30, of: 60)])
    for wave in [1, 2] {
      let indicator = Self.indicator("speaking", of: wave, in: report)
      #expect(indicator?["value"] != nil && indicator?["change"] == nil && indicator?["comparable"] == false)
    }
    #expect(Self.words(report).contains("not comparable: the questions have changed"))
    #expect(report.json["trends"] == [["id": "speaking", "waves": 1, "untested": ["required": 8]]])
  }

  @Test func `an indicator that earlier waves don't have is measured for the first time`() {
    let without = Self.table(48, of: 80) { $0.indicators.removeAll { $0.id == "speaking" } }
    let report = Self.report([without, Self.table(30, of: 60)])
    #expect(Self.indicator("speaking", of: 0, in: report) == nil)
    let first = Self.indicator("speaking", of: 1, in: report)
    #expect(first?["value"] != nil && first?["comparable"] == nil)
    #expect(Self.words(report).contains("first time measured"))
    #expect(!Self.words(report).contains("not comparable"))
  }

  @Test func `an item that keeps its concept stays comparable under another id`() {
    func named(_ id: String) -> ResponseTable {
      Self.table(30, of: 60) { survey in
        survey.sections[0].items[1].id = id
        survey.sections[0].items[1].concept = "speak-up"
        survey.scales[0].items[1] = id
        survey.indicators.removeAll { $0.id == "index" }
      }
    }
    #expect(Self.indicator("speaking", of: 1, in: Self.report([named("ps2"), named("ps2b")]))?["change"] != nil)
  }

  @Test func `what a wave hides stays hidden, and nothing is compared with it`() {
    let report = Self.report([
      Self.table(48, of: 80), Self.table(2, of: 4), Self.table(60, of: 61), Self.table(30, of: 60),
    ])
    let hidden = Self.indicator("speaking", of: 1, in: report)
    #expect(hidden == ["id": "speaking", "suppressed": ["reason": "small", "because": []]])
    let banded = Self.indicator("speaking", of: 2, in: report)
    #expect(banded == ["id": "speaking", "band": ["favourable": ["low": 0.9, "high": 1.0]]])
    let newest = Self.indicator("speaking", of: 3, in: report)
    #expect(newest?["value"] != nil && newest?["previous"] == nil && newest?["change"] == nil)
    #expect(report.trend?.isHidden == false)
    #expect(Self.report([Self.table(2, of: 4)]).trend?.isHidden == true)
  }

  @Test func `a wave in which an indicator can't be computed says so`() {
    let impossible = Self.table(48, of: 80) { survey in
      survey.indicators[0].of = "tenure"
      survey.indicators[0].measure = .mean
    }
    let several = Sample.planted
    let report = Self.report([
      ResponseTable(
        survey: impossible.survey, organisation: several.organisation, respondents: several.respondents,
        columns: several.columns),
      Self.table(30, of: 60),
    ])
    #expect(Self.indicator("speaking", of: 0, in: report)?["error"] != nil)
    for language in Language.allCases {
      let text = report.text(in: language, style: TerminalStyle(colour: false, width: 400))
      #expect(text.contains(Phrase.notComputable.text(in: language)))
    }
  }

  @Test func `events between the first and the last wave are told, others not`() {
    let report = Self.report([Self.table(48, of: 80), Self.table(56, of: 70)])
    guard case .array(let events)? = report.json["events"] else { return #expect(Bool(false)) }
    #expect(events.map { $0["date"] } == ["2026-03-01"])
    #expect(events.first?["label"]?["fr"] == "Training (fr)")
    for language in Language.allCases {
      for rendering in [
        report.html(in: language).source,
        report.text(in: language, style: TerminalStyle(colour: false, width: 400)),
      ] {
        #expect(rendering.contains("Training (\(language.rawValue))"))
        #expect(!rendering.contains("Long ago"))
      }
    }
  }

  @Test func `the page has a chart with title and description, unique ids, and a table beside it`() {
    let html = Self.report([Self.table(48, of: 80), Self.table(2, of: 4), Self.table(56, of: 70)]).html(in: .en).source
    #expect(html.contains(#"aria-labelledby="block-1-speaking-chart-title""#))
    #expect(html.contains("14 October 2024: 60%; 14 October 2025: hidden; 14 October 2026: 80%</desc>"))
    #expect(html.contains("+20") == false, "nothing is compared with a hidden wave")
    let ids = html.matches(of: /\sid="([^"]+)"/).map { String($0.output.1) }
    #expect(Set(ids).count == ids.count)
    for reference in html.matches(of: /aria-(?:labelledby|describedby)="([^"]+)"/) {
      #expect(ids.contains(String(reference.output.1)))
    }
  }

  static func words(_ report: Report) -> String {
    report.text(in: .en, style: TerminalStyle(colour: false, width: 400))
  }
}
