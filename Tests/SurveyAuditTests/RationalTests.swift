import Testing

@testable import SurveyAudit

@Suite struct RationalTests {
  @Test func `fractions are kept in lowest terms`() throws {
    #expect(try Rational(6, over: -4) == Rational(-3, over: 2))
    #expect(try Rational(1, over: 3) + Rational(1, over: 6) == Rational(1, over: 2))
    #expect(try Rational(2, over: 3) * Rational(9, over: 4) == Rational(3, over: 2))
    #expect(try Rational(1) / Rational(3) - Rational(1, over: 3) == .zero)
  }

  @Test func `what doesn't fit is an error, not a wrong number`() {
    let large = Rational(.max)
    #expect(throws: Rational.Overflow.self) { try large * large * large }
  }

  @Test func `a span holds sums of its rows and nothing else`() throws {
    let span = try RationalSpan([[1, 1, 1], [0, 1, 1]], order: [0, 1, 2])
    #expect(try span.contains([1, 0, 0]))
    #expect(try span.contains([3, 2, 2]))
    #expect(try !span.contains([0, 1, 0]))
  }

  @Test func `residues of fractions multiply back`() throws {
    for field in [PrimeField.first, .second] {
      let third = try #require(field.residue(Rational(-1, over: 3)))
      #expect(field.signed(field.product(third, 3)) == -1)
    }
  }
}
