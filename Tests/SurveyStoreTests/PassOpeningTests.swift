import Foundation
import SurveyCore
import SurveyTestSupport
import Testing

@testable import SurveyStore

@Suite struct PassOpeningTests {
  private let folder: URL
  private let workspace: Workspace
  private let box: BoxStore
  private let desk: DeskStore
  private let lifecycle: WaveLifecycle
  private let keeper = KeeperKey()

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "passes-\(UUID().uuidString)")
    workspace = try Workspace.make(
      at: folder, configurationText: SampleSurvey.workspaceText, organisationText: SampleSurvey.organisationText)
    let clock: @Sendable () -> Date = { DeskHarness.start }
    box = try BoxStore(at: folder.appending(path: "data/box.sqlite"), clock: clock)
    desk = try DeskStore(at: folder.appending(path: "data/desk.sqlite"), keys: workspace.deskKeys, clock: clock)
    lifecycle = WaveLifecycle(
      box: box, results: try workspace.openResults(), receipts: try workspace.receiptSigner(), desk: desk, clock: clock)
  }

  private var opening: WaveOpening {
    WaveOpening(
      name: "w1", survey: SampleSurvey.survey, surveyText: SampleSurvey.text, mode: .pass, languages: [.nl, .en],
      opens: DeskHarness.start.addingTimeInterval(-60), closes: DeskHarness.start.addingTimeInterval(3_600),
      keeper: KeeperPublic(key: keeper.publicKey))
  }

  private func open() throws {
    try lifecycle.open(lifecycle.preparePasses(for: opening, roster: DeskHarness.roster(6)), in: workspace)
    try lifecycle.prove("w1", with: keeper)
  }

  @Test func `a workspace has a desk from the start`() {
    for file in ["data/desk.sqlite", "keys/desk/desk.key"] {
      #expect(FileManager.default.fileExists(atPath: folder.appending(path: file).path), "\(file)")
    }
  }

  @Test func `an interrupted opening is repeated with the same key`() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let first = try lifecycle.preparePasses(for: opening, roster: DeskHarness.roster(5))
    try open()
    #expect(try box.wave("w1").passKey == first.passKey)
    #expect(try desk.wave("w1").passKey == first.passKey)
    #expect(try desk.invited(to: "w1").count == 6)
  }

  @Test func `closing closes box and desk, and destroys the signing key`() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    try open()
    #expect(workspace.deskKeys.hasSigningKey(of: "w1"))
    try lifecycle.close("w1")
    #expect(!workspace.deskKeys.hasSigningKey(of: "w1"))
    #expect(try desk.wave("w1").isClosed)
    try lifecycle.close("w1")
  }

  @Test func `a survey whose roster is sensitive has no passes`() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    var sensitive = opening
    sensitive.survey.privacy.isRosterSensitive = true
    let problems = sensitive.problems(
      in: workspace.configuration, organisation: SampleSurvey.organisation, now: DeskHarness.start)
    #expect(problems.contains { $0.isPolicy && $0.text.contains("roster-sensitive") })
    sensitive.mode = .open
    #expect(
      !sensitive.problems(in: workspace.configuration, organisation: SampleSurvey.organisation, now: DeskHarness.start)
        .contains { $0.text.contains("roster-sensitive") })
  }

  @Test func `a slip that can't be written, or comes too late, leaves no code`() async throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    try open()
    struct Full: Error {}
    #expect(throws: Full.self) { try lifecycle.drawSlip(for: "P1", in: "w1") { _ in throw Full() } }
    #expect(try box.counts(of: "w1").codes == 0)
    #expect(try !desk.invited(to: "w1").contains { $0.hasPass })
    // Somebody gets the pass while the slip is printed.
    #expect(throws: StoreError.self) {
      try lifecycle.drawSlip(for: "P1", in: "w1") { _ in _ = try desk.handOutSlip(to: "P1", in: "w1") }
    }
    #expect(try desk.invited(to: "w1").count { $0.hasPass } == 1)
    #expect(try box.counts(of: "w1").codes == 0)
    let code = try lifecycle.drawSlip(for: "P2", in: "w1")
    #expect(try box.state(of: .code(code), in: "w1") == .unused)
    try lifecycle.voidSlip(code, in: "w1")
    #expect(try box.state(of: .code(code), in: "w1") == .unknown)
    #expect(throws: StoreError.self) { try lifecycle.voidSlip(code, in: "w1") }
  }
}
