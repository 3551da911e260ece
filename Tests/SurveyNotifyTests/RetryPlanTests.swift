import Foundation
import SurveyCore
import Testing

@testable import SurveyNotify

struct RetryPlanTests {
  static let plan = RetryPlan(schedule: DeliveryRules().schedule)

  /// The waits after each attempt, in seconds: the schedule of the design's page on notifications.
  static let waits: [Double] = [5, 300, 1800, 7200, 18000, 36000, 50400, 72000, 86400]

  private func wait(_ outcome: DeliveryOutcome?) -> Double? {
    if case .retry(let time, _)? = outcome { time.timeIntervalSince(exampleTime) } else { nil }
  }

  @Test("retries follow the schedule within 20 %", arguments: Array(waits.enumerated()).map { ($0 + 1, $1) })
  func schedule(_ attempt: Int, _ seconds: Double) throws {
    let result = TransportResult.reply(TransportReply(status: 500))
    for (random, factor) in [(0.0, 0.8), (0.5, 1.0), (1.0, 1.2)] {
      let outcome = Self.plan.outcome(of: result, attempt: attempt, now: exampleTime, random: random)
      #expect(abs(try #require(wait(outcome)) - seconds * factor) < 0.001)
    }
  }

  @Test("after the last attempt the message is dead", arguments: [10, 11, 500])
  func dies(_ attempt: Int) {
    let outcome = Self.plan.outcome(of: .failed(.timedOut), attempt: attempt, now: exampleTime, random: 0)
    #expect(outcome == .dead(reason: "The receiver took too long."))
  }

  @Test("only 2xx is success", arguments: [200, 201, 202, 204, 299])
  func success(_ status: Int) {
    let outcome = Self.plan.outcome(
      of: .reply(TransportReply(status: status)), attempt: 1, now: exampleTime, random: 0)
    #expect(outcome == .delivered(status: status))
  }

  @Test("everything else is tried again", arguments: [101, 301, 302, 307, 400, 401, 404, 429, 500, 503, 599])
  func failure(_ status: Int) {
    let outcome = Self.plan.outcome(
      of: .reply(TransportReply(status: status, body: Data("secret words".utf8))), attempt: 1, now: exampleTime,
      random: 0.5)
    guard case .retry(let time, let reason) = outcome else {
      Issue.record("expected a retry")
      return
    }
    #expect(time == exampleTime.addingTimeInterval(5))
    #expect(reason.contains("\(status)") && !reason.contains("secret"))
  }

  @Test func `410 disables and a cancelled attempt says nothing`() {
    let gone = Self.plan.outcome(of: .reply(TransportReply(status: 410)), attempt: 1, now: exampleTime, random: 0)
    #expect(gone == .disabled(reason: "The receiver is gone (status 410)."))
    #expect(Self.plan.outcome(of: .cancelled, attempt: 1, now: exampleTime, random: 0) == nil)
  }

  struct Header: Sendable {
    let source: String
    let text: String
    let delay: Double?
  }

  static let headers = [
    Header(source: "RFC 9110 10.2.3, seconds", text: "120", delay: 120),
    Header(source: "zero", text: "0", delay: 0),
    Header(source: "cap of 24 h", text: "999999", delay: 86_400),
    Header(source: "longer than any integer", text: "99999999999999999999999999", delay: 86_400),
    Header(source: "RFC 9110 5.6.7, IMF-fixdate", text: "Sun, 01 Mar 2026 09:10:00 GMT", delay: 600),
    Header(source: "RFC 9110 5.6.7, RFC 850 form", text: "Sunday, 01-Mar-26 09:10:00 GMT", delay: 600),
    Header(source: "RFC 9110 5.6.7, asctime form", text: "Sun Mar  1 09:10:00 2026", delay: 600),
    Header(source: "a past date", text: "Sun, 06 Nov 1994 08:49:37 GMT", delay: 0),
    Header(source: "cap of 24 h for a date", text: "Sun, 01 Mar 2037 09:10:00 GMT", delay: 86_400),
    Header(source: "not a number of RFC 9110", text: "-5", delay: nil),
    Header(source: "not a number of RFC 9110", text: "1e3", delay: nil),
    Header(source: "words", text: "later, please", delay: nil),
    Header(source: "nothing", text: "", delay: nil),
  ]

  @Test("Retry-After is read in all its forms", arguments: headers)
  func retryAfter(_ header: Header) {
    #expect(RetryAfter.delay(header.text, now: exampleTime) == header.delay)
  }

  @Test func `the longer of schedule and Retry-After counts`() {
    let reply = { TransportResult.reply(TransportReply(status: 429, retryAfter: $0)) }
    #expect(wait(Self.plan.outcome(of: reply("60"), attempt: 1, now: exampleTime, random: 0.5)) == 60)
    #expect(wait(Self.plan.outcome(of: reply("1"), attempt: 1, now: exampleTime, random: 0.5)) == 5)
    #expect(wait(Self.plan.outcome(of: reply("soon"), attempt: 1, now: exampleTime, random: 0.5)) == 5)
  }
}
