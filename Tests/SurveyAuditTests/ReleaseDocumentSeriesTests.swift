import SurveyCore
import Testing

@testable import SurveyAudit

/// Trends, which tell of several waves at once.
@Suite struct ReleaseDocumentSeriesTests {
  static let json = """
    {"format": "survey.report/1", "wave": "w3", "cells": [], "indicators": [{"id": "speaking", "value": 3, "n": 30}],
    "series": [
    {"wave": "w1", "indicators": [{"id": "speaking", "suppressed": {"reason": "small"}}]},
    {"wave": "w2", "indicators": [{"id": "speaking", "value": 66.66666666666667, "n": 48, "previous": 20.5}]},
    {"wave": "w3", "indicators": [{"id": "speaking", "value": 3, "n": 30, "previous": 66.66666666666667}]}]}
    """

  @Test func `each wave has what is told of it`() throws {
    let documents = try ReleaseDocument.all(in: Self.json)
    #expect(documents.map(\.wave) == ["w3", "w1", "w2"])
    #expect(documents.map(\.cells.count) == [2, 2, 2])
    #expect(documents[1].cells.map(\.content) == [.suppressed, .shown(ReleaseDocument.Figures(n: nil, value: 20.5))])
  }

  @Test func `figures of every wave are counted anew, also as the value before`() throws {
    let documents = try ReleaseDocument.all(in: Self.json)
    let audit = ReleaseAudit(responses: SampleRelease.table())
    #expect(audit.audit(documents.filter { $0.wave == "w2" }).findings.isEmpty)
    #expect(audit.audit(documents.filter { $0.wave == "w1" }).findings.map(\.detail) == ["value"])
  }

  @Test func `a hidden wave whose value the next one repeats is found`() throws {
    let few = SampleRelease.table((0..<4).map { SampleRelease.record(ps1: $0 + 1, ps2: 3, unit: 4, status: 1) })
    let found = ReleaseAudit(responses: few).audit(try ReleaseDocument.all(in: Self.json).filter { $0.wave == "w1" })
    #expect(found.findings.map(\.kind).contains(.exposure))
  }

  @Test func `a series that can't be read is refused`() {
    for (old, new) in [
      ("{\"wave\": \"w1\", ", "{"), ("\"suppressed\": {\"reason\": \"small\"}", "\"n\": 1, \"previous\": 2.5"),
    ] {
      #expect(throws: ReleaseDocument.Unreadable.self) {
        try ReleaseDocument.all(in: Self.json.replacing(old, with: new))
      }
    }
  }
}
