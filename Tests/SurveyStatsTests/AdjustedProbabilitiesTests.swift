import SurveyStats
import Testing

@Suite("Adjusted probabilities")
struct AdjustedProbabilitiesTests {
  @Test("agrees with p.adjust of R", arguments: ComparisonReferences.values.families.indices)
  func reference(_ place: Int) throws {
    let family = ComparisonReferences.values.families[place]
    for (method, expected) in [
      (MultiplicityMethod.holm, family.holm), (.benjaminiHochberg, family.benjaminiHochberg),
    ] {
      let adjusted = try adjustedProbabilities(family.given, by: method)
      #expect(adjusted.values.count == expected.count)
      for (value, reference) in zip(adjusted.values, expected) {
        #expect((value == nil) == (reference == nil))
        if let value, let reference { #expect(agrees(value, reference)) }
      }
      #expect(adjusted.n + adjusted.missing == family.given.count && adjusted.method == method)
    }
  }

  @Test func `a test without probability keeps its place and doesn't count`() throws {
    let adjusted = try adjustedProbabilities([nil, 0.01, nil, 0.03], by: .holm)
    #expect(adjusted.values == [nil, 0.02, nil, 0.03])
    #expect(adjusted.n == 2 && adjusted.missing == 2)
  }

  @Test func `adjusting never lowers, and keeps the order`() throws {
    let given = [0.2, 0.01, 0.01, 0.6, 0.04]
    for method in MultiplicityMethod.allCases {
      let adjusted = try adjustedProbabilities(given, by: method).values.compactMap { $0 }
      #expect(zip(given, adjusted).allSatisfy { $0 <= $1 && $1 <= 1 })
      for (p, q) in zip(given, adjusted) {
        #expect(zip(given, adjusted).allSatisfy { $0 < p ? $1 <= q : true })
      }
    }
  }

  @Test func `no test and no probability`() throws {
    #expect(try adjustedProbabilities([], by: .holm).values.isEmpty)
    for wrong in [-0.1, 1.1, .nan] {
      #expect(throws: StatisticsError.self) { try adjustedProbabilities([wrong], by: .benjaminiHochberg) }
    }
  }
}
