import SurveyTestSupport
import Testing

@testable import SurveyCore

@Suite("The disclosure gate")
struct DisclosureGateTests {
  static let a = "a"
  static let status = Grouping(by: ["status"])
  static let unit = Grouping(by: ["unit"])

  typealias People = MadeUpPeople

  func cell(
    _ gate: DisclosureGate, _ values: [String: String], of variable: String = a
  ) -> (key: CellKey, cell: Released<Int>.Cell)? {
    gate.release([CellKey(variable: variable, group: Group(values))]) { _, rows in
      if case .rows(let rows) = rows { rows.count } else { -1 }
    }.cells.first
  }

  func isShown(_ gate: DisclosureGate, _ values: [String: String], of variable: String = a) -> Bool {
    if case .shown? = cell(gate, values, of: variable)?.cell { true } else { false }
  }

  func suppression(_ gate: DisclosureGate, _ values: [String: String], of variable: String = a) -> Suppression? {
    if case .suppressed(let suppression)? = cell(gate, values, of: variable)?.cell { suppression } else { nil }
  }

  @Test("a group below the minimum is refused, and so is the one that would give it away")
  func smallGroup() throws {
    let people = [People(count: 4, age: 3), People(count: 20, age: 1), People(count: 9, age: 2)]
    let gate = DisclosureGate(responses: People.table(people, groupings: [Grouping(by: ["age"])]))
    #expect(isShown(gate, [:]))
    #expect(isShown(gate, ["age": "1"]))
    #expect(suppression(gate, ["age": "3"]) == Suppression(reason: .small, because: [], showInstead: .total))
    #expect(
      suppression(gate, ["age": "2"])
        == Suppression(reason: .difference, because: [.total, Group(["age": "1"])], showInstead: .total))
    #expect(gate.hiddenGroupCount == 2)
  }

  @Test("five people are enough, four are not", arguments: [(4, false), (5, true)])
  func threshold(_ size: Int, isShown: Bool) {
    let people = [People(count: 30, age: 1), People(count: 8, age: 2), People(count: size, age: 3)]
    let gate = DisclosureGate(responses: People.table(people, groupings: [Grouping(by: ["age"])]))
    #expect(self.isShown(gate, ["age": "3"]) == isShown)
  }

  @Test("a few who did not say are folded into the largest category")
  func foldsNotStated() throws {
    let people = [
      People(count: 20, status: 1), People(count: 6, status: 2), People(count: 2, status: AnswerByte.declined),
      People(count: 1, status: AnswerByte.skipped),
    ]
    let gate = DisclosureGate(responses: People.table(people, groupings: [Self.status]))
    #expect(gate.groups(of: Self.status, for: Self.a) == [Group(["status": "1+declined"]), Group(["status": "2"])])
    let folded = try #require(cell(gate, ["status": "1"]))
    #expect(folded.key.group == Group(["status": "1+declined"]))
    guard case .shown(23, respondents: 23) = folded.cell else { return #expect(Bool(false), "\(folded)") }
    #expect(isShown(gate, ["status": "2"]))
    #expect(suppression(gate, ["status": "declined"])?.reason == .small)
  }

  @Test("enough who did not say are a group of their own")
  func declinedGroup() {
    let people = [People(count: 20, status: 1), People(count: 6, status: 2), People(count: 5, status: 255)]
    let gate = DisclosureGate(responses: People.table(people, groupings: [Self.status]))
    #expect(
      gate.groups(of: Self.status, for: Self.a)
        == ["1", "2", "declined"].map { Group(["status": $0]) })
    #expect(isShown(gate, ["status": "declined"]))
  }

  @Test("units fold along one path, and the root is everybody")
  func foldsUnits() {
    let people = [
      People(count: 20, unit: 3), People(count: 9, unit: 4), People(count: 22, unit: 6),
      People(count: 2, unit: UnitCode.declined),
    ]
    let gate = DisclosureGate(responses: People.table(people, groupings: [Self.unit]))
    #expect(
      gate.groups(of: Self.unit, for: Self.a)
        == ["D1+declined", "D1T1+declined", "D1T2", "D2", "D2T1"].map { Group(["unit": $0]) })
    #expect(cell(gate, ["unit": "zone"])?.key.group == .total)
    #expect(isShown(gate, ["unit": "D1T2"]))
  }

  @Test("a hidden team takes its sibling along, and the team shows its district")
  func teamAndSibling() {
    let people = [People(count: 20, unit: 3), People(count: 3, unit: 4), People(count: 22, unit: 6)]
    let gate = DisclosureGate(responses: People.table(people, groupings: [Self.unit]))
    #expect(
      suppression(gate, ["unit": "D1T2"])
        == Suppression(reason: .small, because: [], showInstead: Group(["unit": "D1"])))
    #expect(suppression(gate, ["unit": "D1T1"])?.because == [Group(["unit": "D1"])])
    #expect(isShown(gate, ["unit": "D1"]))
    #expect(isShown(gate, ["unit": "D2T1"]))
  }

  @Test("nearly everybody ticked: the others would follow by difference")
  func tickedByNearlyAll() {
    let people = [People(count: 30, ticked: true), People(count: 3)]
    let gate = DisclosureGate(responses: People.table(people, groupings: [Grouping(by: ["trainings"])]))
    #expect(suppression(gate, ["trainings": "1"])?.reason == .difference)
  }

  @Test("items of a scale share one fate, the size being the smallest number who answered")
  func familyFate() {
    // Of age 3, six people answered a but only four b; the scale and a are refused as well, c is not.
    let people = [
      People(count: 30, age: 1), People(count: 12, age: 2), People(count: 4, age: 3),
      People(count: 2, age: 3, answers: (4, AnswerByte.skipped, 4)),
    ]
    let gate = DisclosureGate(responses: People.table(people, groupings: [Grouping(by: ["age"])]))
    for variable in ["a", "b", "s"] { #expect(suppression(gate, ["age": "3"], of: variable)?.reason == .small) }
    #expect(isShown(gate, ["age": "3"], of: "c"))
  }

  @Test("sensitive items and attributes use their own minimum", arguments: ["item", "section", "attribute"])
  func sensitiveMinimum(_ place: String) {
    let people = [People(count: 30, age: 1), People(count: 20, age: 2), People(count: 9, age: 3)]
    let table = People.table(people, groupings: [Grouping(by: ["age"])]) { survey in
      switch place {
      case "item": survey.sections[0].items[0].sensitive = true
      case "section": survey.sections[0].sensitive = true
      default: survey.attributes[2].sensitive = true
      }
    }
    let gate = DisclosureGate(responses: table)
    #expect(!isShown(gate, ["age": "3"]))
    #expect(isShown(gate, ["age": "3"], of: "c") == (place == "item"))
  }

  @Test("an item behind a condition is hidden wherever the item that gates it is")
  func conditionalItem() {
    // Of age 3, seven were asked c but only four answered the scale of its gate.
    let people = [
      People(count: 30, age: 1), People(count: 20, age: 2), People(count: 4, age: 3),
      People(count: 3, age: 3, answers: (4, AnswerByte.skipped, 4)),
    ]
    let table = People.table(people, groupings: [Grouping(by: ["age"])]) { survey in
      survey.sections[0].items[2].showIf = .item("a", in: [4])
    }
    #expect(!isShown(DisclosureGate(responses: table), ["age": "3"], of: "c"))
  }

  @Test("what was not declared is refused as undeclared, with the nearest group that is shown")
  func undeclared() {
    let people = [People(count: 30, status: 1, age: 1), People(count: 20, status: 2, age: 2)]
    let gate = DisclosureGate(responses: People.table(people, groupings: [Self.status]))
    #expect(
      suppression(gate, ["age": "1"]) == Suppression(reason: .undeclared, because: [], showInstead: .total))
    #expect(suppression(gate, ["age": "1", "status": "2"])?.showInstead == Group(["status": "2"]))
    #expect(gate.groups(of: Grouping(by: ["age"]), for: Self.a).isEmpty)
  }

  @Test("nobody answered and not asked differ from hidden")
  func emptiness() throws {
    let missing = AnswerByte.skipped
    let people = [
      People(count: 30, age: 1, answers: (4, 4, 0)), People(count: 20, age: 2, answers: (missing, missing, 4)),
    ]
    let gate = DisclosureGate(responses: People.table(people, groupings: [Grouping(by: ["age"])]))
    guard case .empty(.nobodyAnswered)? = cell(gate, ["age": "2"])?.cell else { return #expect(Bool(false)) }
    guard case .empty(.notAsked)? = cell(gate, ["age": "1"], of: "c")?.cell else { return #expect(Bool(false)) }
    guard case .empty(.nobodyAnswered)? = cell(gate, ["age": "3"])?.cell else { return #expect(Bool(false)) }
  }

  @Test("statistics are computed for admitted cells only")
  func computesAdmittedOnly() {
    let people = [People(count: 4, age: 3), People(count: 20, age: 1), People(count: 9, age: 2)]
    let gate = DisclosureGate(responses: People.table(people, groupings: [Grouping(by: ["age"])]))
    var computed: [Group] = []
    let keys = ["1", "2", "3"].map { CellKey(variable: Self.a, group: Group(["age": $0])) }
    let released = gate.release(keys) { key, _ in computed.append(key.group) }
    #expect(computed == [Group(["age": "1"])])
    #expect(released.cells.map(\.key) == keys)
    #expect(released.suppressedCount == 2)
  }

  @Test(
    "kinds of missing answers are told for everybody, and only where each is nobody or enough people",
    arguments: [(6, true), (3, false)])
  func missingKinds(_ skipped: Int, isShown: Bool) {
    let people = [People(count: 30), People(count: skipped, answers: (AnswerByte.skipped, 4, 4))]
    let gate = DisclosureGate(responses: People.table(people, groupings: []))
    let released = gate.releaseMissing(of: ["a", "b"])
    #expect(released.value(of: "a")?.skipped == (isShown ? skipped : nil))
    #expect(released.value(of: "b")?.skipped == 0)
  }

  @Test("how items go together is told from 30 people who answered all of them", arguments: [(29, false), (30, true)])
  func wholeOnly(_ complete: Int, isShown: Bool) {
    let people = [People(count: complete), People(count: 8, answers: (4, AnswerByte.skipped, 4))]
    let gate = DisclosureGate(
      responses: People.table(people, groupings: []), joint: [JointRequest(["a", "b", "c"])])
    let cell = gate.releaseForWhole(of: ["a", "b", "c"]) { 1 }
    let counted: Int? = if case .shown(_, let respondents) = cell { respondents } else { nil }
    #expect(counted == (isShown ? complete : nil))
  }

  @Test("an indicator shares the fate of what it measures")
  func indicators() {
    let people = [People(count: 20, age: 1), People(count: 3, age: 2), People(count: 9, age: 3)]
    let gate = DisclosureGate(responses: People.table(people, groupings: [Grouping(by: ["age"])]))
    let indicator = Indicator(id: "speaking", title: RandomWorld.text("Speaking"), of: "s", measure: .mean)
    let released = gate.release(indicators: [indicator], in: [.total, Group(["age": "2"])]) { _, _ in 4.0 }
    #expect(released.value(of: "speaking") == 4)
    #expect(released.value(of: "speaking", in: Group(["age": "2"])) == nil)
  }

  @Test("a wave of fewer people than the minimum shows nothing at all")
  func tooFewAltogether() {
    let gate = DisclosureGate(responses: People.table([People(count: 4)], groupings: [Self.status]))
    #expect(suppression(gate, [:]) == Suppression(reason: .small, because: [], showInstead: nil))
  }

  @Test("the minimum frozen with the wave counts, not that of the survey")
  func frozenMinimum() {
    let people = [People(count: 30, age: 1), People(count: 15, age: 2), People(count: 8, age: 3)]
    let table = People.table(people, groupings: [Grouping(by: ["age"])])
    #expect(isShown(DisclosureGate(responses: table), ["age": "3"]))
    #expect(!isShown(DisclosureGate(responses: table, privacy: PrivacyRules(minimumGroup: 10)), ["age": "3"]))
  }

  @Test("a crossing folds a few who did not say although they are enough by themselves")
  func foldsInCrossings() {
    // Ten people didn't state their age: four of status 1, six of status 2.
    let table = People.table(
      [
        People(count: 20, status: 1, age: 1), People(count: 9, status: 1, age: 2), People(count: 25, status: 2, age: 1),
        People(count: 8, status: 2, age: 2), People(count: 4, status: 1, age: 255),
        People(count: 6, status: 2, age: 255),
      ], groupings: [Grouping(by: ["age"]), Grouping(by: ["status", "age"])])
    let gate = DisclosureGate(responses: table)
    #expect(isShown(gate, ["age": "declined"]))
    #expect(cell(gate, ["status": "1", "age": "1"])?.key.group == Group(["status": "1", "age": "1+declined"]))
    for status in ["1", "2"] {
      for age in ["1", "2"] { #expect(isShown(gate, ["status": status, "age": age])) }
    }
  }

  @Test("the same answers give the same decisions, whatever the order of the people")
  func deterministic() {
    let groupings = [Grouping(by: ["unit"], weight: 10), Grouping(by: ["status", "age"])]
    let world = RandomWorld(seed: 7, people: 60...60, groupings: groupings).table
    let backwards = ResponseTable(
      survey: world.survey, organisation: world.organisation, respondents: world.respondents,
      columns: zip(world.layout.columns, world.columns).map { column, bytes in
        stride(from: bytes.count - column.width, through: 0, by: -column.width).flatMap {
          bytes[$0..<$0 + column.width]
        }
      })
    #expect(DisclosureGate(responses: world).hidden == DisclosureGate(responses: backwards).hidden)
  }
}
