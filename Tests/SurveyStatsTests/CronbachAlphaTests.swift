import SurveyStats
import Testing

@Suite("Cronbach's alpha")
struct CronbachAlphaTests {
  static func items(of scale: ReferenceValues.Reliabilities.Scale) -> [ScoredColumn] {
    scale.columns.enumerated().map { place, bytes in
      ScoredColumn(bytes: bytes, values: Array(1...scale.options), reversed: scale.reversed.contains(place + 1))
    }
  }

  func expect(_ alpha: AlphaEstimate, agreesWith reference: ReferenceValues.Reliability<[ReferenceValues.Item]>) {
    #expect(alpha.cases == reference.cases)
    #expect(alpha.incomplete == reference.incomplete)
    #expect(agrees(alpha.estimate.value, reference.alpha.value))
    #expect(agrees(alpha.estimate.low, reference.alpha.low))
    #expect(agrees(alpha.estimate.high, reference.alpha.high))
    #expect(agrees(alpha.standardised, reference.alphaStandardised))
    #expect(agrees(alpha.averageInterItem, reference.averageInterItem))
    #expect(alpha.items.count == reference.items.count)
    for (item, expected) in zip(alpha.items, reference.items) {
      #expect(agrees(item.itemRest, expected.itemRest))
      #expect((item.alphaIfDropped == nil) == (expected.alphaIfDropped == nil))
      if let dropped = item.alphaIfDropped, let other = expected.alphaIfDropped { #expect(agrees(dropped, other)) }
    }
    #expect(alpha.warnings.count == reference.items.count { $0.itemRest < 0 })
  }

  @Test("agrees with psych::alpha and alpha.ci of R", arguments: ReferenceValues.reliability.scales)
  func reference(_ scale: ReferenceValues.Reliabilities.Scale) throws {
    expect(try cronbachAlpha(of: Self.items(of: scale)), agreesWith: scale.expected)
  }

  @Test("agrees with R on real answers with holes", arguments: ReferenceValues.scoring.scales)
  func holes(_ scale: ReferenceValues.Scorings.Scale) throws {
    expect(try cronbachAlpha(of: ScaleScoresTests.items(of: scale)), agreesWith: scale.reliability)
  }

  @Test(
    "equals R on real answers",
    arguments: [
      ("leadership", "LEAD"), ("task-significance", "TSIG"), ("hostility", "HOSTIL"),
    ])
  func realScale(_ id: String, _ prefix: String) throws {
    let scale = try #require(ReferenceValues.answers.scales[id]).first
    for second in [false, true] {
      let reference = second ? scale.reliabilitySecondReversed : scale.reliability
      let items = try scale.items.map { try #require(reference.items[$0]) }
      expect(
        try cronbachAlpha(of: RealAnswers.scale(prefix, reversed: second ? [1] : [])),
        agreesWith: .init(
          cases: reference.cases, incomplete: reference.incomplete, alpha: reference.alpha,
          alphaStandardised: reference.alphaStandardised, averageInterItem: reference.averageInterItem, items: items))
    }
  }

  @Test func `an item that is turned and declared reversed changes nothing`() throws {
    let items = RealAnswers.scale("LEAD")
    var turned = items
    turned[3] = ScoredColumn(bytes: items[3].bytes.map { 6 - $0 }, values: items[3].values, reversed: true)
    #expect(try cronbachAlpha(of: turned) == cronbachAlpha(of: items))
  }

  @Test func `shifted codes change nothing, stretched ones neither`() throws {
    let items = RealAnswers.scale("LEAD")
    let base = try cronbachAlpha(of: items)
    let shifted = items.map { ScoredColumn(bytes: $0.bytes, values: $0.values.map { $0 - 50 }, reversed: false) }
    #expect(try cronbachAlpha(of: shifted) == base)
    let stretched = items.map { ScoredColumn(bytes: $0.bytes, values: $0.values.map { 200 * $0 }, reversed: false) }
    #expect(agrees(try cronbachAlpha(of: stretched).estimate.value, base.estimate.value))
  }

  @Test func `the order of people and of items doesn't matter`() throws {
    let items = RealAnswers.scale("HOSTIL")
    let base = try cronbachAlpha(of: items)
    let backwards = items.map { ScoredColumn(bytes: $0.bytes.reversed(), values: $0.values, reversed: false) }
    #expect(try cronbachAlpha(of: backwards) == base)
    let mixed = try cronbachAlpha(of: items.reversed())
    #expect(mixed.estimate == base.estimate)
    #expect(mixed.items == base.items.reversed())
  }

  @Test func `selected rows give what their own columns give`() throws {
    let items = RealAnswers.scale("TSIG")
    let rows = stride(from: 1, to: UInt32(2042), by: 3).map { $0 }
    let own = items.map { item in
      ScoredColumn(bytes: rows.map { item.bytes[Int($0)] }, values: item.values, reversed: false)
    }
    #expect(try cronbachAlpha(of: items, rows: .rows(rows)) == cronbachAlpha(of: own))
  }

  @Test func `people repeated over many blocks leave the coefficients alone`() throws {
    let items = ScaleScoresTests.items(of: ReferenceValues.scoring.scales[0])
    let many = items.map { item in
      ScoredColumn(bytes: (0..<5).flatMap { _ in item.bytes }, values: item.values, reversed: item.reversed)
    }
    let once = try cronbachAlpha(of: items)
    let often = try cronbachAlpha(of: many)
    #expect(often.cases == 5 * once.cases)
    #expect(agrees(often.estimate.value, once.estimate.value))
    #expect(agrees(often.standardised, once.standardised))
  }

  @Test func `two identical columns are perfectly consistent`() throws {
    let column = ScoredColumn(bytes: [1, 2, 5, 3, 3], values: [1, 2, 3, 4, 5], reversed: false)
    let alpha = try cronbachAlpha(of: [column, column])
    #expect(alpha.estimate.value == 1)
    #expect(alpha.estimate.low == 1)
    #expect(alpha.estimate.high == 1)
    #expect(agrees(alpha.standardised, 1))
    #expect(agrees(alpha.items[0].itemRest, 1))
    #expect(alpha.items[0].alphaIfDropped == nil)
  }

  @Test func `codes at the largest span over more than a block stay exact`() throws {
    let bytes = (0..<10_000).map { UInt8($0 % 3 == 0 ? 1 : 2) }
    let wide = ScoredColumn(bytes: bytes, values: [0, 1000], reversed: false)
    let narrow = ScoredColumn(bytes: bytes, values: [0, 1], reversed: true)
    #expect(try cronbachAlpha(of: [wide, wide, wide]).estimate.value == 1)
    #expect(try cronbachAlpha(of: [narrow, narrow]).estimate.value == 1)
  }

  @Test func `an item against its scale gives a warning and is never turned`() throws {
    let alpha = try cronbachAlpha(of: RealAnswers.scale("LEAD", reversed: [6]))
    #expect(alpha.items[6].itemRest < 0)
    #expect(
      alpha.warnings == [
        "Item 7 correlates negatively with the sum of the others: check whether it has to be reversed."
      ])
  }

  static let degenerateCases: [(source: String, columns: [[UInt8]], error: StatisticsError)] = [
    ("one item", [[1, 2]], .tooFew(what: "items", required: 2, given: 1)),
    ("one respondent", [[1], [2]], .tooFew(what: "people who answered every item", required: 2, given: 1)),
    ("nobody", [[], []], .tooFew(what: "people who answered every item", required: 2, given: 0)),
    (
      "all missing", [[0, 253, 254, 255], [1, 2, 3, 4]],
      .tooFew(what: "people who answered every item", required: 2, given: 0)
    ),
    ("one item without variance", [[1, 2, 3], [4, 4, 4]], .noVariance(of: "item 2")),
    ("items that cancel out", [[1, 2, 4], [5, 4, 2]], .noVariance(of: "the sum of the items")),
    (
      "items that cancel out without the third", [[1, 2, 4], [5, 4, 2], [1, 2, 2]],
      .noVariance(of: "the sum of the items without item 3")
    ),
    (
      "items that run against each other with different spread", [[1, 3], [5, 1]],
      .invalid(what: "mean correlation", required: "above -1", given: "-1")
    ),
    ("different lengths", [[1, 2, 3], [1, 2]], .unequalLengths(expected: 3, given: 2)),
  ]

  @Test("degenerate input is refused", arguments: degenerateCases)
  func degenerate(_ example: (source: String, columns: [[UInt8]], error: StatisticsError)) {
    #expect(throws: example.error, "\(example.source)") {
      try cronbachAlpha(
        of: example.columns.map { ScoredColumn(bytes: $0, values: [1, 2, 3, 4, 5], reversed: false) })
    }
  }
}
