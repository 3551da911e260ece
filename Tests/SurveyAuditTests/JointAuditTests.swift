import SurveyCore
import SurveyTestSupport
import Testing

@testable import SurveyAudit

/// Published drivers and reliabilities, read and tested by the audit.
@Suite struct JointAuditTests {
  /// 40 people, of whom the first few skipped nps and as many others ps2.
  static func table(skipping count: Int) -> ResponseTable {
    SampleRelease.table(
      (0..<40).map { person in
        SampleRelease.record(
          ps1: UInt8(person % 5) + 1, ps2: (20..<20 + count).contains(person) ? 254 : UInt8(person % 4) + 1,
          nps: person < count ? 254 : UInt8(person % 11) + 1, unit: 4, status: 1)
      })
  }

  static func drivers(_ outcome: String, _ predictors: [String], n: Int) throws -> ReleaseDocument {
    let weights = predictors.map { "\"\($0)\": {}" }.joined(separator: ", ")
    return try ReleaseDocument(
      json: """
        {"format": "survey.report/1", "wave": "w1", "cells": [], "indicators": [],
        "drivers": {"outcome": "\(outcome)", "n": \(n), "weights": {\(weights)}}}
        """)
  }

  static func kinds(_ table: ResponseTable, _ documents: [ReleaseDocument]) -> [AuditFinding.Kind] {
    ReleaseAudit(responses: table).audit(documents).findings.map(\.kind)
  }

  @Test func `right numbers of enough people are no finding`() throws {
    let document = try Self.drivers("nps", ["safety-scale"], n: 40)
    #expect(Self.kinds(Self.table(skipping: 0), [document, document]).isEmpty)
  }

  @Test func `a wrong number of people, and too few, are named`() throws {
    #expect(Self.kinds(Self.table(skipping: 2), [try Self.drivers("nps", ["ps1"], n: 39)]) == [.numberDiffers])
    #expect(Self.kinds(Self.table(skipping: 11), [try Self.drivers("nps", ["ps1"], n: 29)]) == [.jointSmall])
    #expect(Self.kinds(Self.table(skipping: 0), [try Self.drivers("nps", ["ps9"], n: 40)]) == [.unreadable])
  }

  @Test("two statistics of one pair may not differ by few people", arguments: [(2, true), (5, false)])
  func difference(_ skipping: Int, _ isFound: Bool) throws {
    // ps1 with nps, then ps2 of the same scale with nps: those who skipped ps2 are the difference.
    let documents = [
      try Self.drivers("nps", ["ps1"], n: 40 - skipping), try Self.drivers("nps", ["ps2"], n: 40 - 2 * skipping),
    ]
    #expect(Self.kinds(Self.table(skipping: skipping), documents) == (isFound ? [.jointDifference] : []))
  }

  @Test func `reliabilities of an analysis are read as well`() throws {
    let document = try ReleaseDocument(
      json: """
        {"wave": "w1", "analysis": {"format": "survey.analysis/1", "items": {}, "scales": {"safety-scale":
        {"reliability": {"cases": 40, "items": {"ps1": {}, "ps2": {}}}}}}}
        """)
    #expect(document.joint == [ReleaseDocument.Joint(variables: ["ps1", "ps2"], people: 40)])
    #expect(Self.kinds(Self.table(skipping: 2), [document]) == [.numberDiffers])
  }
}
