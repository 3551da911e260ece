import Foundation
import SurveyCore
import SurveyTestSupport
import Synchronization
import Testing

@testable import SurveyStore

@Suite struct WaveGateTests {
  /// A wave of 40 people, closed so many hours ago.
  @discardableResult
  private func add(
    _ name: String, closedHoursAgo hours: Double = 1, to harness: WaveHarness, survey: Survey = SampleSurvey.survey,
    text: String = SampleSurvey.text, deciding: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
  ) throws -> WaveImport {
    let wave = WaveImport(
      name: name, survey: survey, surveyText: text, opens: harness.now.addingTimeInterval(-90 * 86_400),
      closes: harness.now.addingTimeInterval(-hours * 3_600))
    let lines = (0..<40).map { "\($0 % 5 + 1),\($0 / 5 % 5 + 1),\($0 % 11),N\($0 % 2 + 1)" }
    let answers = try AnswerTable.read(
      text: (["ps1,ps2,nps,unit"] + lines).joined(separator: "\n"), file: "past.csv", survey: survey,
      organisation: SampleSurvey.organisation)
    try harness.lifecycle.add(wave, answers: answers, in: harness.workspace, deciding: deciding)
    return wave
  }

  @Test func `statistics of how variables go together are decided once, and stay in the ledger`() throws {
    let harness = try WaveHarness()
    try add("past", to: harness)
    let before = try harness.results.ledger().count
    let asked = [JointRequest(["nps", "ps1"])]
    for _ in 0..<2 {
      let gate = try harness.results.gate(of: "past", joint: asked, at: harness.now)
      guard case .shown(1, respondents: 40) = gate.releaseForWhole(of: ["ps1", "nps"], compute: { 1 }) else {
        return #expect(Bool(false))
      }
    }
    let entries = try harness.results.ledger().dropFirst(before)
    #expect(entries.map(\.kind) == ["decisions"])
    #expect(
      entries.first?.body
        == #"{"decisions":{"families":[],"joint":[{"request":{"variables":["nps","ps1"]}}],"requests":[],"version":1},"wave":"past"}"#
    )
    _ = try harness.results.gate(of: "past")
    #expect(try harness.results.ledger().count == before + 1)
  }

  @Test func `progress never goes back and ends with everything`() throws {
    let harness = try WaveHarness()
    let told = Mutex<[(done: Int, all: Int)]>([])
    try add("past", to: harness) { done, all in told.withLock { $0.append((done, all)) } }
    let steps = told.withLock { $0 }
    #expect(steps.count > 5)
    #expect(zip(steps, steps.dropFirst()).allSatisfy { $0.done <= $1.done && $0.all == $1.all })
    #expect(steps.last?.done == steps.last?.all)
  }

  @Test func `the waves of a survey come in order of closing, whatever their version, without those deleted`() throws {
    let harness = try WaveHarness()
    let second = SampleSurvey.text.replacing("version: 1", with: "version: 2")
    let other = SampleSurvey.text.replacing("survey: sample", with: "survey: other")
    for (name, hours, text) in [
      ("late", 1, second), ("b-early", 9, SampleSurvey.text), ("a-early", 9, SampleSurvey.text),
      ("gone", 5, SampleSurvey.text), ("other", 3, other),
    ] as [(String, Double, String)] {
      let survey = try #require(SurveyLoader.load(text, file: "sample.yaml").survey)
      try add(name, closedHoursAgo: hours, to: harness, survey: survey, text: text)
    }
    try harness.lifecycle.delete("gone")
    #expect(try harness.results.series(of: "sample").map(\.served.id) == ["a-early", "b-early", "late"])
    #expect(try harness.results.series(of: "none").isEmpty)
  }
}
