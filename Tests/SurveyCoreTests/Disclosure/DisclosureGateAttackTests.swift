import Testing

@testable import SurveyCore

@Suite("The gate against an attacker who adds and subtracts")
struct DisclosureGateAttackTests {
  struct Publication: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let groupings: [Grouping]
    var worlds = 60
  }

  static let publications = [
    Publication(testDescription: "one attribute", groupings: [Grouping(by: ["age"])]),
    Publication(testDescription: "the unit tree", groupings: [Grouping(by: ["unit"])]),
    Publication(
      testDescription: "teams without the levels above", groupings: [Grouping(by: ["unit"], levels: ["team"])]),
    Publication(testDescription: "a tick box", groupings: [Grouping(by: ["trainings"])]),
    Publication(testDescription: "a table without its margins", groupings: [Grouping(by: ["status", "age"])]),
    Publication(
      testDescription: "a table with its margins",
      groupings: [Grouping(by: ["status"]), Grouping(by: ["age"]), Grouping(by: ["status", "age"])]),
    Publication(
      testDescription: "districts by status, and the tree",
      groupings: [
        Grouping(by: ["unit"], weight: 10), Grouping(by: ["status"]),
        Grouping(by: ["unit", "status"], levels: ["district"]),
      ]),
  ]

  @Test("nothing below the minimum follows from what is shown", arguments: publications)
  func nothingIsExposed(_ publication: Publication) {
    var exposedByThreshold = 0
    var (large, visible) = (0, 0)
    for seed in 0..<UInt64(publication.worlds) {
      let world = RandomWorld(seed: seed, people: 20...90, groupings: publication.groupings)
      let gate = DisclosureGate(responses: world.table)
      let attacker = Attacker(table: world.table)
      for variable in ["a", "s", "c"] {
        let groups = [Group.total] + publication.groupings.flatMap { gate.groups(of: $0, for: variable) }
        let released = gate.release(groups.map { CellKey(variable: variable, group: $0) }) { _, _ in true }
        let shown = released.cells.compactMap { key, cell in if case .shown = cell { key.group } else { nil } }
        let exposed = attacker.exposures(of: shown, variable: variable, minimum: 5)
        #expect(exposed.isEmpty, "\(variable), seed \(seed): \(exposed.map(\.count)) from \(shown.map(\.values))")
        let threshold = groups.filter { attacker.people(of: $0).count >= 5 }
        large += threshold.count
        visible += shown.count
        if !attacker.exposures(of: threshold, variable: variable, minimum: 5).isEmpty { exposedByThreshold += 1 }
      }
    }
    #expect(exposedByThreshold > 0, "the attacker must be able to win")
    #expect(visible * 2 > large, "\(visible) of \(large) groups of at least five people stay visible")
  }
}
