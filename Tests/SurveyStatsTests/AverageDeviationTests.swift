import SurveyStats
import Testing

@Suite("Average deviation within groups")
struct AverageDeviationTests {
  @Test("agrees with multilevel::ad.m of R", arguments: AgreementReferences.all.cases)
  func reference(_ example: AgreementReferences.Case) throws {
    let mean = try averageDeviation(of: example.items, by: example.column)
    #expect(example.adMean.agrees(with: mean))
    #expect(mean.index.rawValue == "ad-mean")
    let median = try averageDeviation(of: example.items, by: example.column, from: .median)
    #expect(example.adMedian.agrees(with: median))
    #expect(median.index.rawValue == "ad-median")
  }

  @Test func `deviations from the median are never larger`() throws {
    let groups = GroupColumn.codes(AgreementReferences.all.companies)
    let items = RealAnswers.scale("TSIG")
    let mean = try averageDeviation(of: items, by: groups)
    let median = try averageDeviation(of: items, by: groups, from: .median)
    #expect(zip(mean.groups, median.groups).allSatisfy { $0.value >= $1.value - 1e-12 })
  }

  @Test func `full agreement is 0 and stretched codes stretch the index`() throws {
    let groups = GroupColumn.bytes([1, 1, 1, 2, 2])
    let items = [1, 3].map { step in
      ScoredColumn(bytes: [4, 4, 4, 1, 5], values: (1...5).map { step * $0 }, reversed: false)
    }
    #expect(try averageDeviation(of: [items[0]], by: groups).groups.map(\.value) == [0, 2])
    #expect(try averageDeviation(of: [items[1]], by: groups).groups.map(\.value) == [0, 6])
  }

  @Test func `a group of one has no value`() {
    let item = ScoredColumn(bytes: [4, 2], values: [1, 2, 3, 4, 5], reversed: false)
    #expect(throws: StatisticsError.self) { try averageDeviation(of: [item], by: .bytes([1, 2])) }
  }
}
