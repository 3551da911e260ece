import Foundation
import SurveyCore
import Synchronization

/// A desk in memory whose behaviour tests choose, such as being busy. It answers with a fixed signature.
final class StandInDesk: PassDesk {
  static let invitation = "ABCD-EFGH-JKMN-PQRS"
  static let used = "0000-1111-2222-3333"
  static let signature = Data(repeating: 7, count: 256)

  let passKey: PassPublicKey
  private let refusal = Mutex<PassDeskError?>(nil)

  init() throws { passKey = try PassSigningKey().publicKey }

  /// What every request is refused with.
  func refuse(with error: PassDeskError?) { refusal.withLock { $0 = error } }

  func waves() async throws -> [DeskWave] {
    func wave(_ id: String, closed: Bool) -> DeskWave {
      DeskWave(
        id: id, title: LocalizedText([.nl: "Bevraging", .en: "Survey"]), languages: [.nl, .en], opens: .distantPast,
        closes: .distantFuture, isClosed: closed, passKey: passKey)
    }
    return [wave("w1", closed: false), wave("old", closed: true)]
  }

  func issue(_ blinded: Data, for invitation: Invitation, in wave: String) async throws(PassDeskError) -> Data {
    if let refusal = refusal.withLock({ $0 }) { throw refusal }
    if invitation == Invitation(Self.used) { throw .handedOut }
    guard invitation == Invitation(Self.invitation) else { throw .unknownInvitation }
    return Self.signature
  }

  func isIssued(_ invitation: Invitation, in wave: String) async throws(PassDeskError) -> Bool {
    if let refusal = refusal.withLock({ $0 }) { throw refusal }
    if invitation == Invitation(Self.invitation) { return false }
    guard invitation == Invitation(Self.used) else { throw .unknownInvitation }
    return true
  }
}
