import SurveyStats
import Testing

@Suite("Scale scores")
struct ScaleScoresTests {
  /// The columns of a reference scale: real answers with the stored holes.
  static func items(of scale: ReferenceValues.Scorings.Scale) -> [ScoredColumn] {
    var columns = RealAnswers.scale(String(scale.prefix.dropFirst())).map(\.bytes)
    for hole in scale.holes { columns[hole[0]][hole[1]] = UInt8(hole[2]) }
    return columns.enumerated().map { place, bytes in
      ScoredColumn(
        bytes: bytes, values: Array(scale.lowest..<(scale.lowest + scale.options)),
        reversed: scale.reversed.contains(place + 1))
    }
  }

  @Test("agrees with R on real answers with holes", arguments: ReferenceValues.scoring.scales)
  func reference(_ scale: ReferenceValues.Scorings.Scale) throws {
    let items = Self.items(of: scale)
    for reference in scale.scores {
      let rule = reference.first
      let scores = try scaleScores(
        of: items, scoring: rule.scoring == "sum" ? .sum : .mean, minimumAnswered: rule.minimumAnswered)
      #expect(scores.withoutScore == rule.withoutScore)
      #expect(scores.complete == scale.complete)
      #expect(scores.complete + scores.incomplete == reference.second.n)
      #expect(try scores.distribution.agrees(with: reference.second), "\(scale.id) \(rule)")
    }
  }

  @Test("equals R on real answers", arguments: ["leadership", "task-significance", "hostility"])
  func realScale(_ id: String) throws {
    let prefix = ["leadership": "LEAD", "task-significance": "TSIG", "hostility": "HOSTIL"]
    let items = RealAnswers.scale(try #require(prefix[id]))
    let reference = try #require(ReferenceValues.answers.scales[id])
    let scores = try scaleScores(of: items, scoring: .mean, minimumAnswered: items.count)
    #expect(try scores.distribution.agrees(with: reference.second))
    #expect(scores.withoutScore == 0)
  }

  let answers: [ScoredColumn] = [
    ScoredColumn(bytes: [1, 5, 4, 0, 3], values: [1, 2, 3, 4, 5], reversed: false),
    ScoredColumn(bytes: [2, 4, 255, 0, 3], values: [1, 2, 3, 4, 5], reversed: false),
    ScoredColumn(bytes: [5, 1, 254, 253, 3], values: [1, 2, 3, 4, 5], reversed: true),
  ]

  @Test func `a mean is that of the answered items, a sum is prorated`() throws {
    // By hand: person 1 has 1, 2, 1; person 2 has 5, 4, 5; person 3 only 4; person 4 nothing; person 5 has 3, 3, 3.
    let means = try scaleScores(of: answers, scoring: .mean, minimumAnswered: 1)
    #expect(means.distribution == Distribution(values: [4.0 / 3, 14.0 / 3, 4, 3], counts: [1, 1, 1, 1]))
    #expect(means.withoutScore == 1)
    #expect(means.incomplete == 1)
    let sums = try scaleScores(of: answers, scoring: .sum, minimumAnswered: 1)
    #expect(sums.distribution == Distribution(values: [4, 14, 12, 9], counts: [1, 1, 1, 1]))
    let strict = try scaleScores(of: answers, scoring: .sum, minimumAnswered: 2)
    #expect(strict.distribution == Distribution(values: [4, 14, 9], counts: [1, 1, 1]))
    #expect(strict.withoutScore == 2)
  }

  @Test func `equal scores of people with different gaps are one value`() throws {
    let items = [[1, 2], [0, 2], [2, 1]].map { ScoredColumn(bytes: $0, values: [1, 2], reversed: false) }
    let scores = try scaleScores(of: items + [items[1]], scoring: .mean, minimumAnswered: 2, rows: .rows([0, 0]))
    #expect(scores.distribution == Distribution(values: [1.5], counts: [2]))
  }

  @Test func `selected rows are scored alone, and parts add up to the whole`() throws {
    let whole = try scaleScores(of: answers, scoring: .mean, minimumAnswered: 2)
    let parts = try [[0, 2], [1, 3, 4]].map {
      try scaleScores(of: answers, scoring: .mean, minimumAnswered: 2, rows: .rows($0))
    }
    #expect(parts[0].distribution.n + parts[1].distribution.n == whole.distribution.n)
    #expect(parts[0].withoutScore + parts[1].withoutScore == whole.withoutScore)
  }

  @Test func `people repeated over many blocks keep their scores`() throws {
    let items = Self.items(of: ReferenceValues.scoring.scales[0])
    let many = items.map { item in
      ScoredColumn(bytes: (0..<5).flatMap { _ in item.bytes }, values: item.values, reversed: item.reversed)
    }
    let once = try scaleScores(of: items, scoring: .mean, minimumAnswered: 6)
    let often = try scaleScores(of: many, scoring: .mean, minimumAnswered: 6)
    #expect(often.distribution.values == once.distribution.values)
    #expect(often.distribution.counts == once.distribution.counts.map { 5 * $0 })
    #expect(often.withoutScore == 5 * once.withoutScore)
  }

  @Test func `nobody with enough answers gives an empty distribution`() throws {
    let scores = try scaleScores(
      of: [ScoredColumn(bytes: [0, 253, 254, 255], values: [1, 2], reversed: false)], scoring: .mean,
      minimumAnswered: 1)
    #expect(scores.distribution.n == 0)
    #expect(scores.withoutScore == 4)
  }

  @Test func `impossible input is refused`() {
    #expect(throws: StatisticsError.tooFew(what: "items", required: 1, given: 0)) {
      try scaleScores(of: [], scoring: .mean, minimumAnswered: 1)
    }
    for minimum in [0, 4] {
      #expect(throws: StatisticsError.self) { try scaleScores(of: answers, scoring: .mean, minimumAnswered: minimum) }
    }
    #expect(throws: StatisticsError.unequalLengths(expected: 5, given: 1)) {
      try scaleScores(
        of: answers + [ScoredColumn(bytes: [1], values: [1, 2, 3, 4, 5], reversed: false)], scoring: .mean,
        minimumAnswered: 1)
    }
    #expect(throws: StatisticsError.invalid(what: "row selection", required: "rows below 5", given: "row 5")) {
      try scaleScores(of: answers, scoring: .mean, minimumAnswered: 1, rows: .rows([5]))
    }
  }

  @Test("a byte outside the answer set is never taken for missing", arguments: [3, 250, 251, 252] as [UInt8])
  func undefined(_ byte: UInt8) {
    #expect(throws: StatisticsError.self) {
      try scaleScores(
        of: [ScoredColumn(bytes: [1, 2, byte], values: [1, 2], reversed: false)], scoring: .mean, minimumAnswered: 1)
    }
  }

  @Test("answer sets that can't be scored are refused", arguments: [[], [1, 1002], [Int.min, Int.max]])
  func answerSets(_ values: [Int]) {
    #expect(throws: StatisticsError.self) {
      try scaleScores(
        of: [ScoredColumn(bytes: [0], values: values, reversed: false)], scoring: .mean, minimumAnswered: 1)
    }
  }
}
