import Foundation
import SurveyCore
import SurveyTestSupport
import Testing

@testable import SurveyServer

/// survey-format.md, `comments-by`: a comment is sealed with the unit at that level and nothing else of the answer.
@Suite struct CommentSealingTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let level: String?
    let unit: String?
    let text: String
    /// The unit that is sealed with the comment.
    let sealed: String?
    var testDescription: String {
      "\(text.isEmpty ? "no comment" : "comment") by \(level ?? "none") in \(unit ?? "none")"
    }
  }

  static let cases = [
    Case(level: nil, unit: "N2", text: "More time.", sealed: nil),
    Case(level: "team", unit: "N2", text: "More time.", sealed: "N2"),
    Case(level: "district", unit: "N2", text: "More time.", sealed: "north"),
    Case(level: "district", unit: "S1", text: "More time.", sealed: "south"),
    Case(level: "zone", unit: "S1", text: "More time.", sealed: "zone"),
    Case(level: "district", unit: nil, text: "More time.", sealed: nil),
    Case(level: "nowhere", unit: "N2", text: "More time.", sealed: nil),
    // The unit of somebody who wrote nothing is not beside an empty comment.
    Case(level: "district", unit: "N2", text: "", sealed: nil),
  ]

  @Test("a comment carries the unit at the survey's level, an empty one carries none", arguments: cases)
  func unit(_ example: Case) throws {
    var survey = SampleSurvey.survey
    survey.privacy.commentsBy = example.level
    let organisation = SampleSurvey.organisation
    var answers: [String: AnswerInput] = ["team": .number(0)]
    if let unit = example.unit { answers["unit"] = .text(unit) }
    if !example.text.isEmpty { answers["improve"] = .text(example.text) }
    let validated = try AnswerValidator(survey: survey, organisation: organisation).validate(answers)
    let records = try CommentSealing(survey, organisation: organisation).records(of: validated)
    #expect(records.map(\.count) == [CommentRecord.size(maximumLength: 200)])
    let record = try #require(CommentRecord(padded: records[0]))
    #expect(record.text == example.text)
    let index = example.sealed.flatMap { id in organisation.units.firstIndex { $0.id == id } }
    #expect(record.unit == index.map { UInt16($0 + 1) } ?? UnitCode.notShown)
  }

  @Test func `a wave whose key is none can't be prepared`() throws {
    let wave = ServedWave(
      id: "w", survey: SampleSurvey.survey, organisation: SampleSurvey.organisation, mode: .open, languages: [.en],
      opens: .distantPast, closes: .distantFuture, keeperPublicKey: Data([1]), keeperProven: true, isClosed: false)
    #expect(throws: (any Error).self) { try PreparedWave(wave) }
  }
}
