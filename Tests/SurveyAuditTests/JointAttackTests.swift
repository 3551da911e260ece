import Foundation
import SurveyCore
import SurveyTestSupport
import Testing

@testable import SurveyAudit

/// The gate against the audit, about statistics of how several variables go together, over random worlds and sequences of requests.
@Suite struct JointAttackTests {
  static let worlds = 300

  static func world(_ seed: Int) -> ResponseTable {
    RandomWorld(seed: UInt64(seed), people: 30...60, groupings: []).table
  }

  /// Two to five sets of variables, asked for one after the other.
  static func requests(_ seed: Int) -> [[String]] {
    var random = SeededGenerator(seed: UInt64(seed) &+ 5)
    return (0..<Int.random(in: 2...5, using: &random)).map { _ in
      Array(["a", "b", "c", "s", "trainings"].shuffled(using: &random).prefix(Int.random(in: 2...4, using: &random)))
    }
  }

  static func document(_ variables: [String], people: Int) throws -> ReleaseDocument {
    let weights = variables.dropFirst().map { "\"\($0)\": {}" }.joined(separator: ", ")
    return try ReleaseDocument(
      json: """
        {"format": "survey.report/1", "wave": "w", "cells": [], "indicators": [],
        "drivers": {"outcome": "\(variables[0])", "n": \(people), "weights": {\(weights)}}}
        """)
  }

  /// What is published where the gate decides, each request on top of those before.
  static func gated(_ table: ResponseTable, _ requests: [[String]]) throws -> [ReleaseDocument] {
    var records: [DecisionRecord] = []
    return try requests.compactMap { variables in
      let gate = DisclosureGate(responses: table, records: records, joint: [JointRequest(variables)])
      if let new = gate.newDecisions { records.append(new) }
      guard case .shown(_, let people) = gate.releaseForWhole(of: variables, compute: { 0 }) else { return nil }
      return try document(variables, people: people)
    }
  }

  /// What is published where only the number of people counts.
  static func plain(_ table: ResponseTable, _ requests: [[String]]) throws -> [ReleaseDocument] {
    try requests.compactMap { variables in
      let readings = try variables.map { try #require(AnswerReading(of: $0, in: table)) }
      let people = (0..<table.respondents).count { row in readings.allSatisfy { $0.answers[row] != nil } }
      return people < 30 ? nil : try document(variables, people: people)
    }
  }

  @Test func `nothing falls, where a plain minimum of thirty people does`() throws {
    var (shown, beaten) = (0, 0)
    for seed in 0..<Self.worlds {
      let (table, requests) = (Self.world(seed), Self.requests(seed))
      let audit = ReleaseAudit(responses: table)
      let documents = try Self.gated(table, requests)
      shown += documents.count
      let findings = audit.audit(documents).findings
      #expect(findings.isEmpty, "world \(seed): \(findings.map(\.sentence))")
      if !audit.audit(try Self.plain(table, requests)).findings.isEmpty { beaten += 1 }
    }
    #expect(shown > Self.worlds / 2, "\(shown) statistics are shown in \(Self.worlds) worlds")
    #expect(beaten > Self.worlds / 4, "a plain minimum is beaten in \(beaten) of \(Self.worlds) worlds")
    print("A plain minimum of 30 people is beaten in \(beaten) of \(Self.worlds) worlds; the gate shows \(shown).")
  }
}
