import SurveyCore
import Testing

@testable import SurveyStore

@Suite struct DeskStoreInvitationsTests {
  @Test func `everybody has an invitation of their own, the same each time`() throws {
    let harness = try DeskHarness(people: 30)
    let first = try harness.desk.invited(to: "w1")
    #expect(Set(first.map(\.invitation)).count == 30)
    #expect(try harness.desk.invited(to: "w1") == first)
    #expect(first.map(\.person.identifier) == first.map(\.person.identifier).sorted())
  }

  @Test func `people are reminded twice at most`() throws {
    let harness = try DeskHarness()
    try harness.desk.noteReminder(of: "w1")
    try harness.desk.noteReminder(of: "w1")
    #expect(throws: StoreError.self) { try harness.desk.noteReminder(of: "w1") }
  }

  @Test func `a slip takes the place of a pass, and the other way round`() async throws {
    let harness = try DeskHarness()
    try harness.desk.notePrintedSlip(for: "P1", in: "w1")
    #expect(try harness.desk.handOutSlip(to: "P1", in: "w1"))
    await #expect(throws: PassDeskError.handedOut) { try await harness.pass(for: "P1") }
    #expect(try await harness.desk.isIssued(try harness.invitation("P1"), in: "w1"))
    _ = try await harness.pass(for: "P2")
    #expect(throws: StoreError.self) { try harness.desk.notePrintedSlip(for: "P2", in: "w1") }
    #expect(throws: StoreError.self) { try harness.desk.notePrintedSlip(for: "P99", in: "w1") }
    // Somebody who collects the pass while the slip is being printed has the pass.
    try harness.desk.notePrintedSlip(for: "P3", in: "w1")
    _ = try await harness.pass(for: "P3")
    #expect(try !harness.desk.handOutSlip(to: "P3", in: "w1"))
  }

  @Test func `printed slips are handed out until none is left`() throws {
    let harness = try DeskHarness()
    #expect(throws: StoreError.self) { try harness.desk.handOutPrintedSlip(to: "P1", in: "w1") }
    let other = try PassSigningKey().publicKey
    try harness.desk.prepare(harness.deskWave(key: other), roster: DeskHarness.roster(8), slipsPrinted: 2)
    try harness.desk.handOutPrintedSlip(to: "P1", in: "w1")
    #expect(throws: StoreError.self) { try harness.desk.handOutPrintedSlip(to: "P1", in: "w1") }
    try harness.desk.handOutPrintedSlip(to: "P2", in: "w1")
    #expect(throws: StoreError.self) { try harness.desk.handOutPrintedSlip(to: "P3", in: "w1") }
  }
}
