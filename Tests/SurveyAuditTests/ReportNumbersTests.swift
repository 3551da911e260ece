import Foundation
import SurveyCore
import SurveyReport
import SurveyTestSupport
import Testing

@testable import SurveyAudit

/// Reports as the engine writes them, read by the audit.
@Suite struct ReportNumbersTests {
  @Test("the audit counts what the report printed", arguments: 1...4)
  func numbers(_ seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    let records = (0..<150).map { _ -> [UInt8] in
      func pick(_ most: UInt8) -> UInt8 {
        Int.random(in: 0..<20, using: &generator) == 0 ? 254 : UInt8.random(in: 1...most, using: &generator)
      }
      let (ps1, ps2, nps) = (pick(5), pick(5), pick(11))
      let ticks = (0..<3).map { _ in UInt8.random(in: 1...2, using: &generator) }
      let unit: UInt16 = [4, 5, 6, 7, 7, 6, 5, 65_535][Int.random(in: 0..<8, using: &generator)]
      return SampleRelease.record(ps1: ps1, ps2: ps2, nps: nps, ticks: ticks, unit: unit, status: pick(2))
    }
    let table = SampleRelease.table(records)
    let text = LocalizedText([.nl: "x", .en: "x"])
    let plan = ReportPlan(
      id: "all", title: text, audience: text, languages: [.nl, .en],
      blocks: [
        .items(section: nil), .scales, .indicators,
        .comparison(by: ["unit"], of: ["ps1", "ps2", "nps", "trainings", "tenure", "safety-scale"]),
        .comparison(by: ["status"], of: []),
      ])
    let facts = WaveFacts(
      wave: "w1", mode: .code, opened: Date(timeIntervalSince1970: 0), closed: Date(timeIntervalSince1970: 9),
      timeZone: .gmt, respondents: table.respondents, headcount: nil, codesPrinted: nil, privacy: table.survey.privacy)
    let report = ReportBuilder(
      table: table, gate: DisclosureGate(responses: table), facts: facts,
      configuration: WorkspaceConfiguration(organisationName: text, languages: [.nl, .en])
    ).report(plan, ledgerHead: "")
    let audit = ReleaseAudit(responses: table).audit([try ReleaseDocument(json: report.json.text())])
    #expect(audit.groups > 30)
    #expect(audit.findings.filter { [.numberDiffers, .unreadable].contains($0.kind) }.isEmpty)
    #expect(audit.findings.filter { $0.kind == .exposure }.isEmpty)
  }
}
