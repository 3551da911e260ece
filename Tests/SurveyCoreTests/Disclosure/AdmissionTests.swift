import SurveyTestSupport
import Testing

@testable import SurveyCore

/// Admission of groups that are given as sets of people.
@Suite struct AdmissionTests {
  static func nodes(_ groups: [Range<Int>], people: Int, weights: [Double]? = nil) -> [GroupUniverse.Node] {
    groups.enumerated().map { place, group in
      let rows = RowSet(respondents: people) { group.contains($0) }
      return GroupUniverse.Node(
        places: group.count == people ? [] : [.init(dimension: 0, category: place)], rows: rows, size: group.count,
        group: Group(["g": "\(place)"]), weight: weights?[place] ?? 1, isSensitive: false, request: 0)
    }
  }

  static func admission(_ groups: [Range<Int>], people: Int, minimum: Int = 5) -> Admission {
    let everybody = RowSet.everybody(people)
    let family = VariableFamily(
      variables: ["v"], minimum: minimum, answered: [everybody], asked: [everybody], gates: [])
    return Admission(
      family, nodes: nodes(groups, people: people), minimums: groups.map { _ in minimum })
  }

  @Test func `overlapping bands`() {
    // 20–34 and 20–35 differ by three people: the later declared, being smaller, is refused.
    let admission = Self.admission([0..<100, 0..<43, 0..<40], people: 100)
    #expect(admission.verdicts[1] == .shown)
    #expect(admission.verdicts[2] == .difference(because: [1]))
  }

  @Test func `three waves and their total`() {
    // Three waves of 40, 30 and 4 people in one series, and the running total: the last wave would be the total less the others.
    let admission = Self.admission([0..<74, 0..<40, 40..<70, 70..<74], people: 74)
    #expect(admission.verdicts[3] == .small)
    #expect(admission.verdicts[2] == .difference(because: [0, 1]))
  }

  @Test func `what follows from shown groups is admitted`() {
    let admission = Self.admission([0..<100, 0..<60, 60..<100], people: 100)
    #expect((0...2).allSatisfy { admission.verdicts[$0] == .shown })
    #expect(admission.span.rank == 2)
  }

  /// Few people who follow only from a combination of five groups with coefficients beyond ±1.
  @Test func `a combination of many groups`() {
    // A ring: each group holds two of five blocks; twice a block is the sum of the odd ones less the even ones.
    let blocks = [20, 20, 20, 20, 4]
    let starts = blocks.indices.map { blocks[..<$0].reduce(0, +) }
    let people = blocks.reduce(0, +)
    func block(_ place: Int) -> Range<Int> { starts[place]..<(starts[place] + blocks[place]) }
    let everybody = RowSet.everybody(people)
    let nodes = blocks.indices.map { place in
      let rows = RowSet(respondents: people) { block(place).contains($0) || block((place + 1) % 5).contains($0) }
      return GroupUniverse.Node(
        places: [.init(dimension: 0, category: place)], rows: rows, size: rows.count, group: Group(["g": "\(place)"]),
        weight: 1, isSensitive: false, request: 0)
    }
    let family = VariableFamily(variables: ["v"], minimum: 5, answered: [everybody], asked: [everybody], gates: [])
    let admission = Admission(family, nodes: nodes, minimums: [5, 5, 5, 5, 5])
    #expect(admission.verdicts.values.count { $0.isRefusal } == 1)
    #expect(admission.certainty == ExposureSearch.Certainty(isExhaustive: true, missProbability: 0))
  }
}
