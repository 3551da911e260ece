import Testing

@testable import SurveyCore

@Suite struct SpanViewTests {
  /// Classes 0 to 3; groups of 0 and 1, of 1 and 2, of 2 and 3.
  static let span: GroupSpan = {
    var span = GroupSpan(classes: 4)
    for (group, members) in [[0, 1], [1, 2], [2, 3]].enumerated() { _ = span.insert(group: group, members: members) }
    return span
  }()

  @Test func `who ignores nobody sees what there is`() {
    let view = Self.span.ignoring([])
    #expect(view.rank == 3)
    #expect(view.groups(ofVectorWithin: [0, 3]) == [0, 1, 2])
    #expect(view.groups(ofVectorWithin: [0]) == nil)
  }

  @Test func `to whom a class doesn't matter, what is left of groups tells more`() {
    // Without class 1 the first group is class 0 alone, and the second is class 2 alone.
    let view = Self.span.ignoring([1])
    #expect(view.rank == 3)
    #expect(view.groups(ofVectorWithin: [0]) == [0])
    #expect(view.groups(ofVectorWithin: [3]) == [1, 2])
    #expect(Self.span.rank == 3, "the span itself is as before")
  }

  @Test func `rows of nothing but ignored classes are dropped`() {
    #expect(Self.span.ignoring([0, 1]).rank == 2)
  }

  @Test func `values drawn of what is orthogonal are zero where nobody counts`() {
    var random = ClassOrder(seed: 3)
    let samples = Self.span.ignoring([1]).kernelSamples(2, random: &random)
    // Only class 2 and 3 could differ from zero, and the groups of 2 and of 2 and 3 leave nothing.
    #expect(samples == [[0, 0, 0, 0], [0, 0, 0, 0]])
    let all = Self.span.ignoring([]).kernelSamples(1, random: &random)[0]
    #expect(all[0] != 0 && MersenneField.sum(all[0], all[1]) == 0 && MersenneField.sum(all[2], all[3]) == 0)
  }
}
