import SurveyStats
import Testing

@Suite("Design effect of clustering")
struct ClusterDesignEffectTests {
  @Test("agrees with the formulas in R", arguments: AgreementReferences.all.cases)
  func reference(_ example: AgreementReferences.Case) throws {
    let icc = try intraclassCorrelation(of: example.items, by: example.column, minimumAnswered: example.minimum)
    let mean = try clusterDesignEffect(icc1: icc.icc1, groupSizes: icc.groupSizes, method: .meanSize)
    #expect(agrees(mean.value, example.designEffect.meanSize))
    let weighted = try clusterDesignEffect(icc1: icc.icc1, groupSizes: icc.groupSizes)
    #expect(agrees(weighted.value, example.designEffect.weightedSize))
    #expect(agrees(weighted.effectiveN * weighted.value, Double(icc.n)))
  }

  @Test func `groups of one and uncorrelated people have no effect`() throws {
    #expect(try clusterDesignEffect(icc1: 0.4, groupSizes: [1, 1, 1]).value == 1)
    #expect(try clusterDesignEffect(icc1: 0, groupSizes: [5, 20]).value == 1)
    // Everybody in a group says the same: as many independent people as groups.
    #expect(try clusterDesignEffect(icc1: 1, groupSizes: [10, 10, 10]).effectiveN == 3)
  }

  @Test func `impossible input is refused`() {
    #expect(throws: StatisticsError.tooFew(what: "groups", required: 1, given: 0)) {
      try clusterDesignEffect(icc1: 0.1, groupSizes: [])
    }
    #expect(throws: StatisticsError.tooFew(what: "people in a group", required: 1, given: 0)) {
      try clusterDesignEffect(icc1: 0.1, groupSizes: [3, 0])
    }
    #expect(throws: StatisticsError.self) { try clusterDesignEffect(icc1: .nan, groupSizes: [3]) }
    #expect(throws: StatisticsError.self) { try clusterDesignEffect(icc1: -0.5, groupSizes: [10, 10]) }
  }
}
