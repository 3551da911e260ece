import Crypto
import Dispatch
import GRDB
import SurveyCore
import Synchronization

import struct Foundation.Data

/// A spent right as a box holds it.
struct SpentRight: Sendable, Hashable {
  let digest: Data
  let receipt: String
  /// The pass, where the right is one.
  let pass: Pass?
}

/// Verifies, before a wave is unsealed, that every spent right was one: whoever adds answers without a right is found out here.
struct SpentRightsCheck: Sendable {
  let wave: ServedWave
  /// The digests of the codes that were drawn, for waves of modes `code` and `pass`.
  let codes: Set<Data>

  /// Checks all rights on all cores.
  ///
  /// - Returns: How many of them are passes and how many are codes.
  /// - Throws: ``StoreError/countsDiffer(wave:why:)``, which says how many are wrong.
  /// - Complexity: About 0.03 ms of one core for each pass.
  func count(_ rights: [SpentRight]) throws -> (passes: Int, codes: Int) {
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
    let passes = rights.count { $0.pass != nil }
    return (passes, rights.count - passes)
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

extension BoxStore {
  /// The spent rights of a wave.
  func spentRights(of wave: String) throws -> [SpentRight] {
    try database.read { db in
      try Row.fetchAll(
        db, sql: "SELECT digest, receipt, nonce, signature FROM spent WHERE wave = ?", arguments: [wave]
      ).map { row in
        let nonce: Data? = row["nonce"]
        let signature: Data? = row["signature"]
        return SpentRight(
          digest: row["digest"], receipt: row["receipt"],
          pass: nonce.flatMap { nonce in signature.flatMap { Pass(nonce: nonce, signature: $0) } })
      }
    }
  }

  /// The digests of the codes that were drawn for a wave.
  func codeDigests(of wave: String) throws -> Set<Data> {
    try database.read { db in
      try Data.fetchSet(db, sql: "SELECT digest FROM code WHERE wave = ?", arguments: [wave])
    }
  }
}
