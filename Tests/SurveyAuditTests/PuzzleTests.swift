import Foundation
import SurveyCore
import SurveyReport
import SurveyTestSupport
import Testing

@testable import SurveyAudit

/// The known ways to get at a small or unanimous group: each works against a plain threshold, and none against the gate.
@Suite struct PuzzleTests {
  typealias People = MadeUpPeople

  /// What the attacker finds where every group of five people is shown, and where the gate decides.
  static func findings(
    _ table: ResponseTable, of variable: String = "a", requests: [GroupRequest] = []
  ) throws -> (threshold: [AuditFinding], gate: [AuditFinding]) {
    let documents = try GateAttackTests.documents(table, requests: requests).map { try ReleaseDocument(json: $0) }
    let gate = DisclosureGate(responses: table, admitting: requests)
    let reading = try #require(AnswerReading(of: variable, in: table))
    let groups = GroupReading(table)
    let wanted = table.survey.publication.groupings.map { GroupRequest($0) } + requests
    let answered = PeopleSet(reading.answers.indices.filter { reading.answers[$0] != nil })
    let shown = try ([Group.total] + wanted.flatMap { gate.groups(of: $0, for: variable) }).map { group in
      AuditedGroup(group, people: try #require(groups.people(of: group)), minimum: 5)
    }.filter { $0.people.intersection(answered).count >= 5 }
    let threshold = Attacker().attack(
      AuditedVariable(variable, answers: reading.answers, favourable: reading.favourable, shown: shown, banded: []))
    return (threshold.findings, ReleaseAudit(responses: table).audit(documents).findings)
  }

  static func expectBeaten(
    _ kind: AuditFinding.Kind, _ table: ResponseTable, requests: [GroupRequest] = [],
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let (threshold, gate) = try findings(table, requests: requests)
    #expect(threshold.contains { $0.kind == kind }, "the puzzle must work", sourceLocation: sourceLocation)
    #expect(gate.isEmpty, "\(gate.map(\.sentence))", sourceLocation: sourceLocation)
  }

  @Test func `total minus siblings`() throws {
    let people = [People(count: 30, age: 1), People(count: 20, age: 2), People(count: 4, age: 3)]
    try Self.expectBeaten(.exposure, People.table(people, groupings: [Grouping(by: ["age"])]))
  }

  @Test func `the declined remainder`() throws {
    // Those who declined would follow if they weren't folded: the threshold names the categories without them.
    let people = [People(count: 20, status: 1), People(count: 12, status: 2), People(count: 3, status: 255)]
    let table = People.table(people, groupings: [Grouping(by: ["status"])])
    let (_, gate) = try Self.findings(table)
    #expect(gate.isEmpty)
    let reading = try #require(AnswerReading(of: "a", in: table))
    let shown = [Group.total, Group(["status": "1"]), Group(["status": "2"])].map {
      AuditedGroup($0, people: GroupReading(table).people(of: $0) ?? PeopleSet([]), minimum: 5)
    }
    #expect(!Attacker().attack(AuditedVariable("a", answers: reading.answers, shown: shown)).findings.isEmpty)
    let released = DisclosureGate(responses: table).release(
      [CellKey(variable: "a", group: Group(["status": "2"]))]) { _, _ in true }
    #expect(released.value(of: "a", in: Group(["status": "2"])) == true, "the small category stays exact")
  }

  @Test func `a two-way table with one hidden cell per line`() throws {
    let people = [
      People(count: 3, status: 1, age: 1), People(count: 20, status: 1, age: 2), People(count: 14, status: 1, age: 3),
      People(count: 17, status: 2, age: 1), People(count: 4, status: 2, age: 2), People(count: 12, status: 2, age: 3),
    ]
    try Self.expectBeaten(
      .exposure,
      People.table(
        people, groupings: [Grouping(by: ["status"]), Grouping(by: ["age"]), Grouping(by: ["status", "age"])]))
  }

  @Test func `filter A against A without b`() throws {
    let people = [
      People(count: 30, age: 1, ticked: true), People(count: 3, age: 1), People(count: 20, age: 2, ticked: true),
      People(count: 20, age: 2),
    ]
    try Self.expectBeaten(
      .exposure, People.table(people, groupings: [Grouping(by: ["age"])]),
      requests: [GroupRequest(by: [], within: ["age": "1", "trainings": "1"])])
  }

  @Test func `a padding tracker`() throws {
    // Age 3 of status 1 has two people: status 1 less its ages 1 and 2, each asked for by itself.
    let people = [
      People(count: 15, status: 1, age: 1), People(count: 12, status: 1, age: 2), People(count: 2, status: 1, age: 3),
      People(count: 14, status: 2, age: 1), People(count: 16, status: 2, age: 2), People(count: 15, status: 2, age: 3),
    ]
    try Self.expectBeaten(
      .exposure, People.table(people, groupings: [Grouping(by: ["status"])]),
      requests: [
        GroupRequest(by: [], within: ["status": "1", "age": "1"]),
        GroupRequest(by: [], within: ["status": "1", "age": "2"]),
      ])
  }

  @Test func `a banded district is the total minus its sibling`() throws {
    let people = [People(count: 12, unit: 3, alike: true), People(count: 30, unit: 6)]
    let table = People.table(people, groupings: [Grouping(by: ["unit"], levels: ["district"])])
    try Self.expectBeaten(.unanimous, table)
    let gate = DisclosureGate(responses: table)
    let groups = ["D1", "D2"].map { Group(["unit": $0]) }
    let cells = gate.release(groups.map { CellKey(variable: "a", group: $0) }) { _, _ in true }
    guard case .banded(let band)? = cells["a", groups[0]] else { return #expect(Bool(false)) }
    #expect(band.favourable == 0.9...1)
    guard case .suppressed(let suppression)? = cells["a", groups[1]] else { return #expect(Bool(false)) }
    #expect(suppression.reason == .difference && suppression.because == [.total])
  }

  @Test func `a shown group exceeds its part by people who think alike`() throws {
    let people = [People(count: 9, age: 1, ticked: false, alike: true), People(count: 30, age: 1, ticked: true)]
    try Self.expectBeaten(.unanimousDifference, People.table(people, groupings: [Grouping(by: ["trainings"])]))
  }

  @Test func `an item against its scale`() throws {
    // Of age 2 all answer a alike: with the scale and b, a would follow.
    let table = People.table(
      [People(count: 30, age: 1), People(count: 10, age: 2, alike: true)], groupings: [Grouping(by: ["age"])])
    let gate = DisclosureGate(responses: table)
    let two = Group(["age": "2"])
    let cells = gate.release(["a", "b", "s"].map { CellKey(variable: $0, group: two) }) { _, _ in true }
    guard case .banded? = cells["a", two] else { return #expect(Bool(false)) }
    #expect(cells.value(of: "b", in: two) == true)
    #expect(cells.value(of: "s", in: two) == nil)
    #expect(try Self.findings(table).gate.isEmpty)
  }

  @Test func `a gating item against its follow-up`() throws {
    // Of age 2 nearly everybody answers 5 to a: who was asked c would tell of them.
    let people = [People(count: 30, age: 1), People(count: 10, age: 2, alike: true)]
    let table = People.table(people, groupings: [Grouping(by: ["age"])]) {
      $0.sections[0].items[2].showIf = .item("a", in: [5])
    }
    let cells = DisclosureGate(responses: table).release([CellKey(variable: "c", group: Group(["age": "2"]))]) { _, _ in
      true
    }
    #expect(cells.suppressedCount == 1)
  }

  @Test func `a mean of 5,0`() throws {
    let table = People.table(
      [People(count: 30, age: 1), People(count: 8, age: 2, alike: true)], groupings: [Grouping(by: ["age"])])
    let json = try GateAttackTests.documents(table, requests: [])[0]
    #expect(!json.contains("\"mean\": 5.0"))
    #expect(json.contains("\"band\": {\"favourable\": {\"low\": 0.8, \"high\": 1.0}}"))
  }

  @Test func `three waves and their total`() throws {
    // Four people answered the second wave: all three together, less the first and the third.
    let waves = [30, 4, 25].map { People.table([People(count: $0)], groupings: []) }
    let documents = try ReleaseDocument.all(in: Self.trend(over: waves))
    var (first, shown, everybody) = (0, [AuditedGroup](), [AuditedGroup]())
    for (place, wave) in waves.enumerated() {
      let people = PeopleSet(first..<first + wave.respondents)
      let group = AuditedGroup(Group(["wave": "w\(place)"]), people: people, minimum: 5)
      let told = documents.filter { $0.wave == "w\(place)" }.flatMap(\.cells)
      #expect(!told.isEmpty)
      if told.contains(where: { if case .shown = $0.content { true } else { false } }) { shown.append(group) }
      if wave.respondents >= 5 { everybody.append(group) }
      first += wave.respondents
    }
    everybody.append(AuditedGroup(.total, people: PeopleSet(0..<first), minimum: 5))
    let answers = try waves.flatMap { try #require(AnswerReading(of: "a", in: $0)).answers }
    func findings(_ groups: [AuditedGroup]) -> [AuditFinding] {
      Attacker().attack(AuditedVariable("a", answers: answers, shown: groups)).findings
    }
    #expect(findings(everybody).contains { $0.kind == .exposure && $0.people == 4 }, "the puzzle must work")
    #expect(shown.map(\.group.values) == [["wave": "w0"], ["wave": "w2"]])
    #expect(findings(shown).isEmpty)
  }

  /// The trend of the survey's indicators over waves, as it is published with the last of them.
  static func trend(over waves: [ResponseTable]) -> String {
    let builders = waves.enumerated().map { place, table in
      ReportBuilder(
        table: table, gate: DisclosureGate(responses: table),
        facts: WaveFacts(
          wave: "w\(place)", mode: .code, opened: Date(timeIntervalSince1970: Double(place) * 9e6),
          closed: Date(timeIntervalSince1970: Double(place) * 9e6 + 1e6), timeZone: .gmt,
          respondents: table.respondents,
          privacy: table.survey.privacy),
        configuration: WorkspaceConfiguration(organisationName: LocalizedText([:]), languages: [.en]))
    }
    let plan = ReportPlan(
      id: "trend", title: LocalizedText([:]), audience: LocalizedText([:]), languages: [.en], blocks: [.trend(of: [])])
    let history = builders.dropLast().reduce(into: [WaveIndicators]()) { $0.append($1.indicators(after: $0.last)) }
    return builders[builders.count - 1].report(plan, ledgerHead: "", history: history).json.text()
  }

  @Test func `a mean in a mail and a count in a report share one fate`() {
    let people = [People(count: 30, age: 1), People(count: 20, age: 2), People(count: 4, age: 3)]
    let table = People.table(people, groupings: [Grouping(by: ["age"])])
    let gate = DisclosureGate(responses: table)
    for age in ["1", "2", "3"] {
      let group = Group(["age": age])
      let mail = gate.release(indicators: table.survey.indicators, in: [group]) { _, _ in true }
      let report = gate.release([CellKey(variable: "s", group: group)]) { _, _ in true }
      #expect(mail.value(of: "speaking", in: group) == report.value(of: "s", in: group))
    }
  }
}
