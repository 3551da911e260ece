import SurveyCore
import Testing

@testable import SurveyStore

@Suite struct PublishingTests {
  private static func report(_ plan: String, _ language: Language, _ html: String) -> PublishedReport {
    PublishedReport(plan: plan, language: language, title: plan, html: html)
  }

  private func unsealed() async throws -> WaveHarness {
    let harness = try WaveHarness(mode: .code)
    let codes = try harness.lifecycle.drawCodes(2, for: "w1") + harness.lifecycle.drawCodes(2, for: "w1", paper: true)
    for code in codes.dropLast() {
      _ = try await harness.box.submit(try harness.answer(ps1: 1), under: .code(code), in: "w1")
    }
    try harness.lifecycle.close("w1")
    #expect(try harness.lifecycle.unseal("w1", with: harness.key) == 3)
    return harness
  }

  @Test func `answers typed in from paper are counted apart, and nothing says which they are`() async throws {
    let harness = try await unsealed()
    #expect(try harness.results.wave("w1").paperAnswers == 1)
    let printed = try harness.results.ledger().filter { $0.kind == "codes.printed" }.map(\.body)
    #expect(printed == [#"{"count":"2","wave":"w1"}"#, #"{"count":"2","for":"paper","wave":"w1"}"#])
  }

  @Test func `a report is published in place of the one before it, and outlives the answers`() async throws {
    let harness = try await unsealed()
    #expect(try harness.box.publishedReports(of: "w1").isEmpty)
    try harness.lifecycle.publish([Self.report("full", .nl, "1"), Self.report("full", .en, "2")], of: "w1")
    try harness.lifecycle.publish([Self.report("short", .en, "3")], of: "w1")
    try harness.lifecycle.publish([Self.report("full", .en, "4")], of: "w1")
    let expected = [Self.report("full", .en, "4"), Self.report("short", .en, "3")]
    #expect(try harness.box.publishedReports(of: "w1") == expected)
    _ = try harness.lifecycle.delete("w1")
    #expect(try harness.box.publishedReports(of: "w1") == expected)
  }

  @Test func `nothing is published of a wave that isn't unsealed`() throws {
    let harness = try WaveHarness()
    let error = #expect(throws: StoreError.self) {
      try harness.lifecycle.publish([Self.report("full", .en, "1")], of: "w1")
    }
    #expect(error?.description.contains("isn't unsealed yet") == true)
    #expect(try harness.box.publishedReports(of: "w1").isEmpty)
  }
}
