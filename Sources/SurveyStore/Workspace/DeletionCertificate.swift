import SurveyCore

import Foundation

/// What an operator can hand over after a wave was deleted: what is gone, what stays, and how to verify that the ledger says so.
public struct DeletionCertificate: Sendable, Hashable {
  /// The certificate: lines of text, the last one the signature of the ledger key over all lines before it.
  public let text: String

  /// Makes the certificate of a deletion; the same entry gives the same one again.
  ///
  /// - Parameter entry: The ledger's entry of kind `wave.deleted`.
  init(_ entry: LedgerEntry, key: LedgerKey) throws {
    let facts = try JSONDecoder().decode([String: String].self, from: Data(entry.body.utf8))
    let answers = facts["answers"].map { "\($0) answers with all their columns" } ?? "all sealed answers"
    let lines = [
      "survey-deletion/v1",
      "wave: \(facts["wave"] ?? "")",
      "survey: \(facts["survey"] ?? "")",
      "deleted: \(entry.recordedAt)",
      "what was deleted: \(answers), all comments, all receipts in the results, and all that the box still held",
      "what stays: the ledger with the figures that were released, and the signed list of counted receipts, if it was published",
      "ledger entry: \(entry.sequence)",
      "ledger head: \(entry.head)",
      "ledger key: \(Base64URL.encode(key.publicKey))",
      "to verify: survey-cli ledger verify --head \(entry.head)",
      "signed: Ed25519 by the ledger key over all lines before the next one, line ends included",
    ]
    let body = lines.map { $0 + "\n" }.joined()
    text = body + "signature: \(Base64URL.encode(try key.sign(Data(body.utf8))))\n"
  }

  /// Whether a certificate is what the holder of the ledger key signed, complete and unchanged.
  public static func isValid(_ text: String, key: LedgerKey) -> Bool {
    guard let start = text.range(of: "signature: ", options: .backwards)?.lowerBound else { return false }
    let last = text[start...].dropFirst("signature: ".count)
    guard last.hasSuffix("\n"), let signature = Base64URL.decode(String(last.dropLast())) else { return false }
    return key.isValid(signature, of: Data(text[..<start].utf8))
  }
}
