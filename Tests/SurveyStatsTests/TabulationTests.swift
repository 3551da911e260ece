import SurveyStats
import SurveyTestSupport
import Testing

@Suite("Tabulation")
struct TabulationTests {
  /// Made-up answers of a survey with every kind of item, scale and attribute.
  private struct Answers {
    let items: [ScoredColumn]
    let attributes: [GroupColumn]
    let scales = [
      TabulatedScale(items: [0, 1, 2], scoring: .mean, minimumAnswered: 2),
      TabulatedScale(items: [2, 3], scoring: .sum, minimumAnswered: 1),
      TabulatedScale(items: [4], scoring: .mean, minimumAnswered: 1),
    ]
    let groupings = [[], [0], [1], [2], [0, 1], [1, 0], [0, 1, 2], [3], [2, 3]]

    init(_ rows: Int, seed: UInt64) {
      var random = SeededGenerator(seed: seed)
      func column(_ options: Int, _ missing: [UInt8]) -> [UInt8] {
        (0..<rows).map { _ in
          Int.random(in: 0..<10, using: &random) == 0
            ? missing.randomElement(using: &random) ?? 0 : UInt8.random(in: 1...UInt8(options), using: &random)
        }
      }
      let kinds: [UInt8] = [0, 253, 254, 255]
      let codes = [[1, 2, 3, 4, 5], [1, 2, 3, 4, 5], [1, 2, 3, 4, 5], [1, 2, 5], Array(0...10), [3, 1]]
      items = codes.enumerated().map { place, values in
        ScoredColumn(bytes: column(values.count, kinds), values: values, reversed: place % 2 == 1)
      }
      attributes = [
        .bytes(column(2, [255])), .bytes(column(30, [0, 253])),
        .codes((0..<rows).map { _ in UInt16.random(in: 0...700, using: &random) }),
        .codes([UInt16](repeating: 9, count: rows)),
      ]
    }

    func tabulation(threads: Int = 1) throws -> Tabulation {
      try Tabulation(items: items, scales: scales, attributes: attributes, groupings: groupings, threads: threads)
    }

    /// The rows with these codes.
    func rows(_ codes: [UInt16], of grouping: [Int]) -> RowSelection {
      .rows(
        (0..<UInt32(items[0].bytes.count)).filter { row in
          zip(grouping, codes).allSatisfy { attribute, code in
            switch attributes[attribute] {
            case .bytes(let bytes): UInt16(bytes[Int(row)]) == code
            case .codes(let codes): codes[Int(row)] == code
            }
          }
        })
    }
  }

  @Test("gives what counting each cell's rows gives", arguments: [1, 7, 300, 900])
  func cells(_ rows: Int) throws {
    let answers = Answers(rows, seed: UInt64(rows))
    let tabulation = try answers.tabulation()
    for (table, grouping) in zip(tabulation.tables, answers.groupings) {
      #expect(table.attributes == grouping)
      #expect(table.respondents.reduce(0, +) == rows)
      #expect(zip(table.cells, table.cells.dropFirst()).allSatisfy { $0.lexicographicallyPrecedes($1) })
      for cell in table.cells.indices {
        let selection = answers.rows(table.cells[cell], of: grouping)
        for (place, item) in answers.items.enumerated() {
          let counts = table.counts(of: place, in: cell)
          #expect(counts == CodeCounts(of: item.bytes, rows: selection))
          #expect(counts.total == table.respondents[cell])
        }
        for (place, scale) in answers.scales.enumerated() {
          let scores = try scaleScores(
            of: scale.items.map { answers.items[$0] }, scoring: scale.scoring, minimumAnswered: scale.minimumAnswered,
            rows: selection)
          #expect(table.scores(of: place, in: cell) == scores)
        }
      }
    }
    for (place, scale) in answers.scales.enumerated().prefix(2) where rows >= 300 {
      #expect(try tabulation.alpha(of: place) == cronbachAlpha(of: scale.items.map { answers.items[$0] }))
    }
  }

  @Test("is the same on any number of threads", arguments: [2, 3, 8, 100])
  func threads(_ threads: Int) throws {
    let answers = Answers(2000, seed: 5)
    let (one, several) = (try answers.tabulation(), try answers.tabulation(threads: threads))
    for (table, other) in zip(one.tables, several.tables) {
      #expect(table.cells == other.cells && table.respondents == other.respondents)
      for cell in table.cells.indices {
        for item in answers.items.indices {
          #expect(table.counts(of: item, in: cell) == other.counts(of: item, in: cell))
        }
        for scale in answers.scales.indices {
          #expect(table.scores(of: scale, in: cell) == other.scores(of: scale, in: cell))
        }
      }
    }
    #expect(try one.alpha(of: 0) == several.alpha(of: 0))
  }

  @Test func `more combinations than can be marked are found by sorting`() throws {
    // 60,000 codes of two attributes and 30 of a third are 10⁸ combinations.
    let rows = 60_000
    let codes = (0..<rows).map { UInt16($0) }
    let attributes: [GroupColumn] = [
      .codes(codes), .codes(codes.reversed()), .bytes(codes.map { UInt8($0 % 30) }),
    ]
    let item = ScoredColumn(bytes: codes.map { UInt8(1 + $0 % 2) }, values: [1, 2], reversed: false)
    let tables = try Tabulation(
      items: [item], scales: [], attributes: attributes, groupings: [[0, 1, 2], [2], []], threads: 2
    ).tables
    #expect(tables[0].cells == codes.map { [$0, UInt16(rows - 1) - $0, $0 % 30] })
    #expect(tables[0].respondents == [Int](repeating: 1, count: rows))
    #expect(tables[1].cells == (0..<30).map { [$0] } && tables[1].respondents == [Int](repeating: 2000, count: 30))
    #expect(tables[1].counts(of: 0, in: 3)[2] == 2000 && tables[2].counts(of: 0, in: 0)[1] == 30_000)
  }

  @Test func `a cell of more than 65,535 people is counted in full`() throws {
    let rows = 70_000
    let item = ScoredColumn(bytes: [UInt8](repeating: 2, count: rows), values: [1, 2], reversed: false)
    let scale = TabulatedScale(items: [0], scoring: .mean, minimumAnswered: 1)
    let table = try Tabulation(items: [item], scales: [scale], attributes: [], groupings: [[]]).tables[0]
    #expect(table.cells == [[]] && table.respondents == [rows])
    #expect(table.counts(of: 0, in: 0)[2] == rows)
    #expect(table.scores(of: 0, in: 0).distribution == Distribution(values: [2], counts: [rows]))
  }

  @Test func `nobody and nothing make empty tables`() throws {
    let nobody = ScoredColumn(bytes: [], values: [1, 2], reversed: false)
    let tables = try Tabulation(items: [nobody], scales: [], attributes: [.bytes([])], groupings: [[], [0]]).tables
    #expect(tables.map(\.cells) == [[[]], []] && tables[0].counts(of: 0, in: 0).total == 0)
    #expect(try Tabulation(items: [], scales: [], attributes: [.bytes([1])], groupings: [[0]]).tables[0].cells == [[1]])
    #expect(try Tabulation(items: [nobody], scales: [], attributes: [], groupings: []).tables.isEmpty)
  }

  @Test func `what doesn't fit together is refused`() {
    let item = ScoredColumn(bytes: [1, 2, 3], values: [1, 2], reversed: false)
    let short = ScoredColumn(bytes: [1], values: [1, 2], reversed: false)
    func refusal(
      _ items: [ScoredColumn], _ scales: [TabulatedScale] = [], _ attributes: [GroupColumn] = [],
      _ groupings: [[Int]] = [[]], threads: Int = 1
    ) -> StatisticsError? {
      do {
        _ = try Tabulation(
          items: items, scales: scales, attributes: attributes, groupings: groupings, threads: threads)
        return nil
      } catch { return error }
    }
    #expect(refusal([short, item]) == .unequalLengths(expected: 1, given: 3))
    #expect(refusal([short], [], [.codes([1, 2])]) == .unequalLengths(expected: 1, given: 2))
    #expect(
      refusal([item])
        == .invalid(what: "answer in item 1", required: "a position up to 2 or missing", given: "another byte"))
    #expect(
      refusal([short], [TabulatedScale(items: [1], scoring: .mean, minimumAnswered: 1)])
        == .invalid(what: "item of a scale", required: "a place below 1", given: "1"))
    #expect(
      refusal([short], [TabulatedScale(items: [0], scoring: .mean, minimumAnswered: 2)])
        == .invalid(what: "minimum of answered items", required: "1…1", given: "2"))
    #expect(
      refusal([short], [], [], [[0]])
        == .invalid(what: "attribute of a grouping", required: "a place below 0", given: "0"))
    #expect(refusal([short], threads: 0) == .tooFew(what: "threads", required: 1, given: 0))
  }
}
