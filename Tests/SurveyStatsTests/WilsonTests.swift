import SurveyStats
import Testing

@Suite("Wilson interval")
struct WilsonTests {
  @Test("agrees with prop.test(correct = FALSE) of R", arguments: ReferenceValues.intervals.wilson)
  func reference(_ reference: ReferenceValues.Intervals.Proportion) throws {
    let level = try #require(reference.level)
    let interval = try wilsonInterval(successes: reference.k, of: reference.n, level: level)
    #expect(agrees(interval.low, reference.low))
    #expect(agrees(interval.high, reference.high))
    #expect(interval.value == Double(reference.k) / Double(reference.n))
    #expect(interval.n == reference.n)
    #expect(interval.method.rawValue == "wilson")
  }

  @Test("equals R on real answers", arguments: ReferenceValues.answers.items.keys.sorted())
  func realItem(_ name: String) throws {
    let reference = try #require(ReferenceValues.answers.items[name])
    let distribution = Distribution(
      of: CodeCounts(of: try #require(RealAnswers.columns[name])), values: RealAnswers.codes(of: name))
    let (bottom, top): (Double, Double) = name.hasPrefix("HOSTIL") ? (1, 3) : (2, 4)
    for (count, share) in [
      (distribution.count { $0 >= top }, reference.first.favourable),
      (distribution.count { $0 <= bottom }, reference.first.unfavourable),
    ] {
      let interval = try wilsonInterval(successes: count, of: distribution.n)
      #expect(count == share.count)
      #expect(agrees(interval.value, share.share))
      #expect(agrees(interval.low, share.low))
      #expect(agrees(interval.high, share.high))
    }
  }

  @Test("stays within 0…1 and ends there exactly", arguments: [1, 2, 7, 100, 1_000_000])
  func ends(_ n: Int) throws {
    #expect(try wilsonInterval(successes: 0, of: n).low == 0)
    #expect(try wilsonInterval(successes: n, of: n).high == 1)
  }

  @Test func `success and failure mirror each other`() throws {
    for successes in 0...23 {
      let interval = try wilsonInterval(successes: successes, of: 23)
      let mirror = try wilsonInterval(successes: 23 - successes, of: 23)
      #expect(agrees(interval.low, 1 - mirror.high))
      #expect(interval.low <= interval.value && interval.value <= interval.high)
    }
  }

  @Test func `impossible input is refused`() {
    #expect(throws: StatisticsError.tooFew(what: "observations", required: 1, given: 0)) {
      try wilsonInterval(successes: 0, of: 0)
    }
    #expect(throws: StatisticsError.invalid(what: "count", required: "0…5", given: "6")) {
      try wilsonInterval(successes: 6, of: 5)
    }
    #expect(throws: StatisticsError.self) { try wilsonInterval(successes: -1, of: 5) }
    #expect(throws: StatisticsError.self) { try wilsonInterval(successes: 1, of: 5, level: 1) }
    #expect(throws: StatisticsError.self) { try wilsonInterval(successes: 1, of: 5, level: .nan) }
  }
}
