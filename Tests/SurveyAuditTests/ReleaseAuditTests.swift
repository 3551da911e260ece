import SurveyCore
import SurveyTestSupport
import Testing

@testable import SurveyAudit

@Suite struct ReleaseAuditTests {
  private typealias Sample = SampleRelease

  @Test(
    "groups are rebuilt from their names",
    arguments: [
      ([:], 48), (["unit": "zone"], 44), (["unit": "north"], 22), (["unit": "N1"], 10), (["unit": "declined"], 4),
      (["unit": "S2+declined"], 18), (["unit": "zone+declined"], 48), (["status": "2"], 14),
      (["unit": "south", "status": "1"], 16), (["trainings": "1"], 24), (["trainings": "3"], 0),
      (["unit": "nowhere"], nil), (["status": "7"], nil), (["colour": "1"], nil),
    ] as [([String: String], Int?)])
  func groups(_ values: [String: String], _ count: Int?) {
    #expect(GroupReading(Sample.table()).people(of: Group(values))?.count == count)
  }

  @Test func `right numbers are no findings`() throws {
    // ps1 is reversed: 30 of the 48 answers are 1 to 3, of which 1 and 2 are favourable.
    let document = try Sample.document([
      Sample.cell("ps1", #"{"unit": "N1"}"#, n: 10, #""mean": 3, "counts": {"1": 2, "2": 2, "3": 2, "4": 2, "5": 2}"#),
      Sample.cell("ps1", #"{"unit": "N1"}"#, n: 10, #""favourable": {"share": 0.4, "low": 0.1, "high": 0.8}"#),
      Sample.cell("trainings", #"{"unit": "N1"}"#, n: 10, #""counts": {"1": 5, "2": 4, "3": 0}"#),
      // Scores are (6 − ps1 + ps2) / 2: 4, 4, 4, 1.5, 1.5, twice.
      Sample.cell("safety-scale", #"{"unit": "N1"}"#, n: 10, #""mean": 3, "favourable": {"share": 0.6}"#),
    ])
    let audit = ReleaseAudit(responses: Sample.table()).audit([document])
    #expect(audit.findings.isEmpty)
    #expect(audit.variables == 3)
    #expect(audit.groups == 3)
    #expect(audit.isExhaustive)
  }

  @Test(
    "a number that the answers don't give is named",
    arguments: [
      (Sample.cell("ps1", #"{"unit": "N1"}"#, n: 11), "n"),
      (Sample.cell("ps1", #"{"unit": "N1"}"#, n: 10, #""mean": 3.0001"#), "mean"),
      (Sample.cell("ps1", #"{"unit": "N1"}"#, n: 10, #""counts": {"1": 3, "2": 1, "3": 2, "4": 2, "5": 2}"#), "counts"),
      (Sample.cell("ps1", #"{"unit": "N1"}"#, n: 10, #""favourable": {"share": 0.5}"#), "favourable share"),
      (Sample.cell("safety-scale", #"{"unit": "N1"}"#, n: 10, #""mean": 3.1"#), "mean"),
    ])
  func differs(_ cell: String, _ figure: String) throws {
    let audit = ReleaseAudit(responses: Sample.table()).audit([try Sample.document([cell])])
    #expect(audit.findings.map(\.kind) == [.numberDiffers])
    #expect(audit.findings.first?.detail == figure)
    #expect(audit.sentences.first?.contains("the printed \(figure) isn't what the answers give") == true)
  }

  @Test func `what the survey doesn't have can't be audited and is named`() throws {
    let document = try Sample.document([
      Sample.cell("ps9", n: 10), Sample.cell("ps1", #"{"unit": "nowhere"}"#, n: 10),
    ])
    let audit = ReleaseAudit(responses: Sample.table()).audit([document])
    #expect(audit.findings.map(\.kind) == [.unreadable, .unreadable])
    #expect(throws: ReleaseDocument.Unreadable.self) { try ReleaseDocument(json: "{}") }
    #expect(throws: ReleaseDocument.Unreadable.self) { try ReleaseDocument(json: "x") }
  }

  @Test func `releases add up: what each hides by itself, two reveal together`() throws {
    let first = try Sample.document([
      Sample.cell("nps", n: 48), Sample.cell("nps", #"{"unit": "north"}"#, n: 22),
    ])
    let second = try Sample.document([Sample.cell("nps", #"{"unit": "south"}"#, n: 22)])
    let audit = ReleaseAudit(responses: Sample.table())
    #expect(audit.audit([first]).findings.isEmpty)
    #expect(audit.audit([second]).findings.isEmpty)
    let both = audit.audit([first, second])
    #expect(both.findings.filter { $0.kind == .exposure }.map(\.people) == [4])
    #expect(both.releases == 2)
  }

  @Test func `an indicator shows its variable's number of everybody`() throws {
    let cells = [
      Sample.cell("safety-scale", #"{"unit": "north"}"#, n: 22),
      Sample.cell("safety-scale", #"{"unit": "south"}"#, n: 22),
    ]
    let indicator = #"{"id": "speaking", "value": 58.333333333333336, "low": 44, "high": 71, "n": 48}"#
    let audit = ReleaseAudit(responses: Sample.table())
    #expect(audit.audit([try Sample.document(cells)]).findings.isEmpty)
    let found = audit.audit([try Sample.document(cells, indicators: [indicator])]).findings
    #expect(found.filter { $0.kind == .exposure }.map(\.people) == [4])
  }

  @Test func `a banded item follows from its scale and the scale's other items`() throws {
    let cells = [
      Sample.cell("safety-scale", #"{"unit": "N2"}"#, n: 12), Sample.cell("ps1", #"{"unit": "N2"}"#, n: 12),
      Sample.band("ps2", #"{"unit": "N2"}"#),
    ]
    let audit = ReleaseAudit(responses: Sample.table())
    let found = audit.audit([try Sample.document(cells)]).findings
    #expect(found.map(\.kind) == [.itemAgainstScale])
    #expect(found.first?.variable == "ps2")
    #expect(audit.audit([try Sample.document(Array(cells.dropFirst()))]).findings.isEmpty)
  }

  @Test func `sensitive items and attributes have the larger minimum`() throws {
    let south = try Sample.document([Sample.cell("ps1", #"{"unit": "S1"}"#, n: 8)])
    #expect(ReleaseAudit(responses: Sample.table()).audit([south]).findings.isEmpty)
    // The item itself, its section, another item of its scale, the attribute.
    let changes: [@Sendable (inout Survey) -> Void] = [
      { $0.sections[0].items[0].sensitive = true }, { $0.sections[0].sensitive = true },
      { $0.sections[0].items[1].sensitive = true }, { $0.attributes[0].sensitive = true },
    ]
    for change in changes {
      let audit = ReleaseAudit(responses: Sample.table(changing: change)).audit([south])
      #expect(audit.findings.map(\.kind) == [.exposure])
      #expect(audit.findings.first?.people == 8)
    }
  }

  @Test func `hidden cells publish nothing`() throws {
    let document = try Sample.document([
      #"{"variable": "ps1", "group": {"unit": "S1"}, "suppressed": {"reason": "small", "because": []}}"#,
      #"{"variable": "ps1", "group": {"unit": "S2"}, "empty": "not-asked"}"#,
    ])
    let audit = ReleaseAudit(responses: Sample.table()).audit([document])
    #expect(audit.findings.isEmpty)
    #expect(audit.groups == 0)
  }

  @Test func `an item of everybody alike is unanimous`() throws {
    let alike = (0..<12).map { _ in Sample.record(ps1: 1, ps2: 3, unit: 4, status: 1) }
    let document = try Sample.document([Sample.cell("ps1", n: 12)])
    let audit = ReleaseAudit(responses: Sample.table(alike)).audit([document])
    #expect(audit.findings.map(\.kind) == [.unanimous])
  }
}
