import SurveyCore

import struct Foundation.Date
import struct Foundation.TimeZone

@testable import SurveyReport

/// A small survey with every kind of item, a table of planted answers, and what a report of it needs.
enum SampleReport {
  /// A text that names its language.
  static func text(_ plain: String) -> LocalizedText {
    LocalizedText(Dictionary(uniqueKeysWithValues: Language.allCases.map { ($0, "\(plain) (\($0.rawValue))") }))
  }

  static func choice(_ id: String, _ codes: ClosedRange<Int>, favourable: [Int] = [], unfavourable: [Int] = [])
    -> AnswerKind
  {
    .choice(
      AnswerSet(
        id: id, options: codes.map { AnswerOption(code: $0, label: text("\(id) \($0)")) }, favourable: favourable,
        unfavourable: unfavourable, decline: true))
  }

  static let agree = choice("agree", 1...5, favourable: [4, 5], unfavourable: [1, 2])

  static let survey = Survey(
    id: "sample", version: 2, languages: Language.allCases, title: text("Sample"), about: text("About"),
    source: SurveySource(origin: "own items", licence: "EUPL-1.2", pretested: [.nl: true]),
    privacy: PrivacyRules(),
    publication: PublicationRules(groupings: [Grouping(by: ["unit"], weight: 10), Grouping(by: ["status"])]),
    answerSets: [],
    attributes: [
      Attribute(id: "unit", text: text("Unit"), kind: .unit(level: "team")),
      Attribute(id: "status", text: text("Status"), kind: choice("status", 1...3)),
    ],
    sections: [
      Section(
        id: "safety", title: text("Safety"),
        items: [
          Item(id: "ps1", text: text("A mistake <is> held against \"you\" & yours"), kind: agree, reverse: true),
          Item(id: "ps2", text: text("You can speak up"), kind: agree),
        ]),
      Section(
        id: "other", title: text("Other"),
        items: [
          Item(id: "nps", text: text("Would you recommend us?"), kind: .netScore),
          Item(
            id: "trainings", text: text("Which trainings?"),
            kind: .many([
              AnswerOption(code: 1, label: text("First aid")), AnswerOption(code: 2, label: text("Museum")),
            ])),
          Item(id: "tenure", text: text("How many years?"), kind: .number(bands: [0, 3, 10])),
          Item(id: "improve", text: text("What could be better?"), kind: .comment(maximumLength: 200)),
        ]),
    ],
    scales: [
      Scale(
        id: "safety-scale", title: text("Safety scale"), items: ["ps1", "ps2"], minimumAnswered: 2, favourableFrom: 3.5)
    ],
    indicators: [
      Indicator(id: "speaking", title: text("Speaking"), of: "safety-scale", measure: .favourable, target: 75),
      Indicator(id: "level", title: text("Level"), of: "safety-scale", measure: .mean, target: 3),
      Indicator(id: "index", title: text("Index"), of: "ps2", measure: .index100),
      Indicator(id: "net", title: text("Net"), of: "nps", measure: .netScore, target: -20),
    ])

  static let organisation = Organisation(units: [
    .init(id: "zone", parent: nil, level: "zone", name: "Zone <A&B>", headcount: 400),
    .init(id: "north", parent: 0, level: "district", name: "North", headcount: 250),
    .init(id: "N1", parent: 1, level: "team", name: "North 1", headcount: 200),
    .init(id: "N2", parent: 1, level: "team", name: "North 2", headcount: 50),
    .init(id: "south", parent: 0, level: "district", name: "South", headcount: 150),
    .init(id: "S1", parent: 4, level: "team", name: "South 1", headcount: 150),
  ])

  /// One person: ps1, ps2, nps, two ticks, tenure, unit, status, each as stored.
  static func record(
    ps1: UInt8, ps2: UInt8, nps: UInt8 = 9, ticks: (UInt8, UInt8) = (1, 2), tenure: UInt8 = 2, unit: UInt16,
    status: UInt8
  ) -> [UInt8] {
    [ps1, ps2, nps, ticks.0, ticks.1, tenure, UInt8(unit & 255), UInt8(unit >> 8), status]
  }

  static func table(_ records: [[UInt8]]) -> ResponseTable {
    ResponseTable(survey: survey, organisation: organisation, records: records.flatMap(\.self))
  }

  /// 339 people. Of status 3 there are only four, so status 2 with its 137 people is hidden as well; team North 2 has only three, so
  /// North 1 is hidden.
  static let planted: ResponseTable = {
    var records: [[UInt8]] = []
    for person: UInt8 in 0..<198 {
      let answers = (person % 5 + 1, person % 4 + 2, UInt8(Int(person) * 7 % 11) + 1)
      records.append(
        record(
          ps1: answers.0, ps2: answers.1, nps: answers.2, ticks: person % 3 == 0 ? (2, 1) : (1, 2),
          tenure: person % 3 + 1, unit: person < 10 ? 3 : 6, status: 1))
    }
    for person: UInt8 in 0..<137 {
      let answers: (UInt8, UInt8) = (person % 2 + 1, person % 3 + 3)
      records.append(
        record(
          ps1: answers.0, ps2: answers.1, nps: person % 11 + 1, ticks: person % 4 == 0 ? (2, 1) : (1, 2),
          tenure: person % 3 + 1, unit: person < 3 ? 4 : 3, status: 2))
    }
    for _ in 0..<4 { records.append(record(ps1: 5, ps2: 1, nps: 1, ticks: (2, 2), tenure: 1, unit: 3, status: 3)) }
    return table(records)
  }()

  static let configuration: WorkspaceConfiguration = {
    var configuration = WorkspaceConfiguration(
      organisationName: text("Organisation"), languages: Language.allCases)
    configuration.actions = [
      WorkspaceConfiguration.Action(
        id: "mentors", indicator: "speaking", owner: "Quality care", due: Date(timeIntervalSince1970: 1_803_859_200),
        status: "open", text: text("Mentors"))
    ]
    // 1 January 2020 and 1 March 2026.
    configuration.events = [
      WorkspaceConfiguration.DatedEvent(date: Date(timeIntervalSince1970: 1_577_836_800), label: text("Long ago")),
      WorkspaceConfiguration.DatedEvent(date: Date(timeIntervalSince1970: 1_772_323_200), label: text("Training")),
    ]
    return configuration
  }()

  static func facts(
    mode: ParticipationMode = .code, respondents: Int = 339,
    reported: Date = Date(timeIntervalSince1970: 1_792_100_000)
  ) -> WaveFacts {
    WaveFacts(
      wave: "autumn", mode: mode, opened: Date(timeIntervalSince1970: 1_790_000_000),
      closed: Date(timeIntervalSince1970: 1_792_022_400), reported: reported, timeZone: .gmt, respondents: respondents,
      headcount: 400,
      codesPrinted: mode == .code ? 400 : nil, privacy: survey.privacy)
  }

  static let plan = ReportPlan(
    id: "sample", title: text("Report"), audience: text("leadership"), languages: Language.allCases,
    blocks: [
      .text(text("Words")), .participation, .indicators, .items(section: nil), .items(section: "other"), .scales,
      .comparison(by: ["status"], of: ["safety-scale", "ps2"]), .comparison(by: ["unit"], of: []), .hidden, .actions,
      .method,
    ])

  static func report(
    _ table: ResponseTable = planted, plan: ReportPlan = plan, mode: ParticipationMode = .code,
    facts: WaveFacts? = nil, history: [WaveIndicators] = []
  ) -> Report {
    builder(table, facts: facts ?? Self.facts(mode: mode), joint: plan.jointRequests(in: table.survey))
      .report(plan, ledgerHead: "00c0ffee", history: history)
  }

  /// The indicators of waves that closed on these dates, each after the one before.
  static func history(_ waves: [(wave: String, closed: Date, table: ResponseTable)]) -> [WaveIndicators] {
    waves.reduce(into: []) { history, entry in
      var facts = facts(respondents: entry.table.respondents)
      (facts.wave, facts.closed) = (entry.wave, entry.closed)
      history.append(builder(entry.table, facts: facts).indicators(after: history.last))
    }
  }

  private static func builder(
    _ table: ResponseTable, facts: WaveFacts, joint: [JointRequest] = []
  ) -> ReportBuilder {
    ReportBuilder(
      table: table, gate: DisclosureGate(responses: table, joint: joint), facts: facts, configuration: configuration)
  }
}
