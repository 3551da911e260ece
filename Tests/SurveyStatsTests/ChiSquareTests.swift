import SurveyStats
import Testing

@Suite("Chi-square")
struct ChiSquareTests {
  @Test("agrees with chisq.test and vcd::assocstats of R", arguments: TableReferences.values.tables)
  func reference(_ reference: TableReferences.Table) throws {
    let test = try chiSquare(ContingencyTable(reference.table))
    #expect(agrees(test.x2, reference.x2) && test.df == reference.df)
    #expect(agrees(test.p, reference.p, relative: 1e-9, absolute: 0))
    #expect(agrees(test.g, reference.g))
    #expect(agrees(test.gProbability, reference.gProbability, relative: 1e-9, absolute: 0))
    #expect(agrees(test.cramersV, reference.cramersV))
    #expect(agrees(test.cramersVCorrected, reference.corrected))
    for (row, expected) in zip(test.adjustedResiduals, reference.residuals) {
      for (residual, expected) in zip(row, expected) {
        #expect(agrees(try #require(residual), expected, absolute: 1e-12))
      }
    }
    #expect(test.method.rawValue == "chi-square")
  }

  @Test func `rows and columns can be exchanged`() throws {
    for reference in TableReferences.values.tables {
      let test = try chiSquare(ContingencyTable(reference.table))
      let turned = try chiSquare(ContingencyTable(TableReferences.transposed(reference.table)))
      #expect(agrees(test.x2, turned.x2) && agrees(test.cramersVCorrected, turned.cramersVCorrected))
    }
  }

  @Test func `an option nobody chose is left out, and said`() throws {
    let test = try chiSquare(ContingencyTable([[10, 0, 30], [25, 0, 15]], missing: 4))
    let without = try chiSquare(ContingencyTable([[10, 30], [25, 15]]))
    #expect(test.x2 == without.x2 && test.df == 1 && test.missing == 4)
    #expect(test.adjustedResiduals[0][1] == nil && test.adjustedResiduals[1][2] == without.adjustedResiduals[1][1])
    #expect(test.warnings.count == 1 && without.warnings.isEmpty)
  }

  @Test func `perfect association has a V of one, independence of zero`() throws {
    let perfect = try chiSquare(ContingencyTable([[20, 0, 0], [0, 30, 0], [0, 0, 10]]))
    #expect(agrees(perfect.cramersV, 1) && agrees(perfect.cramersVCorrected, 1))
    let none = try chiSquare(ContingencyTable([[10, 20], [20, 40]]))
    #expect(none.x2 < 1e-20 && none.cramersVCorrected == 0 && none.g >= 0 && agrees(none.p, 1))
  }

  @Test func `what has no association is refused`() {
    #expect(throws: StatisticsError.tooFew(what: "rows with respondents", required: 2, given: 1)) {
      try chiSquare(ContingencyTable([[3, 4], [0, 0]]))
    }
    #expect(throws: StatisticsError.tooFew(what: "columns with respondents", required: 2, given: 1)) {
      try chiSquare(ContingencyTable([[3, 0], [5, 0]]))
    }
    #expect(throws: StatisticsError.tooFew(what: "respondents", required: 3, given: 2)) {
      try chiSquare(ContingencyTable([[1, 0], [0, 1]]))
    }
    #expect(throws: StatisticsError.self) { try chiSquare(ContingencyTable([[0, 0], [0, 0]])) }
  }
}
