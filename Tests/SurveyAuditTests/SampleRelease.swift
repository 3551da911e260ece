import SurveyCore
import SurveyTestSupport

@testable import SurveyAudit

/// Answers to the sample survey, and release documents about them written by hand.
enum SampleRelease {
  /// One person: units are numbered zone 1, north 2, south 3, N1 4, N2 5, S1 6, S2 7; 255 declines.
  static func record(
    ps1: UInt8, ps2: UInt8, nps: UInt8 = 5, ticks: [UInt8] = [1, 2, 2], unit: UInt16, status: UInt8
  ) -> [UInt8] {
    [ps1, ps2, 2, ps2, nps] + ticks + [2, UInt8(unit & 255), UInt8(unit >> 8), status]
  }

  /// 48 people: 10 in N1, 12 in N2, 8 in S1, 14 in S2, 4 who didn't say where; of each unit every third is civilian.
  static let records: [[UInt8]] = {
    var records: [[UInt8]] = []
    for (unit, count) in [(4, 10), (5, 12), (6, 8), (7, 14), (65_535, 4)] as [(UInt16, UInt8)] {
      for person in 0..<count {
        records.append(
          record(
            ps1: person % 5 + 1, ps2: (person + 2) % 5 + 1, nps: person % 11 + 1,
            ticks: [person % 2 + 1, person % 3 == 0 ? 1 : 2, 2], unit: unit, status: person % 3 == 2 ? 2 : 1))
      }
    }
    return records
  }()

  static func table(_ records: [[UInt8]] = records, changing survey: (inout Survey) -> Void = { _ in }) -> ResponseTable
  {
    var changed = SampleSurvey.survey
    survey(&changed)
    return ResponseTable(survey: changed, organisation: SampleSurvey.organisation, records: records.flatMap(\.self))
  }

  /// A document with these cells, each written as JSON.
  static func document(_ cells: [String], indicators: [String] = []) throws -> ReleaseDocument {
    try ReleaseDocument(
      json: """
        {"format": "survey.report/1", "wave": "w1", "cells": [\(cells.joined(separator: ", "))],
        "indicators": [\(indicators.joined(separator: ", "))]}
        """)
  }

  /// A shown cell.
  static func cell(_ variable: String, _ group: String = "{}", n: Int, _ more: String = "") -> String {
    #"{"variable": "\#(variable)", "group": \#(group), "n": \#(n)\#(more.isEmpty ? "" : ", " + more)}"#
  }

  /// A banded cell.
  static func band(_ variable: String, _ group: String) -> String {
    #"{"variable": "\#(variable)", "group": \#(group), "band": {"favourable": {"low": 0.9, "high": 1}}}"#
  }
}
