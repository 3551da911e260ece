import Foundation
import Testing

@testable import SurveyCore
@testable import SurveyNotify

struct NotificationEventTests {
  static func figure(_ id: String, title: String = "Safe to speak") -> IndicatorFigure {
    IndicatorFigure(
      id: id, title: LocalizedText([.nl: "Veilig om te spreken", .en: title]), measure: .favourable, direction: .up,
      value: 71.5, low: 68.25, high: 74.5, target: 75, previous: 69,
      change: IndicatorFigure.Change(value: 2.5, low: -1, high: 6))
  }

  static func key(_ id: String, _ group: Group = .total) -> CellKey {
    CellKey(variable: id, group: group)
  }

  static func published(_ indicators: Released<IndicatorFigure>) -> NotificationEvent {
    .reportPublished(
      wave: "spring", plan: "leadership-summary", link: "https://example.org/results/spring", indicators: indicators,
      hiddenGroups: 3, ledgerHead: "9f86d081", at: exampleTime)
  }

  static let indicators = Released<IndicatorFigure>(cells: [
    (key("speaking"), .shown(figure("speaking"), respondents: 412)),
    (key("belonging"), .suppressed(Suppression(reason: .small, because: [], showInstead: nil))),
    (
      key("fairness"),
      .suppressed(Suppression(reason: .difference, because: [Group(["unit": "A12"])], showInstead: .total))
    ),
    (key("pride"), .banded(Band(favourable: 0.9...1))),
    (key("calm"), .banded(Band(favourable: nil))),
    (key("mentors"), .empty(.notAsked)),
    (key("speaking", Group(["unit": "A12"])), .shown(figure("speaking"), respondents: 7)),
  ])

  private func text(_ message: OutboxMessage?) throws -> String {
    String(decoding: try #require(message).body, as: UTF8.self)
  }

  @Test func `a thin message says what happened and nothing more`() throws {
    let message = Self.published(Self.indicators).message(
      for: .sample(to: "https://example.org/hook"), id: "msg_1")
    #expect(
      try text(message) == """
        {"data":{"ledger":"9f86d081","link":"https://example.org/results/spring","plan":"leadership-summary",\
        "wave":"spring"},"timestamp":"2026-03-01T09:00:00Z","type":"report.published"}
        """)
    #expect(message?.id == "msg_1")
    #expect(message?.event == "report.published")
    #expect(message?.subscription == "leadership")
    #expect(message?.occurredAt == exampleTime)
  }

  @Test func `a full message has the figures of everybody as they were released`() throws {
    let message = Self.published(Self.indicators).message(
      for: .sample(to: "https://example.org/hook", full: true), id: "msg_1")
    #expect(
      try text(message) == """
        {"data":{"hidden":{"groups":3},"indicators":[\
        {"change":{"high":6,"low":-1,"value":2.5},"direction":"up","high":74.5,"id":"speaking","low":68.25,\
        "measure":"favourable","n":412,"previous":69,"target":75,\
        "title":{"en":"Safe to speak","nl":"Veilig om te spreken"},"value":71.5},\
        {"id":"belonging","suppressed":{"reason":"small"}},\
        {"id":"fairness","suppressed":{"reason":"difference"}},\
        {"band":{"favourable":{"high":1,"low":0.9}},"id":"pride"},\
        {"band":{},"id":"calm"},\
        {"empty":"not-asked","id":"mentors"}],\
        "ledger":"9f86d081","link":"https://example.org/results/spring","plan":"leadership-summary",\
        "wave":"spring"},"timestamp":"2026-03-01T09:00:00Z","type":"report.published"}
        """)
  }

  @Test func `opening and closing a wave tell dates and titles in the languages of the subscription`() throws {
    var subscription = Subscription.sample(to: "https://example.org/hook")
    subscription.languages = [.nl]
    let opened = NotificationEvent.waveOpened(
      wave: "spring", surveyTitle: LocalizedText([.nl: "Erbij horen", .en: "Belonging"]), opens: exampleTime,
      closes: exampleTime.addingTimeInterval(86_400), at: exampleTime)
    #expect(
      try text(opened.message(for: subscription, id: "msg_1")) == """
        {"data":{"closes":"2026-03-02T09:00:00Z","opens":"2026-03-01T09:00:00Z","survey":{"nl":"Erbij horen"},\
        "wave":"spring"},"timestamp":"2026-03-01T09:00:00Z","type":"wave.opened"}
        """)
    let closed = NotificationEvent.waveClosed(wave: "spring", at: exampleTime)
    #expect(
      try text(closed.message(for: subscription, id: "msg_2")) == """
        {"data":{"wave":"spring"},"timestamp":"2026-03-01T09:00:00Z","type":"wave.closed"}
        """)
  }

  @Test func `a subscription gets only the events that it names`() {
    var subscription = Subscription.sample(to: "https://example.org/hook")
    subscription.events = ["report.published"]
    #expect(NotificationEvent.waveClosed(wave: "spring", at: exampleTime).message(for: subscription, id: "x") == nil)
    #expect(Self.published(Self.indicators).message(for: subscription, id: "x") != nil)
  }

  @Test(
    "a body stays under 20 KB by leaving out whole indicators, and says how many",
    arguments: [0, 1, 20, 60, 61, 62, 63, 64, 65, 70, 80, 100, 1000])
  func staysSmall(_ count: Int) throws {
    let many = Released<IndicatorFigure>(
      cells: (0..<count).map {
        (Self.key("i\($0)"), .shown(Self.figure("i\($0)", title: String(repeating: "é", count: 50)), respondents: 50))
      })
    let message = try #require(
      Self.published(many).message(for: .sample(to: "https://example.org/hook", full: true), id: "msg_1"))
    #expect(message.body.count < 20_000)
    let json = try #require(try JSONSerialization.jsonObject(with: message.body) as? [String: Any])
    let data = try #require(json["data"] as? [String: Any])
    let kept = try #require(data["indicators"] as? [Any]).count
    #expect(kept + (data["left-out"] as? Int ?? 0) == count)
    #expect(kept == count || message.body.count > 19_000)
  }

  @Test func `a figure that isn't a number becomes null, never a word`() throws {
    #expect(
      String(decoding: JSONValue.array([.number(.nan), .number(.infinity), .null]).bytes, as: UTF8.self)
        == "[null,null,null]")
  }

  @Test func `ids are of equal length and come from the generator`() {
    struct Zero: RandomNumberGenerator {
      mutating func next() -> UInt64 { 0 }
    }
    var zero = Zero()
    #expect(NotificationEvent.newMessageID(using: &zero) == "msg_" + String(repeating: "0", count: 32))
    var system = SystemRandomNumberGenerator()
    let ids = Set((0..<1000).map { _ in NotificationEvent.newMessageID(using: &system) })
    #expect(ids.count == 1000 && ids.allSatisfy { $0.count == 36 })
  }
}
