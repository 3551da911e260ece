import SurveyStats
import Testing

@Suite("Polychoric matrix")
struct PolychoricMatrixTests {
  @Test("agrees with lavaan::lavCor and polycor::polychor of R", arguments: PolychoricReferences.all.scales)
  func reference(_ scale: PolychoricReferences.Scale) throws {
    let matrix = try polychoricMatrix(of: scale.items)
    #expect(matrix.smallestPair == scale.n)
    for reference in [scale.lavCor, scale.polychor] {
      #expect(agree(matrix.correlation.entries, reference.flatMap(\.self), relative: 0, absolute: 5e-5))
    }
  }

  @Test func `a reversed item turns its signs`() throws {
    let base = try polychoricMatrix(of: RealAnswers.scale("TSIG")).correlation
    let turned = try polychoricMatrix(of: RealAnswers.scale("TSIG", reversed: [1])).correlation
    #expect(abs(base[0, 1] + turned[0, 1]) < 1e-9 && abs(base[0, 2] - turned[0, 2]) < 1e-9)
  }

  @Test func `pairwise counts whoever answered both, listwise whoever answered all`() throws {
    let scale = try #require(PolychoricReferences.all.scales.last)
    let listwise = try polychoricMatrix(of: scale.items)
    let pairwise = try polychoricMatrix(of: scale.items, missing: .pairwise)
    #expect(pairwise.smallestPair > listwise.smallestPair)
    let pair = try polychoricMatrix(of: Array(scale.items.prefix(2)))
    #expect(pair.correlation[0, 1] == pairwise.correlation[0, 1])
  }

  @Test func `empty answers and the values of codes don't matter, and several blocks are read`() throws {
    let items = RealAnswers.scale("TSIG")
    let wide = items.map { item in
      ScoredColumn(
        bytes: (0..<2).flatMap { _ in item.bytes.map { $0 + 1 } }, values: [-300, 1, 2, 3, 50, 51, 700],
        reversed: false)
    }
    let base = try polychoricMatrix(of: items)
    let other = try polychoricMatrix(of: wide)
    #expect(other.smallestPair == 2 * base.smallestPair)
    #expect(zip(other.correlation.entries, base.correlation.entries).allSatisfy { abs($0 - $1) < 1e-10 })
  }

  @Test func `an item with one answer, and nobody, are refused`() {
    let columns: [[UInt8]] = [[1, 2, 3, 2], [4, 4, 4, 4]]
    #expect(throws: StatisticsError.tooFew(what: "answers to item 2 that occur", required: 2, given: 1)) {
      try polychoricMatrix(of: columns.map { ScoredColumn(bytes: $0, values: [1, 2, 3, 4, 5], reversed: false) })
    }
    #expect(throws: StatisticsError.tooFew(what: "answers to item 1 that occur", required: 2, given: 0)) {
      try polychoricMatrix(
        of: [[0, 0], [1, 2]].map { ScoredColumn(bytes: $0, values: [1, 2], reversed: false) })
    }
    #expect(throws: StatisticsError.tooFew(what: "items", required: 2, given: 0)) { try polychoricMatrix(of: []) }
  }
}
