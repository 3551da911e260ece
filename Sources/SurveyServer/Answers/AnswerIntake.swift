internal import Foundation
internal import SurveyCore

/// The way of an answer from a right and values to a receipt; the same for the JSON route and for forms.
///
/// The order of the checks is fixed: what is said about a right never depends on the answers that came with it.
struct AnswerIntake: Sendable {
  let box: any AnswerBox
  let receipts: TextSigner
  let clock: @Sendable () -> Date

  /// What stands in the way of answering the wave at all, if anything.
  func obstacle(to wave: PreparedWave) -> AnswerReply? {
    switch wave.served.availability(at: clock()) {
    case .open: nil
    case .notYet: .notOpen
    case .closed: .closed
    }
  }

  /// What a right means in the wave: nil where answers may be sent under it, or the reply that ends the request.
  func obstacle(to right: AnsweringRight, in wave: PreparedWave) async -> AnswerReply? {
    if case .pass(let pass) = right, wave.served.passKey?.isValid(pass) != true { return .unknownRight }
    do {
      switch try await box.state(of: right, in: wave.served.id) {
      case .unused: return nil
      case .unknown: return .unknownRight
      case .spent: return .counted(try receipt(of: right, repeated: true))
      }
    } catch {
      return .unavailable
    }
  }

  /// What a right gets in a wave that takes no more answers: its receipt where its answer is counted, so that somebody whose connection
  /// broke learns it, also when the wave is unsealed; otherwise that the wave is closed.
  func replyAfterClosing(to right: AnsweringRight, in wave: PreparedWave) async -> AnswerReply {
    switch await obstacle(to: right, in: wave) {
    case .counted(let receipt): .counted(receipt)
    case .unavailable: .unavailable
    default: .closed
    }
  }

  /// Takes an answer from a right to a receipt.
  ///
  /// Where any nonce is a right, it is looked up only when it is spent, in the transaction that keeps the answer, unless the answers
  /// are refused: even then a repeat gets its receipt. A pass is verified and a code looked up first, so that guesses cost no sealing.
  func take(
    _ answers: [String: AnswerInput], under right: AnsweringRight, in wave: PreparedWave
  ) async -> AnswerReply {
    switch right {
    case .pass, .code:
      if let obstacle = await obstacle(to: right, in: wave) { return obstacle }
      return await submit(answers, under: right, in: wave)
    case .nonce:
      let reply = await submit(answers, under: right, in: wave)
      if case .invalid = reply, let obstacle = await obstacle(to: right, in: wave) { return obstacle }
      return reply
    }
  }

  /// Validates, seals and keeps an answer.
  func submit(
    _ answers: [String: AnswerInput], under right: AnsweringRight, in wave: PreparedWave
  ) async -> AnswerReply {
    do {
      let validated = try wave.validator.validate(answers)
      let acceptance = try await box.submit(try wave.seal(validated), under: right, in: wave.served.id)
      return .counted(try receipt(of: right, repeated: acceptance == .repeated))
    } catch let problems as AnswerProblems {
      return .invalid(problems.entries)
    } catch let error as AnswerBoxError {
      switch error {
      case .unknownWave: return .unknownWave
      case .unknownRight: return .unknownRight
      case .notOpen: return .notOpen
      case .closed: return .closed
      case .busy, .notWritten: return .unavailable
      }
    } catch {
      return .unavailable
    }
  }

  private func receipt(of right: AnsweringRight, repeated: Bool) throws -> Receipt {
    let text = right.receipt
    return Receipt(text: text, signature: try receipts.sign(text), repeated: repeated)
  }
}
