import Foundation
import SurveyCore
import SurveyTestSupport
import Synchronization

@testable import SurveyStore

/// A workspace in a temporary folder with one open wave of the sample survey, and a clock that tests turn.
final class WaveHarness: Sendable {
  let folder: URL
  let workspace: Workspace
  let box: BoxStore
  let results: ResultsStore
  let lifecycle: WaveLifecycle
  let key = KeeperKey()
  /// The signing key, in waves of mode `pass`.
  let signingKey: PassSigningKey?
  let wave = "w1"
  private let time: Mutex<Date>

  init(mode: ParticipationMode = .open, prove: Bool = true, sharing: KeySharing? = nil) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "store-\(UUID().uuidString)")
    workspace = try Workspace.make(
      at: folder, configurationText: SampleSurvey.workspaceText, organisationText: SampleSurvey.organisationText)
    signingKey = mode == .pass ? try PassSigningKey() : nil
    let start = Date(timeIntervalSince1970: 1_800_000_000)
    time = Mutex(start)
    let clock = ClockBox()
    box = try BoxStore(at: folder.appending(path: "data/box.sqlite"), clock: { clock.now })
    results = try workspace.openResults()
    lifecycle = WaveLifecycle(
      box: box, results: results, receipts: try workspace.receiptSigner(), clock: { clock.now })
    clock.read = { [weak self] in self?.now ?? start }
    try lifecycle.open(
      WaveOpening(
        name: wave, survey: SampleSurvey.survey, surveyText: SampleSurvey.text, mode: mode, languages: [.nl, .en],
        opens: start.addingTimeInterval(-60), closes: start.addingTimeInterval(3_600), passKey: signingKey?.publicKey,
        keeper: KeeperPublic(key: key.publicKey, sharing: sharing)),
      in: workspace)
    if prove { try lifecycle.prove(wave, with: key) }
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  var now: Date {
    get { time.withLock { $0 } }
    set { time.withLock { $0 = newValue } }
  }

  /// A sealed answer whose `ps1` has that byte, with a comment.
  func answer(ps1: UInt8, comment: String = "") throws -> SealedAnswer {
    let served = try box.wave(wave)
    let layout = ColumnLayout(served.survey)
    var record = [UInt8](repeating: AnswerByte.skipped, count: layout.recordSize)
    record[layout.columns(of: "ps1")[0].offset] = ps1
    let padded = CommentRecord(text: comment).padded(maximumLength: 200)!
    return try Sealer(publicKey: served.keeperPublicKey, wave: wave).seal(record: Data(record), comments: [padded])
  }

  /// A pass that the desk signed.
  func pass() throws -> AnsweringRight {
    guard let signingKey else { throw PassKeyError.notAPassKey }
    let request = try PassRequest(for: signingKey.publicKey)
    return .pass(try request.pass(from: try signingKey.sign(request.blinded)))
  }

  static func nonce() -> AnsweringRight {
    .nonce(Data((0..<16).map { _ in UInt8.random(in: 0...255) }))
  }
}

/// Lets stores read a clock that belongs to an object made after them.
private final class ClockBox: Sendable {
  private let source = Mutex<(@Sendable () -> Date)?>(nil)
  var read: (@Sendable () -> Date)? {
    get { source.withLock { $0 } }
    set { source.withLock { $0 = newValue } }
  }
  var now: Date { read?() ?? Date(timeIntervalSince1970: 1_800_000_000) }
}
