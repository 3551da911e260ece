import Foundation
import SurveyCore
import Synchronization

@testable import SurveyStore

/// A desk in a temporary folder with one open wave, and a clock that tests turn.
final class DeskHarness: Sendable {
  static let start = Date(timeIntervalSince1970: 1_800_000_000)

  let folder: URL
  let keys: DeskKeys
  let desk: DeskStore
  let signingKey: PassSigningKey
  let wave = "w1"
  private let clock: OffsetBox

  /// - Parameter people: How many people are on the roster: P0, P1, …
  init(people: Int = 8) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "desk-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    keys = DeskKeys(folder: folder.appending(path: "keys"))
    let offset = OffsetBox()
    clock = offset
    desk = try DeskStore(at: folder.appending(path: "desk.sqlite"), keys: keys) {
      Self.start.addingTimeInterval(offset.value)
    }
    signingKey = try keys.openingKey(of: wave)
    try desk.prepare(deskWave(), roster: Self.roster(people))
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// Turns the clock to so many seconds after the start.
  func turn(to seconds: Double) { clock.value = seconds }

  func deskWave(key: PassPublicKey? = nil) -> DeskWave {
    DeskWave(
      id: wave, title: LocalizedText([.nl: "Bevraging", .en: "Survey"]), languages: [.nl, .en],
      opens: Self.start.addingTimeInterval(-60), closes: Self.start.addingTimeInterval(3_600), isClosed: false,
      passKey: key ?? signingKey.publicKey)
  }

  static func roster(_ people: Int) -> Roster {
    Roster(people: (0..<people).map { Roster.Person(identifier: "P\($0)", language: .nl, unit: "N1") })
  }

  /// The invitation of a person.
  func invitation(_ identifier: String) throws -> Invitation {
    guard let found = try desk.invited(to: wave).first(where: { $0.person.identifier == identifier }) else {
      throw StoreError.unknownWave(identifier, known: [])
    }
    return found.invitation
  }

  /// Gets and verifies a pass.
  func pass(for identifier: String) async throws -> Pass {
    let request = try PassRequest(for: signingKey.publicKey)
    let pass = try request.pass(
      from: try await desk.issue(request.blinded, for: try invitation(identifier), in: wave))
    guard signingKey.publicKey.isValid(pass) else { throw PassKeyError.notABlindedValue }
    return pass
  }

  /// The bytes of the desk's file.
  func bytes() throws -> Data { try Data(contentsOf: folder.appending(path: "desk.sqlite")) }
}

/// Seconds that a clock and its owner share.
private final class OffsetBox: Sendable {
  private let seconds = Mutex(0.0)
  var value: Double {
    get { seconds.withLock { $0 } }
    set { seconds.withLock { $0 = newValue } }
  }
}
