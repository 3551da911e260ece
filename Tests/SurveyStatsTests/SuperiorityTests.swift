import SurveyStats
import Testing

@Suite("Superiority")
struct SuperiorityTests {
  @Test("agrees with every pair compared in R", arguments: ComparisonReferences.values.two)
  func reference(_ reference: ComparisonReferences.Two) throws {
    let shares = try superiority(reference.first, reference.second)
    #expect(agrees(shares.lower, reference.superiority.lower))
    #expect(agrees(shares.tied, reference.superiority.tied))
    #expect(agrees(shares.higher, reference.superiority.higher))
    #expect(agrees(shares.lower + shares.tied + shares.higher, 1))
  }

  @Test func `swapping the groups swaps lower and higher`() throws {
    let shares = try superiority(Sample.lower, Sample.higher)
    let swapped = try superiority(Sample.higher, Sample.lower)
    #expect(shares.lower == swapped.higher && shares.tied == swapped.tied)
    #expect(shares.lower > shares.higher)
    #expect(shares.method.rawValue == "superiority" && shares.sizes == [33, 32])
  }

  @Test func `equal constants are all tied`() throws {
    #expect(try superiority(Sample.constant, Sample.constant).tied == 1)
  }

  @Test func `an empty group is refused`() {
    #expect(throws: StatisticsError.tooFew(what: "observations in group 1", required: 1, given: 0)) {
      try superiority(Sample.empty, Sample.lower)
    }
  }
}
