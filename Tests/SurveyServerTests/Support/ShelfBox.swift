import Foundation
import SurveyCore
import Synchronization

/// A box in memory whose behaviour tests choose, such as being busy.
final class ShelfBox: AnswerBox {
  struct Shelf {
    var waves: [ServedWave] = []
    var codes: Set<String> = []
    var answers: [AnsweringRight: SealedAnswer] = [:]
    var lists: [String: String] = [:]
    var reports: [PublishedReport] = []
    var refusal: AnswerBoxError?
    var isBroken = false
  }

  private let shelf: Mutex<Shelf>

  init(waves: [ServedWave], codes: Set<String> = []) {
    shelf = Mutex(Shelf(waves: waves, codes: codes))
  }

  struct Broken: Error {}

  /// Changes or reads what is on the shelf.
  func change<Result: Sendable>(_ body: (inout sending Shelf) -> sending Result) -> Result { shelf.withLock(body) }

  func countedList(of wave: String) -> String? { nil }

  func waves() async throws -> [ServedWave] {
    try shelf.withLock { shelf in
      if shelf.isBroken { throw Broken() }
      return shelf.waves
    }
  }

  func state(of right: AnsweringRight, in wave: String) async throws -> RightState {
    try shelf.withLock { shelf in
      if shelf.isBroken { throw Broken() }
      return Self.state(of: right, shelf)
    }
  }

  func countedList(of wave: String) async throws -> String? { shelf.withLock { $0.lists[wave] } }

  func publishedReports(of wave: String) async throws -> [PublishedReport] { shelf.withLock { $0.reports } }

  func submit(
    _ answer: SealedAnswer, under right: AnsweringRight, in wave: String
  ) async throws(AnswerBoxError) -> Acceptance {
    let result: Result<Acceptance, AnswerBoxError> = shelf.withLock { shelf in
      if let refusal = shelf.refusal { return .failure(refusal) }
      switch Self.state(of: right, shelf) {
      case .unknown: return .failure(.unknownRight)
      case .spent: return .success(.repeated)
      case .unused:
        shelf.answers[right] = answer
        return .success(.counted)
      }
    }
    return try result.get()
  }

  private static func state(of right: AnsweringRight, _ shelf: Shelf) -> RightState {
    if shelf.answers[right] != nil { return .spent }
    guard case .code(let code) = right else { return .unused }
    return shelf.codes.contains(code.characters) ? .unused : .unknown
  }
}
