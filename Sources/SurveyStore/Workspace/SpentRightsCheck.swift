import Dispatch
import SurveyCore
import Synchronization

import struct Foundation.Data

/// Verifies, before a wave is unsealed, that every spent right was one: whoever adds answers without a right is found out here.
struct SpentRightsCheck: Sendable {
  let wave: ServedWave
  /// The digests of the codes that were drawn, for waves of modes `code` and `pass`.
  let codes: Set<Data>

  /// Checks all rights on all cores.
  ///
  /// - Throws: ``StoreError/countsDiffer(wave:why:)``, which says how many are wrong.
  /// - Complexity: About 0.03 ms of one core for each pass.
  func check(_ rights: [SpentRight]) throws {
    let chunk = 256
    let wrong = Mutex(0)
    DispatchQueue.concurrentPerform(iterations: (rights.count + chunk - 1) / chunk) { index in
      let part = rights[index * chunk..<min((index + 1) * chunk, rights.count)]
      let found = part.count { !isRight($0) }
      wrong.withLock { $0 += found }
    }
    let count = wrong.withLock { $0 }
    guard count == 0 else {
      throw StoreError.countsDiffer(
        wave: wave.id,
        why:
          "\(count) of \(rights.count) answers came without a valid right. Somebody added them; compare with a backup.")
    }
  }

  private func isRight(_ right: SpentRight) -> Bool {
    switch wave.mode {
    case .open: return right.pass == nil
    case .code: return right.pass == nil && codes.contains(right.digest)
    case .pass:
      guard let pass = right.pass else { return codes.contains(right.digest) }
      let expected = AnsweringRight.pass(pass)
      return right.digest == expected.digest && right.receipt == expected.receipt && wave.passKey?.isValid(pass) == true
    }
  }
}
