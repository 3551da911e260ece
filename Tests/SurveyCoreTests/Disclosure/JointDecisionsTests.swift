import Foundation
import SurveyTestSupport
import Testing

@testable import SurveyCore

/// Statistics of how several variables go together: the rules for their people.
@Suite struct JointDecisionsTests {
  typealias People = MadeUpPeople

  /// 40 people answered everything, some more all but b, and some all but c.
  static func table(withoutB: Int, withoutC: Int, scales: Bool = true) -> ResponseTable {
    People.table(
      [
        People(count: 40), People(count: withoutB, answers: (1, AnswerByte.skipped, 1)),
        People(count: withoutC, answers: (1, 1, AnswerByte.skipped)),
      ], groupings: []
    ) { if !scales { $0.scales = [] } }
  }

  func isShown(_ gate: DisclosureGate, _ variables: [String]) -> Bool {
    if case .shown = gate.releaseForWhole(of: variables, compute: { 1 }) { true } else { false }
  }

  func suppression(_ gate: DisclosureGate, _ variables: [String]) -> Suppression? {
    if case .suppressed(let suppression) = gate.releaseForWhole(of: variables, compute: { 1 }) {
      suppression
    } else {
      nil
    }
  }

  @Test(
    "people of two statistics of one pair differ by nobody or by enough", arguments: [(0, true), (4, false), (5, true)])
  func difference(_ withoutC: Int, _ isBoth: Bool) {
    // a and b go together for 40 + withoutC people; a, b and c for 40.
    let table = Self.table(withoutB: 0, withoutC: withoutC, scales: false)
    let asked = [JointRequest(["a", "b"]), JointRequest(["a", "b", "c"])]
    let gate = DisclosureGate(responses: table, joint: asked)
    #expect(isShown(gate, ["b", "a"]))
    #expect(isShown(gate, ["a", "b", "c"]) == isBoth)
    if !isBoth { #expect(suppression(gate, ["a", "b", "c"])?.reason == .difference) }
    let backwards = DisclosureGate(responses: table, joint: asked.reversed())
    #expect(isShown(backwards, ["a", "b", "c"]))
    #expect(isShown(backwards, ["a", "b"]) == isBoth)
  }

  @Test func `a scale stands for its items`() {
    // With c and the scale of a and b for 40 people, c and a for 40 + 3 tell of nearly the same pair.
    let gate = DisclosureGate(
      responses: Self.table(withoutB: 3, withoutC: 0), joint: [JointRequest(["s", "c"]), JointRequest(["a", "c"])])
    #expect(isShown(gate, ["s", "c"]))
    #expect(!isShown(gate, ["a", "c"]))
  }

  @Test func `statistics of different pairs may differ by few people`() {
    let people = [
      People(count: 20), People(count: 20, ticked: true), People(count: 3, answers: (1, AnswerByte.skipped, 1)),
    ]
    let gate = DisclosureGate(
      responses: People.table(people, groupings: []),
      joint: [JointRequest(["a", "b"]), JointRequest(["c", "trainings"])])
    #expect(isShown(gate, ["a", "b"]))
    #expect(isShown(gate, ["c", "trainings"]))
  }

  @Test func `sensitive items need more people between two statistics`() {
    let change: (inout Survey) -> Void = { $0.sections[0].items[2].sensitive = true }
    let people = [People(count: 40), People(count: 8, answers: (1, 1, AnswerByte.skipped))]
    let asked = [JointRequest(["a", "b"]), JointRequest(["a", "b", "c"])]
    #expect(isShown(DisclosureGate(responses: People.table(people, groupings: []), joint: asked), ["a", "b", "c"]))
    #expect(
      !isShown(
        DisclosureGate(responses: People.table(people, groupings: [], changing: change), joint: asked), ["a", "b", "c"])
    )
  }

  @Test func `what nobody asked for is not computed`() {
    let gate = DisclosureGate(responses: Self.table(withoutB: 0, withoutC: 0), joint: [JointRequest(["a", "b"])])
    #expect(suppression(gate, ["a", "c"])?.reason == .undeclared)
    if case .empty(.notAsked) = gate.releaseForWhole(of: ["a", "x"], compute: { 1 }) { return }
    Issue.record("an unknown variable has no answers")
  }

  @Test func `the reliability of every scale is declared, and comes before what is asked for`() {
    let gate = DisclosureGate(
      responses: Self.table(withoutB: 0, withoutC: 4), joint: [JointRequest(["a", "b", "c"])])
    #expect(gate.newDecisions?.joint?.map(\.request.variables) == [["a", "b"], ["a", "b", "c"]])
    #expect(isShown(gate, ["a", "b"]))
    #expect(!isShown(gate, ["a", "b", "c"]))
  }

  @Test("a statistic of one variable needs enough people only", arguments: [(29, false), (30, true)])
  func single(_ people: Int, _ isShown: Bool) {
    let gate = DisclosureGate(responses: People.table([People(count: people)], groupings: []))
    #expect(self.isShown(gate, ["a"]) == isShown)
    #expect(gate.newDecisions?.joint?.map(\.request.variables) == [["a", "b"]])
  }

  @Test func `decisions are remembered, and later ones are made on top of them`() throws {
    let table = Self.table(withoutB: 0, withoutC: 4, scales: false)
    let first = DisclosureGate(responses: table)
    let declared = try #require(first.newDecisions)
    #expect(declared.joint == nil)
    let asked = DisclosureGate(responses: table, records: [declared], joint: [JointRequest(["a", "b", "c"])])
    let record = try Self.stored(try #require(asked.newDecisions))
    #expect(record.families.isEmpty && record.requests.isEmpty)
    let later = DisclosureGate(
      responses: table, records: [declared, record], joint: [JointRequest(["a", "b"]), JointRequest(["c", "b", "a"])])
    #expect(
      later.newDecisions?.joint == [DecisionRecord.Joint(request: JointRequest(["a", "b"]), refused: .difference)])
    #expect(isShown(later, ["a", "b", "c"]))
    #expect(!isShown(later, ["a", "b"]))
    let known = DisclosureGate(responses: table, records: [declared, record], joint: [JointRequest(["a", "b", "c"])])
    #expect(known.newDecisions == nil)
  }

  @Test func `a record from before there were such statistics is read`() throws {
    let json = #"{"version": 1, "requests": [], "families": []}"#
    #expect(try JSONDecoder().decode(DecisionRecord.self, from: Data(json.utf8)).joint == nil)
  }

  private static func stored(_ record: DecisionRecord) throws -> DecisionRecord {
    try JSONDecoder().decode(DecisionRecord.self, from: JSONEncoder().encode(record))
  }
}
