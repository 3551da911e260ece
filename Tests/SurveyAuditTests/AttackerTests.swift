import SurveyCore
import Testing

@testable import SurveyAudit

/// The puzzles that disclosure control has to solve, each published by somebody careless.
@Suite struct AttackerTests {
  private let attacker = Attacker()

  @Test func `total minus siblings is the hidden sibling`() {
    var world = World()
    world.add(20, ["unit": "A"])
    world.add(16, ["unit": "B"])
    world.add(3, ["unit": "C"])
    let result = attacker.attack(
      world.variable([world.group(), world.group(["unit": "A"]), world.group(["unit": "B"])]))
    let exposures = result.findings(.exposure)
    #expect(exposures.count == 1)
    #expect(exposures.first?.people == 3)
    #expect(Set(exposures.first?.groups ?? []) == [.total, Group(["unit": "A"]), Group(["unit": "B"])])
    #expect(exposures.first?.detail == "everybody − [unit=A] − [unit=B]")
    #expect(result.isExhaustive)
  }

  @Test func `those who did not state an attribute are a group too`() {
    var world = World()
    world.add(20, ["status": "1"])
    world.add(16, ["status": "2"])
    world.add(2)
    let careless = [world.group(), world.group(["status": "1"]), world.group(["status": "2"])]
    #expect(attacker.attack(world.variable(careless)).findings(.exposure).map(\.people) == [2])
    let folded = [world.group(), AuditedGroup(Group(["status": "1+declined"]), people: [0, 1], minimum: 5)]
    #expect(attacker.attack(world.variable(folded)).findings(.exposure).map(\.people) == [2])
    let people = Array(0..<20) + [36, 37]
    let careful = [world.group(), AuditedGroup(Group(["status": "1+declined"]), people: people, minimum: 5)]
    #expect(attacker.attack(world.variable(careful + [world.group(["status": "2"])])).findings.isEmpty)
  }

  @Test func `one hidden cell in a line of a two-way table follows from its margins`() {
    var world = World()
    for (row, sizes) in [("1", [3, 12, 10]), ("2", [11, 4, 9]), ("3", [10, 8, 9])] {
      for (column, size) in zip(["a", "b", "c"], sizes) { world.add(size, ["row": row, "column": column]) }
    }
    let margins =
      [world.group()] + ["1", "2", "3"].map { world.group(["row": $0]) }
      + ["a", "b", "c"].map { world.group(["column": $0]) }
    let cells = ["1", "2", "3"].flatMap { row in ["a", "b", "c"].map { world.group(["row": row, "column": $0]) } }
    let large = cells.filter { $0.people.count >= 5 }
    let result = attacker.attack(world.variable(margins + large))
    #expect(Set(result.findings(.exposure).map(\.people)) == [3, 4])
    // Two hidden cells in every line that has one protect each other.
    let square = cells.filter { !["1", "2"].contains($0.group.values["row"]) || $0.group.values["column"] == "c" }
    #expect(attacker.attack(world.variable(margins + square)).findings(.exposure).isEmpty)
  }

  @Test func `a filter and the same filter without one property differ by those who have it`() {
    var world = World()
    world.add(14, ["a": "1", "b": "0"])
    world.add(1, ["a": "1", "b": "1"])
    world.add(20, ["a": "0", "b": "0"])
    world.add(9, ["a": "0", "b": "1"])
    let shown = [world.group(["a": "1"]), world.group(["a": "1", "b": "!1"])]
    #expect(attacker.attack(world.variable(shown)).findings(.exposure).map(\.people) == [1])
  }

  @Test func `a padded tracker gets at one person`() {
    // Denning, Denning & Schwartz (1979): q(C) = q(C ∨ T) + q(C ∨ ¬T) − q(all), with T a tracker.
    var world = World()
    world.add(1, ["c": "1", "t": "1"])
    world.add(15, ["c": "0", "t": "1"])
    world.add(18, ["c": "0", "t": "0"])
    let padded = AuditedGroup(Group(["c": "1", "t": "1"]), people: [0] + Array(16..<34), minimum: 5)
    let shown = [world.group(), world.group(["t": "1"]), padded]
    let found = attacker.attack(world.variable(shown)).findings(.exposure)
    #expect(found.map(\.people) == [1])
    #expect(found.first?.groups.count == 3)
  }

  @Test func `overlapping bands overlap in a small group`() {
    var world = World()
    for (age, size) in [("20", 11), ("30", 3), ("40", 12), ("50", 10)] { world.add(size, ["age": age]) }
    let shown = [
      world.group(["age": "20|30"]), world.group(["age": "30|40"]), world.group(["age": "20|30|40"]),
    ]
    #expect(attacker.attack(world.variable(shown)).findings(.exposure).map(\.people) == [3])
    #expect(attacker.attack(world.variable(Array(shown.prefix(2)))).findings(.exposure).isEmpty)
  }

  @Test func `a group that is too small needs no combination`() {
    var world = World()
    world.add(4, ["unit": "A"])
    world.add(30, ["unit": "B"])
    let result = attacker.attack(world.variable([world.group(["unit": "A"])]))
    #expect(result.findings(.exposure).map(\.people) == [4])
  }

  @Test func `only people who answered the variable count`() {
    var world = World()
    world.add(6, ["unit": "A"], answers: [0, 1, 2, nil, nil, 3])
    world.add(30, ["unit": "B"])
    let result = attacker.attack(world.variable([world.group(), world.group(["unit": "B"])]))
    #expect(result.findings(.exposure).map(\.people) == [4])
  }

  @Test func `a banded district is its zone minus the sibling`() {
    var world = World()
    world.add(12, ["district": "north"], answers: [3])
    world.add(16, ["district": "south"])
    let banded = world.group(["district": "north"])
    let shown = [world.group(), world.group(["district": "south"])]
    let found = attacker.attack(world.variable(shown, banded: [banded])).findings(.bandedGroupRevealed)
    #expect(found.map(\.people) == [12])
    #expect(found.first?.groups.first == Group(["district": "north"]))
    #expect(found.first?.detail == "everybody − [district=south]")
    #expect(
      attacker.attack(world.variable([world.group()], banded: [banded])).findings(.bandedGroupRevealed).isEmpty)
  }

  @Test(
    "a group is (nearly) unanimous with n − 1 alike, or one on a side",
    arguments: [
      ([3, 3, 3, 3, 3, 3], nil, true), ([3, 3, 3, 3, 3, 0], nil, true), ([3, 3, 3, 3, 0, 0], nil, false),
      ([0, 1, 0, 1, 0, 1], [2, 3], true), ([0, 1, 0, 1, 0, 3], [2, 3], true), ([0, 1, 0, 1, 2, 3], [2, 3], false),
      ([2, 3, 2, 3, 2, 0], [2, 3], true), ([2, 3, 2, 3, 2, 3], [2, 3], true), ([2, 3, 2, 3, 1, 0], [2, 3], false),
    ] as [([Int], Set<Int>?, Bool)])
  func unanimous(_ answers: [Int], _ favourable: Set<Int>?, _ isFound: Bool) {
    var world = World()
    world.add(6, answers: answers)
    let result = attacker.attack(world.variable([world.group()], favourable: favourable))
    #expect(result.findings(.unanimous).isEmpty != isFound)
  }

  @Test func `a difference of two shown groups is unanimous too`() {
    var world = World()
    world.add(12, ["unit": "A"])
    world.add(8, ["unit": "B"], answers: [2])
    let result = attacker.attack(world.variable([world.group(), world.group(["unit": "A"])]))
    #expect(result.findings.map(\.kind) == [.unanimousDifference])
    #expect(result.findings.first?.people == 8)
  }

  @Test func `ticks are unanimous by option, and where nobody ticked any`() {
    func found(_ answers: [[Int]?]) -> Bool {
      let everybody = AuditedGroup(.total, people: answers.indices, minimum: 5)
      return !attacker.attack(AuditedVariable("x", answers: answers, shown: [everybody])).findings(.unanimous).isEmpty
    }
    #expect(found([[0, 1], [0], [0, 1], [0], [0], [2]]))
    #expect(found([[2], [2], [2], [2], [2], [0]]))
    #expect(!found([[0, 1], [0], [1], [0], [2], [2]]))
  }

  @Test func `groups by a sensitive attribute need more people, in combinations as well`() {
    var world = World()
    world.add(30, ["minority": "0", "unit": "A"])
    world.add(14, ["minority": "1", "unit": "A"])
    world.add(7, ["minority": "1", "unit": "B"])
    world.add(20, ["minority": "0", "unit": "B"])
    let minority = world.group(["minority": "1"], minimum: 10)
    let inA = world.group(["minority": "1", "unit": "A"], minimum: 10)
    let found = attacker.attack(world.variable([world.group(), minority, inA])).findings(.exposure)
    #expect(found.map(\.people) == [7])
    // Seven people of an ordinary group may be shown.
    var plain = World()
    plain.add(7, ["unit": "A"])
    plain.add(30, ["unit": "B"])
    let shown = [plain.group(), plain.group(["unit": "A"]), plain.group(["unit": "B"], minimum: 10)]
    #expect(attacker.attack(plain.variable(shown)).findings.isEmpty)
  }

  @Test func `a clean world has no findings`() {
    var world = World()
    for unit in ["A", "B", "C"] {
      for status in ["1", "2"] { world.add(12, ["unit": unit, "status": status]) }
    }
    let units = ["A", "B", "C"].map { world.group(["unit": $0]) }
    let statuses = ["1", "2"].map { world.group(["status": $0]) }
    let cells = ["A", "B", "C"].flatMap { unit in ["1", "2"].map { world.group(["unit": unit, "status": $0]) } }
    let result = attacker.attack(world.variable([world.group()] + units + statuses + cells, favourable: [2, 3]))
    #expect(result.findings.isEmpty)
    #expect(result.isExhaustive)
  }
}
