import GRDB
import SurveyCore

import struct Foundation.Data

/// A right that was spent, as the box keeps it.
struct SpentRight: Sendable, Hashable {
  /// Its SHA-256.
  let digest: Data
  /// Its receipt.
  let receipt: String
  /// The pass, where the right is one.
  let pass: Pass?
}

/// Where the sealed answers of one closed wave lie: in the box itself, or in a file that was exported from it.
protocol SealedWave {
  /// How many sealed records there are, by part: 0 for ratings, then one part per comment item.
  func sealedCounts() throws -> [Int: Int]

  /// The rights that were spent, in the order of their digests.
  func spentRights() throws -> [SpentRight]

  /// The digests of the codes that were drawn, as the box knows them.
  func codes() throws -> Set<Data>

  /// How many answers were typed in from paper.
  func paperAnswers() throws -> Int

  /// Hands over the sealed records of one part in batches.
  func forEachBatch(of part: Int, size: Int, _ body: ([Data]) throws -> Void) throws
}

/// A wave in the box.
struct BoxedWave: SealedWave {
  let box: BoxStore
  let wave: String

  func sealedCounts() throws -> [Int: Int] { try box.sealedCounts(of: wave) }

  func spentRights() throws -> [SpentRight] { try box.spentRights(of: wave) }

  func codes() throws -> Set<Data> { try box.codeDigests(of: wave) }

  func paperAnswers() throws -> Int { try box.paperAnswers(of: wave) }

  func forEachBatch(of part: Int, size: Int, _ body: ([Data]) throws -> Void) throws {
    try box.forEachBatch(of: part, in: wave, size: size, body)
  }
}
