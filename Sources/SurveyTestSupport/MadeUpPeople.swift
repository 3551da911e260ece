public import SurveyCore

/// So many people alike, who answer the survey of ``RandomWorld/survey(groupings:minimum:)``; their answers go round, so that a few people
/// have every opinion.
public struct MadeUpPeople: Sendable {
  /// How many they are.
  public var count: Int
  /// The position of their status, or a byte that stands for a missing answer.
  public var status: UInt8
  /// The position of their age.
  public var age: UInt8
  /// Their unit, as ``organisation`` numbers it from 1.
  public var unit: UInt16
  /// What the first of them answers to a, b and c, from which the others go round; all of them where it is no answer.
  public var answers: (a: UInt8, b: UInt8, c: UInt8)
  /// Whether they had the training.
  public var ticked: Bool
  /// Whether all of them answer 5 to a.
  public var alike: Bool

  /// Makes people.
  public init(
    count: Int, status: UInt8 = 1, age: UInt8 = 1, unit: UInt16 = 3,
    answers: (a: UInt8, b: UInt8, c: UInt8) = (1, 1, 1), ticked: Bool = false, alike: Bool = false
  ) {
    self.count = count
    self.status = status
    self.age = age
    self.unit = unit
    self.answers = answers
    self.ticked = ticked
    self.alike = alike
  }

  /// Two districts with three teams: D1T1 is unit 3, D1T2 unit 4 and D2T1 unit 6.
  public static let organisation = Organisation(units: [
    .init(id: "zone", parent: nil, level: "zone", name: "Zone", headcount: nil),
    .init(id: "D1", parent: 0, level: "district", name: "D1", headcount: nil),
    .init(id: "D1T1", parent: 1, level: "team", name: "D1T1", headcount: nil),
    .init(id: "D1T2", parent: 1, level: "team", name: "D1T2", headcount: nil),
    .init(id: "D2", parent: 0, level: "district", name: "D2", headcount: nil),
    .init(id: "D2T1", parent: 4, level: "team", name: "D2T1", headcount: nil),
  ])

  /// The answers of some people.
  ///
  /// - Parameter change: Changes the survey before they answer; its questions must stay in their places.
  public static func table(
    _ people: [MadeUpPeople], groupings: [Grouping], changing change: (inout Survey) -> Void = { _ in }
  ) -> ResponseTable {
    var survey = RandomWorld.survey(groupings: groupings)
    change(&survey)
    return ResponseTable(survey: survey, organisation: organisation, records: people.flatMap(\.records))
  }

  private var records: [UInt8] {
    (0..<count).flatMap { person -> [UInt8] in
      var record = [answers.a, answers.b, answers.c].enumerated().map { item, first in
        guard (1...5).contains(first) else { return first }
        return (first + 4 + UInt8((item + 1) * person % 5)) % 5 + 1
      }
      if alike { record[0] = 5 }
      record.append(ticked ? AnswerByte.ticked : AnswerByte.notTicked)
      return record + [UInt8(unit & 255), UInt8(unit >> 8), status, age]
    }
  }
}
