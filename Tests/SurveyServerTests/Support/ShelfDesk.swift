import Foundation
import SurveyCore
import Synchronization

/// A desk in memory whose behaviour tests choose, such as being busy.
final class ShelfDesk: PassDesk {
  struct Shelf {
    var waves: [DeskWave] = []
    /// The blinded value for which a pass was handed out, by invitation; nil where none was.
    var roster: [Invitation: Data?] = [:]
    var refusal: PassDeskError?
  }

  let key: PassSigningKey
  private let shelf: Mutex<Shelf>

  init(waves: [DeskWave], roster: [Invitation], key: PassSigningKey) {
    self.key = key
    shelf = Mutex(
      Shelf(waves: waves, roster: Dictionary(roster.map { ($0, nil) }, uniquingKeysWith: { first, _ in first })))
  }

  /// Changes or reads what is on the shelf.
  func change<Result: Sendable>(_ body: (inout sending Shelf) -> sending Result) -> Result { shelf.withLock(body) }

  func waves() async throws -> [DeskWave] {
    try shelf.withLock { shelf in
      if let refusal = shelf.refusal { throw refusal }
      return shelf.waves
    }
  }

  func issue(_ blinded: Data, for invitation: Invitation, in wave: String) async throws(PassDeskError) -> Data {
    let result: Result<Data, PassDeskError> = shelf.withLock { shelf in
      guard let known = shelf.roster[invitation] else { return .failure(.unknownInvitation) }
      if let known, known != blinded { return .failure(.handedOut) }
      guard let signature = try? key.sign(blinded) else { return .failure(.malformed) }
      shelf.roster[invitation] = blinded
      return .success(signature)
    }
    return try result.get()
  }

  func isIssued(_ invitation: Invitation, in wave: String) async throws(PassDeskError) -> Bool {
    let result: Result<Bool, PassDeskError> = shelf.withLock { shelf in
      if let refusal = shelf.refusal { return .failure(refusal) }
      guard let known = shelf.roster[invitation] else { return .failure(.unknownInvitation) }
      return .success(known != nil)
    }
    return try result.get()
  }
}
