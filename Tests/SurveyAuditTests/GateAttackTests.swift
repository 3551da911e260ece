import Foundation
import SurveyCore
import SurveyReport
import SurveyTestSupport
import Testing

@testable import SurveyAudit

/// The gate against an attacker that shares no code with it and reads every document that is published of random worlds.
///
/// `SURVEY_ATTACK_WORLDS` says how many worlds; `make attack` plays 100,000.
@Suite struct GateAttackTests {
  static let worlds = ProcessInfo.processInfo.environment["SURVEY_ATTACK_WORLDS"].flatMap(Int.init) ?? 2_000
  static let batches = 8

  static let publications: [[Grouping]] = [
    [Grouping(by: ["age"])],
    [Grouping(by: ["unit"])],
    [Grouping(by: ["unit"], levels: ["team"])],
    [Grouping(by: ["trainings"])],
    [Grouping(by: ["status", "age"])],
    [Grouping(by: ["status"]), Grouping(by: ["age"]), Grouping(by: ["status", "age"])],
    [
      Grouping(by: ["unit"], weight: 10), Grouping(by: ["status"]),
      Grouping(by: ["unit", "status"], levels: ["district"]),
    ],
  ]

  static func world(_ seed: Int) -> ResponseTable {
    RandomWorld(seed: UInt64(seed), people: 20...90, groupings: publications[seed % publications.count]).table
  }

  /// What somebody asks for after the wave was unsealed, one after the other.
  static func requests(_ seed: Int) -> [GroupRequest] {
    var random = SeededGenerator(seed: UInt64(seed) &+ 77)
    let attributes = ["unit", "status", "age", "trainings"]
    return (0..<Int.random(in: 0...3, using: &random)).map { _ in
      let chosen = attributes.shuffled(using: &random).prefix(Int.random(in: 1...2, using: &random))
      guard chosen.count == 2, Bool.random(using: &random) else { return GroupRequest(by: Array(chosen)) }
      let value = chosen[1] == "unit" ? "D1" : "1"
      return GroupRequest(by: [chosen[0]], within: [chosen[1]: value])
    }
  }

  static let everything = ReportPlan(
    id: "everything", title: LocalizedText([:]), audience: LocalizedText([:]), languages: [.en],
    blocks: [.indicators, .scales, .items(section: nil), .comparison(by: [], of: [])])

  /// All documents of a wave: everything declared, then each request on top of all before.
  static func documents(_ table: ResponseTable, requests: [GroupRequest]) throws -> [String] {
    var records: [DecisionRecord] = []
    return try ([nil] + requests.map { $0 }).map { asked in
      let gate = DisclosureGate(responses: table, records: records, admitting: [asked].compactMap(\.self))
      if let new = gate.newDecisions { records.append(try read(new)) }
      let facts = WaveFacts(
        wave: "w", mode: .code, opened: .distantPast, closed: .distantPast, timeZone: .gmt,
        respondents: table.respondents, privacy: table.survey.privacy)
      return ReportBuilder(
        table: table, gate: gate, facts: facts,
        configuration: WorkspaceConfiguration(organisationName: LocalizedText([:]), languages: [.en]), asked: asked
      ).report(everything, ledgerHead: "").json.text()
    }
  }

  /// The decisions as the ledger gives them back.
  private static func read(_ record: DecisionRecord) throws -> DecisionRecord {
    try JSONDecoder().decode(DecisionRecord.self, from: JSONEncoder().encode(record))
  }

  @Test("nothing falls, in any order of requests", arguments: 0..<batches)
  func nothingFalls(_ batch: Int) throws {
    for seed in stride(from: batch, to: Self.worlds, by: Self.batches) {
      let table = Self.world(seed)
      let documents = try Self.documents(table, requests: Self.requests(seed)).map { try ReleaseDocument(json: $0) }
      let audit = ReleaseAudit(responses: table).audit(documents)
      #expect(audit.findings.isEmpty, "world \(seed): \(audit.sentences)")
    }
  }

  @Test func `the same attacker beats a plain threshold`() throws {
    let seeds = 0..<140
    let beaten = try seeds.count { seed in
      let table = Self.world(seed)
      let gate = DisclosureGate(responses: table)
      let reading = try #require(AnswerReading(of: "a", in: table))
      let people = GroupReading(table)
      let answered = PeopleSet(reading.answers.indices.filter { reading.answers[$0] != nil })
      let groups = try table.survey.publication.groupings.flatMap { grouping in
        try ([Group.total] + gate.groups(of: grouping, for: "a")).map {
          AuditedGroup($0, people: try #require(people.people(of: $0)), minimum: 5)
        }
      }
      let shown = groups.filter { $0.people.intersection(answered).count >= 5 }
      return !Attacker().attack(
        AuditedVariable("a", answers: reading.answers, favourable: reading.favourable, shown: shown, banded: [])
      ).findings.isEmpty
    }
    #expect(beaten > 70, "beaten in \(beaten) of \(seeds.count) worlds")
    print("A plain threshold is beaten in \(beaten) of \(seeds.count) worlds.")
  }

  @Test("a repeated request gives the same bytes", arguments: 0..<40)
  func repeated(_ seed: Int) throws {
    let table = Self.world(seed)
    let requests = Self.requests(seed)
    let documents = try Self.documents(table, requests: requests + requests)
    #expect(Array(documents[1..<(1 + requests.count)]) == Array(documents[(1 + requests.count)...]))
    #expect(try Self.documents(table, requests: requests + requests) == documents)
  }
}
